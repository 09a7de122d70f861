"""Questions about figures: targets and results, what they count, and the place that they are for."""

from __future__ import annotations

from decimal import Decimal

import pytest

import builders
from policygraph.answers import Answer
from policygraph.assembly import assemble
from policygraph.extraction.model import Mention
from policygraph.linking.model import Entity, Figure
from policygraph.queries import LocalGraph, ask_source, load_queries
from policygraph.store import GraphStore
from policygraph.validation import validate

TEXT = (
    "Output grew by 7%. Output will grow by 8%. Exports will reach 3 to 4 billion yuan."
)


def figure(
    words: str, kind: str, counts: str, nth: int, **said: object
) -> tuple[Mention, Entity]:
    """A figure of the text with its mention."""
    value = Figure(
        said.get("value"),
        str(said.get("unit", "%")),
        str(said.get("currency", "")),
        "Exactly" if said.get("value") else "",
        None,
        least=said.get("least"),
        most=said.get("most"),
        indicator=builders.span_of(TEXT, counts, nth),
        sort="Growth",
    )
    return Mention(builders.span_of(TEXT, words), kind, 0.9, "reader"), Entity(
        kind, words, figure=value
    )


@pytest.fixture(scope="module")
def graph() -> LocalGraph:
    """A report of Chongqing with a result, a target for the same thing, and a target that is a range."""
    found = (
        figure("7%", "Result", "Output", 1, value=Decimal(7)),
        figure("8%", "Target", "Output", 2, value=Decimal(8)),
        figure(
            "3 to 4 billion yuan",
            "Target",
            "Exports",
            1,
            unit="yuan",
            currency="CNY",
            least=Decimal("3e9"),
            most=Decimal("4e9"),
        ),
    )
    entities = tuple(
        Entity(entity.type, entity.label, mentions=(index,), figure=entity.figure)
        for index, (_, entity) in enumerate(found)
    )
    report = builders.make_report(TEXT, title="Report", jurisdiction="Chongqing")
    linked = builders.linked_of(
        report, mentions=tuple(mention for mention, _ in found), entities=entities
    )
    triples = assemble(linked)
    assert validate(triples).results == ()
    return LocalGraph(GraphStore.from_triples(triples))


def rows(
    graph: LocalGraph, name: str, columns: tuple[str, ...]
) -> list[tuple[object, ...]]:
    """What a question answers, in these columns."""
    answer = ask_source(load_queries()[name], graph, {}).answer
    assert isinstance(answer, Answer)
    return [tuple(row[column] for column in columns) for row in answer.to_dicts()]


def test_figures_without_an_owner_are_the_places_own(graph: LocalGraph) -> None:
    """A figure that no industry or project has is told of the place that the report is of."""
    assert rows(
        graph,
        "headline-figures",
        ("kind", "figureLabel", "counts", "value", "least", "most", "placeLabel"),
    ) == [
        ("target", "3 to 4 billion yuan", "Exports", None, 3e9, 4e9, "Chongqing"),
        ("target", "8%", "Output", 8.0, None, None, "Chongqing"),
        ("result", "7%", "Output", 7.0, None, None, "Chongqing"),
    ]


def test_results_come_with_their_sentence(graph: LocalGraph) -> None:
    """What was reached, and the words that say so."""
    assert rows(
        graph, "results", ("figureLabel", "counts", "value", "unit", "sentenceLabel")
    ) == [("7%", "Output", 7.0, "%", "Output grew by 7%.")]


def test_a_target_stands_beside_a_result_for_the_same_thing(graph: LocalGraph) -> None:
    """The same words count the same, in the same unit."""
    assert rows(graph, "targets-and-results", ("counts", "promised", "reached")) == [
        ("output", 8.0, 7.0)
    ]


def test_money_is_told_with_what_it_is_for(graph: LocalGraph) -> None:
    """Where it is tied to no industry or project, what it counts and its sentence say so; a range has both ends."""
    asked = ("currency", "amount", "least", "most", "goals", "counts", "sentenceLabel")
    sentence = "Exports will reach 3 to 4 billion yuan."
    assert rows(graph, "money", asked) == [
        ("CNY", None, 3e9, 4e9, None, "Exports", sentence)
    ]


def test_a_target_that_is_a_range_has_both_ends(graph: LocalGraph) -> None:
    """Of one value it has that alone."""
    assert rows(graph, "targets", ("targetLabel", "value", "least", "most")) == [
        ("3 to 4 billion yuan", None, 3e9, 4e9),
        ("8%", 8.0, None, None),
    ]
