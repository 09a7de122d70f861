"""Why a phrase is no thing of a graph: where it stands, what it is part of, what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.absence import Absence, Longer, why_absent
from policygraph.queries import open_source
from policygraph.vocabulary import load_vocabulary
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SMALL = str(ROOT / "tests" / "fixtures" / "small.ttl")


def absent(phrase: str) -> Absence:
    """Why the small graph does not have a phrase."""
    return why_absent(open_source([SMALL]), phrase)


@pytest.mark.parametrize("phrase", ["words that stand nowhere", "apingb", ""])
def test_words_that_stand_nowhere_were_never_considered(phrase: str) -> None:
    """No sentence, no longer name, no candidate; a part of a word is no phrase of the text."""
    absence = absent(phrase)
    assert (absence.sentences, absence.within, absence.kept_out, absence.barred) == (
        (),
        (),
        (),
        (),
    )


def test_near_names_of_entities_are_suggested() -> None:
    """What may be meant is an entity's name, and no task's."""
    assert absent("Shapingba Statoin").near[0] == "Shapingba Station"


@pytest.mark.parametrize("phrase", ["LCD panel project", "lcd  PANEL project"])
def test_part_of_a_longer_name_is_told(phrase: str) -> None:
    """The sentence with the phrase marked, and the name and the measure's object around it; case is free."""
    absence = absent(phrase)
    (sentence,) = absence.sentences
    assert sentence.marked().startswith(
        "We will build the Silver Carp [LCD panel project] in Beibei District"
    )
    assert (
        Longer(
            "Silver Carp LCD panel project", "Silver Carp LCD panel project", "Project"
        )
        in absence.within
    )
    assert (
        Longer(
            "the Silver Carp LCD panel project",
            "build the Silver Carp LCD panel project",
            "Measure",
        )
        in absence.within
    )


def test_what_the_vocabulary_says_against_a_phrase_is_told(tmp_path: Path) -> None:
    """A barred phrase comes with the class and the entry that bars it."""
    own = tmp_path / "my.ttl"
    own.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:no> a pg:Phrase ; pg:notA pg:Project ; skos:prefLabel "transport network"@en .\n',
        encoding="utf-8",
    )
    absence = why_absent(
        open_source([SMALL]), "transport network", vocabulary=load_vocabulary([own])
    )
    assert [(no.type, no.entry) for no in absence.barred] == [("Project", "urn:no")]


def test_what_was_considered_has_its_class_its_score_and_its_reason() -> None:
    """Candidates that overlap the phrase are told once each, those of exactly its words first."""
    kept_out = [
        one
        for phrase in ("manufacturing base", "railway", "finance", "branch")
        for one in absent(phrase).kept_out
    ]
    assert all(
        one.words and one.reason and 0 <= one.confidence <= 1 for one in kept_out
    )
    exact = [one.words.casefold() == "railway" for one in absent("railway").kept_out]
    assert exact == sorted(exact, reverse=True)


def test_what_a_vocabulary_finds_now_is_told(tmp_path: Path) -> None:
    """A name that the graph does not have, for it was built without an entry, is found with it."""
    own = tmp_path / "my.ttl"
    own.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:yes> a pg:Project ; skos:prefLabel "transport network"@en .\n',
        encoding="utf-8",
    )
    absence = why_absent(
        open_source([SMALL]), "transport network", vocabulary=load_vocabulary([own])
    )
    assert absence.found_now == ("Project",)
