"""Why a thing is in the graph: its linkages, the sentences behind them, and who found them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.errors import ParameterError
from policygraph.explanation import Explanation, ShownSentence, explain
from policygraph.namespaces import BASE, PG
from policygraph.pipeline import build_graph
from policygraph.queries import LocalGraph, open_source
from policygraph.rdf import read_triples
from policygraph.store import GraphStore
from policygraph.terms import Literal
from policygraph.vocabulary import load_vocabulary
from project import ROOT

SMALL = str(ROOT / "tests" / "fixtures" / "small.ttl")


def explained(name: str) -> Explanation:
    """What the small graph says of a thing."""
    return explain(open_source([SMALL]), name)


@pytest.mark.parametrize(
    "name",
    [
        "Shapingba Station",
        "shapingba  station",
        str(BASE["project-shapingba_station--a0ae7838b894"]),
    ],
)
def test_thing_is_found_by_any_spelling_of_its_name_and_by_its_iri(name: str) -> None:
    """Case and spacing do not matter."""
    assert explained(name).label == "Shapingba Station"


def test_linkages_come_from_both_sides_with_their_evidence() -> None:
    """A linkage is shown at both of its ends, with the ends marked in the sentence that states it."""
    (out,) = explained("Shapingba Station").linkages
    (back,) = explained("Shapingba").linkages
    assert (out.property, out.way, out.other) == ("locatedIn", "to", "Shapingba")
    assert (back.property, back.way, back.other) == (
        "locatedIn",
        "from",
        "Shapingba Station",
    )
    assert out.sentences == back.sentences
    assert (
        out.sentences[0].marked()
        == "We will complete [Shapingba Station] in [Shapingba]."
    )
    assert out.confidence == 0.85


def test_rule_is_named_and_explained_as_the_ontology_has_it() -> None:
    """Who found a linkage is told in words, with what that rule looks for."""
    found = {
        linkage.other: linkage
        for linkage in explained("Chongqing-Kunming high-speed railway").linkages
    }
    assert found["Kunming"].found_by == "route rule"
    assert "ends" in found["Kunming"].because


def test_place_without_a_mention_is_explained_by_its_linkage() -> None:
    """A place that only a name implies has no mention, and the sentence of its linkage."""
    kunming = explained("Kunming")
    assert kunming.mentions == ()
    assert "Chongqing-Kunming" in kunming.linkages[0].sentences[0].text


def test_task_is_explained_by_its_sentence_and_what_it_concerns() -> None:
    """A key task shows the sentence that states it and the things named below it."""
    task = explained("Extend the transport network.")
    assert task.type == "KeyTask"
    assert [sentence.text for sentence in task.sentences] == [
        "Extend the transport network."
    ]
    assert "Shapingba Station" in task.concerns


def test_unknown_name_gets_a_suggestion_and_unknown_iri_is_told() -> None:
    """A near name is suggested; an IRI that the graph says nothing of is an error too."""
    with pytest.raises(ParameterError, match="did you mean 'Chongqing'"):
        explained("Chongqin")
    with pytest.raises(ParameterError, match="urn:nothing"):
        explained("<urn:nothing>")


def test_marks_do_not_overlap() -> None:
    """Of two names, one inside the other, the longer is marked."""
    shown = ShownSentence("A new A-B railway.", 0, ((6, 7), (6, 17)))
    assert shown.marked() == "A new [A-B railway]."


def test_mention_is_marked_alone_and_tells_who_found_it() -> None:
    """Each mention shows its own words in its sentence; one by the vocabulary names the entry and what that means."""
    (known,) = load_vocabulary().find("The State Council met.")
    station = next(
        t.subject
        for t in read_triples(Path(SMALL))
        if t.object == Literal("Shapingba Station")
    )
    graph = [
        t._replace(predicate=PG.entry, object=known.entry.iri)
        if (t.subject, t.predicate) == (station, PG.foundBy)
        else t
        for t in read_triples(Path(SMALL))
    ]
    (mention,) = explain(
        LocalGraph(GraphStore.from_triples(graph)), "Shapingba Station"
    ).mentions
    assert (
        mention.sentence.marked()
        == "We will complete [Shapingba Station] in Shapingba."
    )
    assert "State Council" in mention.found_by
    assert known.entry.iri in mention.found_by
    assert mention.because


def own_vocabulary(folder: Path) -> Path:
    """A file with another name for the station, and one that bars it from a class."""
    path = folder / "own.ttl"
    path.write_text(
        "@prefix my: <https://example.org/my/> . @prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'my:halt a pg:Entry ; pg:entryClass pg:Project ; skos:prefLabel "Shapingba Station"@en ;\n'
        '    skos:altLabel "Old Halt"@en ; skos:hiddenLabel "OH1"@en .\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("name", ["Old Halt", "old halt", "OH1"])
def test_a_name_that_a_vocabulary_alone_has_leads_to_the_thing(
    tmp_path: Path, name: str
) -> None:
    """With the vocabulary of one's own, and not without it."""
    words = load_vocabulary((own_vocabulary(tmp_path),))
    assert (
        explain(open_source([SMALL]), name, vocabulary=words).label
        == "Shapingba Station"
    )
    with pytest.raises(ParameterError, match=name):
        explained(name)


def test_an_entry_of_ones_own_is_called_by_its_name(tmp_path: Path) -> None:
    """What a mention was found by is told with the label that the vocabulary has for the entry."""
    text = tmp_path / "plan.txt"
    text.write_text(
        "1. Rail\n\nWe will build the Old Halt in Shapingba.\n", encoding="utf-8"
    )
    words = load_vocabulary((own_vocabulary(tmp_path),))
    store = GraphStore.from_triples(build_graph(text, vocabulary=words).triples)
    (mention,) = explain(store, "Shapingba Station", vocabulary=words).mentions
    assert (
        mention.found_by
        == "the vocabulary, entry “Shapingba Station” <https://example.org/my/halt>"
    )
