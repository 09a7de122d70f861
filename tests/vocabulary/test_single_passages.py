"""No entry is there for one report: what one passage of the gold alone has is argued for, one by one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pytest
from ahocorasick_rs import AhoCorasick
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from policygraph.namespaces import CONCEPT, PG
from policygraph.resources import resource
from policygraph.vocabulary.english import plural
from project import ROOT
from training.gold import passages, text_path

if TYPE_CHECKING:
    from rdflib.term import Node

HEADING = "## Entries that one passage alone has"
ROW = re.compile(
    r"^\| (?!entry |---)(?P<entry>[^|]+) \| (?P<reason>[^|]+) \|$", re.MULTILINE
)
CODE = re.compile(r"ISIC (?P<code>\w+), (?P<title>[^;|]+?)(?= \||;|$)")
ALIKE = str.maketrans("’‘‐‑–—", "''----")
WORD = re.compile(r"\w")


class Argued(NamedTuple):
    """A row of the table."""

    entry: str
    reason: str


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The vocabulary files as rdflib reads them."""
    both = Graph()
    for name in ("concepts.ttl", "lexicon.ttl"):
        both.parse(resource("ontology", name))
    return both


@pytest.fixture(scope="module")
def entries(graph: Graph) -> dict[str, Node]:
    """The English words of several words of each name, industry and barred phrase, with what they stand for.

    Countries are there because the world has them.
    """
    bearers: dict[str, Node] = {}
    countries = set(graph.subjects(URIRef(PG.kind), URIRef(CONCEPT.country)))
    subjects = set(graph.subjects(RDF.type, URIRef(PG.Entry))) - countries
    subjects |= set(graph.subjects(SKOS.inScheme, URIRef(CONCEPT.industries)))
    for subject in sorted(subjects, key=str):
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for label in graph.objects(subject, predicate):
                words = _folded(str(label))
                if (
                    isinstance(label, Literal)
                    and label.language == "en"
                    and re.search(r"\w[\s\-]\w", words)
                ):
                    bearers[words] = subject
    return bearers


@pytest.fixture(scope="module")
def argued() -> list[Argued]:
    """The rows of the table that argues for entries."""
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert HEADING in page
    section = page.split(HEADING)[1].split("\n## ")[0]
    return [Argued(row["entry"], row["reason"]) for row in ROW.finditer(section)]


def _folded(text: str) -> str:
    return " ".join(text.translate(ALIKE).lower().split(" "))


def _standing(words: list[str]) -> dict[str, set[str]]:
    """The passages that have some words, in whatever case and number, as whole words."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word in words:
        forms[word].add(word)
        forms[plural(word)].add(word)
    automaton, bearers = AhoCorasick(list(forms)), list(forms.values())
    found: dict[str, set[str]] = defaultdict(set)
    for passage in passages():
        text = _folded(text_path(passage.name).read_text(encoding="utf-8"))
        for index, begin, end in automaton.find_matches_as_indexes(
            text, overlapping=True
        ):
            if not (
                WORD.match(text[begin - 1 : begin]) or WORD.match(text[end : end + 1])
            ):
                for word in bearers[index]:
                    found[word].add(passage.name)
    return found


def test_what_one_passage_alone_has_is_argued_entry_by_entry(
    entries: dict[str, Node], argued: list[Argued]
) -> None:
    """The table in docs/accuracy.md lists exactly the entries of several words that one passage alone has."""
    standing = _standing(sorted(entries))
    assert len(standing) > 500
    alone = {words for words, names in standing.items() if len(names) == 1}
    assert sorted(alone) == sorted(row.entry for row in argued)


def test_each_entry_is_argued_once_and_in_words(argued: list[Argued]) -> None:
    """No entry stands twice in the table, and none without a phrase of reason."""
    assert len({row.entry for row in argued}) == len(argued)
    assert [row for row in argued if len(row.reason.split()) < 2] == []


def test_reasons_that_name_a_code_have_that_of_the_entry(
    graph: Graph, entries: dict[str, Node], argued: list[Argued]
) -> None:
    """A code and a title that a reason gives are those of the entry's concept, or of one above it."""
    named = [(row, match) for row in argued for match in CODE.finditer(row.reason)]
    assert len(named) > 50  # the table leans on the classification
    for row, match in named:
        above = graph.transitive_objects(entries[row.entry], SKOS.broader)
        notes = [
            str(note) for concept in above for note in graph.objects(concept, SKOS.note)
        ]
        assert any(
            note.startswith(f"ISIC Rev. 4, {match['code']}: {match['title']}")
            for note in notes
        ), row
