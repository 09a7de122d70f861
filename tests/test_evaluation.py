"""Evaluation counts as the published scorer does, adds up over many reports, and names what is wrong in a gold file."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import GraphError, InputError
from policygraph.evaluation import (
    Tally,
    evaluate,
    evaluate_set,
    evaluate_triples,
    read_kinds,
)
from policygraph.evaluation.gold import read_gold
from policygraph.namespaces import BASE, CLASSES, ITSRDF, NIF, PG, RDF, SKOS, XSD
from policygraph.rdf import to_turtle
from policygraph.spans import Span
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.evaluation.gold import GoldMention
    from project import Run

TEXT = "Heading\nBuild the Lake Bridge in Oldtown.\nThe Lake Bridge will cost 5 million yuan.\n"
MENTIONS = """\
2\tProject\tLake Bridge\tLake Bridge\t1
2\tPlace\tOldtown\tOldtown\t1
3\tProject\tLake Bridge\tLake Bridge\t1
3\tTarget\t5 million yuan\t5 million yuan\t1
1\tIgnore\tHeading\tHeading\t1
"""
LINKAGES = (
    "2\tLake Bridge\tlocatedIn\tOldtown\n3\tLake Bridge\thasTarget\t5 million yuan\n"
)
MEASURES = "2\tBuild\t1\tthe Lake Bridge\t1\tplanned\n"


class GraphOf:
    """Writes down, triple by triple, what a graph says of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.triples = [Triple(BASE["report"], NIF.isString, Literal(text))]

    def span(self, span: Span) -> Iri:
        """A phrase with its offsets and characters."""
        node = BASE[f"report#char={span.begin},{span.end}"]
        for name, value in (("beginIndex", span.begin), ("endIndex", span.end)):
            self.triples.append(
                Triple(
                    node, NIF[name], Literal(str(value), str(XSD.nonNegativeInteger))
                )
            )
        self.triples.append(Triple(node, NIF.anchorOf, Literal(span.of(self.text))))
        return node

    def entity(self, kind: str, label: str) -> Iri:
        """A thing of a class, with its name."""
        node = BASE[f"{kind}-{''.join(c if c.isalnum() else '-' for c in label)}"]
        self.triples += [
            Triple(node, RDF.type, PG[kind]),
            Triple(node, SKOS.prefLabel, Literal(label, language="en")),
        ]
        return node

    def mention(self, span: Span, kind: str, label: str) -> None:
        """A phrase that names a thing."""
        self.triples.append(
            Triple(self.span(span), ITSRDF.taIdentRef, self.entity(kind, label))
        )

    def measure(self, verb: Span, noun: Span, stage: str) -> None:
        """A measure with its verb, object and stage."""
        node = BASE[f"measure-{verb.begin}-{noun.begin}"]
        self.triples += [
            Triple(node, RDF.type, PG.Measure),
            Triple(node, PG.verb, self.span(verb)),
            Triple(node, PG.object, self.span(noun)),
            Triple(node, PG.stage, PG[stage.capitalize()]),
        ]

    def at(self, words: str, nth: int = 1) -> Span:
        """Where the words stand."""
        begin = -1
        for _ in range(nth):
            begin = self.text.index(words, begin + 1)
        return Span(begin, begin + len(words))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The gold of `TEXT`, in three files."""
    for ending, content in (
        ("mentions", MENTIONS),
        ("linkages", LINKAGES),
        ("measures", MEASURES),
    ):
        (tmp_path / f"lake.{ending}.tsv").write_text(content, encoding="utf-8")
    return tmp_path / "lake.mentions.tsv"


def perfect() -> GraphOf:
    """A graph that says just what the gold says."""
    graph = GraphOf(TEXT)
    graph.mention(graph.at("Lake Bridge"), "Project", "Lake Bridge")
    graph.mention(graph.at("Lake Bridge", 2), "Project", "Lake Bridge")
    graph.mention(graph.at("Oldtown"), "Place", "Oldtown")
    graph.mention(graph.at("5 million yuan"), "Target", "5 million yuan")
    bridge = graph.entity("Project", "Lake Bridge")
    graph.triples.append(Triple(bridge, PG.locatedIn, graph.entity("Place", "Oldtown")))
    graph.triples.append(
        Triple(bridge, PG.hasTarget, graph.entity("Target", "5 million yuan"))
    )
    graph.measure(graph.at("Build"), graph.at("the Lake Bridge"), "planned")
    return graph


def test_graph_that_says_what_the_gold_says_scores_one(gold: Path) -> None:
    """Each figure of a perfect graph is 1."""
    scores = evaluate_triples(perfect().triples, gold)
    assert scores.strict == scores.relaxed == Tally(4, 4, 4)
    assert scores.entities == Tally(3, 3, 3)
    assert scores.linkages == Tally(2, 2, 2)
    assert scores.measures == Tally(1, 1, 1)
    assert scores.stage == (1, 1)


def test_shifted_span_is_relaxed_and_not_strict(gold: Path) -> None:
    """A span with one word too many shares half of its length, but not its characters."""
    graph = GraphOf(TEXT)
    graph.mention(graph.at("the Lake Bridge"), "Project", "Lake Bridge")
    scores = evaluate_triples(graph.triples, gold)
    assert (scores.strict.found, scores.relaxed.found) == (0, 1)
    assert scores.errors.boundary == (("Project", "Lake Bridge", "the Lake Bridge"),)
    assert ("Place", "Oldtown", TEXT.index("Oldtown")) in scores.errors.missed


def test_the_command_prints_the_figures_and_as_many_errors_as_are_asked_for(
    gold: Path, tmp_path: Path, policygraph: Run
) -> None:
    """A line for each figure and each class; errors by their kind; as JSON, too."""
    graph = perfect()
    graph.mention(graph.at("Heading"), "Industry", "Heading")
    graph.mention(graph.at("the Lake Bridge"), "Project", "Lake Bridge")
    path = tmp_path / "lake.ttl"
    path.write_bytes(to_turtle(graph.triples))
    told = policygraph("evaluate", path, gold).stdout
    assert (
        "strict                   P 0.800  R 1.000  F1 0.889  (4 of 5 found, 4 gold)"
        in told
    )
    assert "linkages                 P 1.000" in told
    assert "stage                    1.000 of the measures found" in told
    assert "  Place strict " in told
    assert "spurious" not in told
    told = policygraph("evaluate", path, gold, "--errors", "3").stdout
    assert "spurious: Project 'the Lake Bridge' at" in told
    as_json = json.loads(policygraph("evaluate", path, gold, "--json").stdout)
    assert as_json["strict"]["r"] == 1.0

    empty = GraphOf(TEXT)
    bridge = empty.entity("Project", "Lake Bridge")
    empty.triples.append(Triple(bridge, PG.locatedIn, empty.entity("Place", "Nowhere")))
    empty.mention(empty.at("the Lake Bridge"), "Project", "Lake Bridge")
    path.write_bytes(to_turtle(empty.triples))
    told = policygraph("evaluate", path, gold, "--errors", "9").stdout
    assert "missed: Place 'Oldtown' at" in told
    assert "boundary: Project, gold 'Lake Bridge', graph 'the Lake Bridge'" in told
    assert "linkage missed: Lake Bridge | locatedIn | Oldtown" in told
    assert re.search(
        r"^linkage spurious: .*Lake.* | locatedIn | .*Nowhere$", told, re.MULTILINE
    )


def test_one_mention_of_the_gold_is_found_once(gold: Path) -> None:
    """Of two mentions that both share half with it one counts, and the other is wrong."""
    graph = GraphOf(TEXT)
    graph.mention(graph.at("Lake Bridge"), "Project", "Lake Bridge")
    graph.mention(graph.at("the Lake Bridge"), "Project", "the Lake Bridge")
    scores = evaluate_triples(graph.triples, gold)
    assert (scores.relaxed.found, scores.relaxed.proposed) == (1, 2)


def test_wrong_class_is_no_match(gold: Path) -> None:
    """The same characters under another class are both missed and spurious."""
    graph = GraphOf(TEXT)
    graph.mention(graph.at("5 million yuan"), "Industry", "5 million yuan")
    scores = evaluate_triples(graph.triples, gold)
    assert scores.relaxed == Tally(0, 1, 4)
    assert scores.strict_by_class["Industry"] == Tally(0, 1, 0)


def test_ignored_and_nested_mentions_do_not_count(gold: Path) -> None:
    """What the gold ignores, and a place inside a longer gold name, are neither right nor wrong; a linkage follows."""
    graph = perfect()
    graph.mention(graph.at("Heading"), "Project", "Heading")
    graph.mention(graph.at("Lake"), "Place", "Lake")
    graph.triples.append(
        Triple(
            graph.entity("Project", "Heading"),
            PG.locatedIn,
            graph.entity("Place", "Oldtown"),
        )
    )
    scores, right = (
        evaluate_triples(triples, gold).as_json()
        for triples in (graph.triples, perfect().triples)
    )
    raw = scores.pop("raw"), right.pop("raw")
    assert scores == right
    assert [tally["pred"] for tally in raw if isinstance(tally, dict)] == [5, 4], (
        "what is excused is met all the same"
    )


@pytest.mark.parametrize(
    ("words", "excused"),
    [("Head", True), ("Heading\nBuild ", True), ("Heading\nBuild t", False)],
)
def test_half_of_a_mention_in_what_is_ignored_excuses_it(
    gold: Path, words: str, *, excused: bool
) -> None:
    """Half of its own length is enough, however much of what is ignored it leaves out; less is not."""
    graph = GraphOf(TEXT)
    graph.mention(graph.at(words), "Project", "Heading")
    assert evaluate_triples(graph.triples, gold).strict.proposed == (
        0 if excused else 1
    )


def test_what_is_excused_as_one_class_is_wrong_as_another(gold: Path) -> None:
    """`Ignore:Place` excuses a place and no project."""
    marked = gold.read_text(encoding="utf-8")
    gold.write_text(marked.replace("\tIgnore\t", "\tIgnore:Place\t"), encoding="utf-8")
    for kind, proposed in (("Place", 4), ("Project", 5)):
        graph = perfect()
        graph.mention(graph.at("Heading"), kind, "Heading")
        assert evaluate_triples(graph.triples, gold).strict == Tally(4, proposed, 4)


def test_results_are_judged_apart_where_the_gold_marks_them(gold: Path) -> None:
    """A result counts in no figure but its own, and there only if the file says that results are marked."""
    marked = gold.read_text(encoding="utf-8").replace("\tTarget\t", "\tResult\t")
    graph = perfect()
    figure = graph.at("5 million yuan")
    target = graph.entity("Target", "5 million yuan")
    graph.triples = [
        triple
        for triple in graph.triples
        if target not in (triple.subject, triple.object)
    ]
    graph.mention(figure, "Result", "5 million yuan")
    gold.write_text(marked, encoding="utf-8")
    assert evaluate_triples(graph.triples, gold).results is None
    gold.write_text("#all\n" + marked, encoding="utf-8")
    scores = evaluate_triples(graph.triples, gold)
    assert scores.results == Tally(1, 1, 1)
    assert scores.strict.gold == 3


def test_measures_are_judged_everywhere_where_the_file_says_so(gold: Path) -> None:
    """A measure in a paragraph without any in the gold is wrong if every paragraph was read for measures."""
    graph = perfect()
    graph.measure(graph.at("Heading"), graph.at("Heading"), "planned")
    measures = gold.with_name("lake.measures.tsv")
    assert evaluate_triples(graph.triples, gold).measures == Tally(1, 1, 1)
    measures.write_text(
        "#all\n" + measures.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert evaluate_triples(graph.triples, gold).measures == Tally(1, 2, 1)


def test_end_that_only_a_name_implies_is_found_by_its_label(gold: Path) -> None:
    """A linkage to an entity without a mention is judged by the entity's names."""
    gold.with_name("lake.linkages.tsv").write_text(
        "2\tLake Bridge\tconnects\tNewtown\n", encoding="utf-8"
    )
    graph = perfect()
    ends = graph.entity("Project", "Lake Bridge"), graph.entity("Place", "the Newtown")
    graph.triples.append(Triple(ends[0], PG.connects, ends[1]))
    assert evaluate_triples(graph.triples, gold).linkages == Tally(
        found=1, proposed=3, gold=1
    )


def test_anchor_that_is_not_the_text_is_an_error(gold: Path) -> None:
    """A graph whose spans do not fit its text is refused, with the span named."""
    graph = perfect()
    node = graph.span(Span(0, 4))
    graph.triples.append(
        Triple(node, ITSRDF.taIdentRef, graph.entity("Place", "Oldtown"))
    )
    broken = [
        Triple(t.subject, t.predicate, Literal("Tail"))
        if t.subject == node and t.predicate == NIF.anchorOf
        else t
        for t in graph.triples
    ]
    with pytest.raises(GraphError, match=r"'Tail'.*'Head'"):
        evaluate_triples(broken, gold)


def test_graph_of_two_reports_is_an_error(gold: Path) -> None:
    """Offsets mean nothing where there are two texts."""
    graph = perfect()
    graph.triples.append(Triple(BASE["other"], NIF.isString, Literal("another")))
    with pytest.raises(GraphError, match="2 texts"):
        evaluate_triples(graph.triples, gold)


@pytest.mark.parametrize(
    ("ending", "row", "message"),
    [
        (
            "mentions",
            "2\tProject\tLake Bridge\tLake Bridge",
            r"lake\.mentions\.tsv:1: 4 columns.*expected 5",
        ),
        (
            "mentions",
            "2\tRoad\tLake Bridge\tLake Bridge\t1",
            r"lake\.mentions\.tsv:1: 'Road'.*expected one of Place",
        ),
        (
            "mentions",
            "2\tProject\tSea Bridge\tSea Bridge\t1",
            r"lake\.mentions\.tsv:1: 'Sea Bridge' occurs fewer than 1",
        ),
        (
            "mentions",
            "\n2\tProject\tLake Bridge\tLake Bridge\t2",
            r"lake\.mentions\.tsv:2: 'Lake Bridge' occurs fewer than 2",
        ),
        (
            "mentions",
            "9\tProject\tLake Bridge\tLake Bridge\t1",
            r"lake\.mentions\.tsv:1: paragraph 9; expected at most 4",
        ),
        (
            "mentions",
            "two\tProject\tLake Bridge\tLake Bridge\t1",
            r"lake\.mentions\.tsv:1: 'two'; expected a number",
        ),
        (
            "linkages",
            "2\tLake Bridge\tcrosses\tOldtown",
            r"lake\.linkages\.tsv:1: 'crosses'",
        ),
        (
            "measures",
            "2\tBuild\t1\tthe Lake Bridge\t1\tsoon",
            r"lake\.measures\.tsv:1: 'soon'; expected one of planned",
        ),
    ],
)
def test_wrong_gold_names_file_and_line(
    gold: Path, ending: str, row: str, message: str
) -> None:
    """An error in a gold file says where it is and what was expected."""
    gold.with_name(f"lake.{ending}.tsv").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(gold, TEXT)


def test_gold_that_is_missing_or_not_text_is_an_error(tmp_path: Path) -> None:
    """A missing file, one of another name and one in another encoding are each told apart."""
    with pytest.raises(InputError, match="cannot read"):
        read_gold(tmp_path / "none.mentions.tsv", TEXT)
    with pytest.raises(InputError, match=r"ends in '\.mentions\.tsv'"):
        read_gold(tmp_path / "lake.linkages.tsv", TEXT)
    (tmp_path / "a.mentions.tsv").write_bytes(b"2\tPlace\tOld\xff")
    with pytest.raises(InputError, match="not UTF-8 at byte 11"):
        read_gold(tmp_path / "a.mentions.tsv", TEXT)


def test_set_adds_up_and_counts_a_missing_graph_as_nothing_found(
    gold: Path, tmp_path: Path
) -> None:
    """The micro average is that of the counts, by kind as well; a report without a graph keeps its gold."""
    for ending in ("mentions", "linkages", "measures"):
        (tmp_path / f"sea.{ending}.tsv").write_bytes(
            gold.with_name(f"lake.{ending}.tsv").read_bytes()
        )
    (tmp_path / "lake.ttl").write_bytes(to_turtle(perfect().triples))
    (tmp_path / "groups.tsv").write_text(
        "name\tkind\nlake\tplan\nsea\tbudget\n", encoding="utf-8"
    )
    scores = evaluate_set(tmp_path, tmp_path, kinds=read_kinds(tmp_path / "groups.tsv"))
    assert scores.unread == ("sea",)
    assert scores.total.strict == Tally(4, 4, 8)
    assert scores.total.linkages == Tally(2, 2, 4)
    assert scores.total.measures == Tally(1, 1, 2)
    assert scores.total.strict_by_class["Project"] == Tally(2, 2, 4)
    assert {kind: figures.strict.f1 for kind, figures in scores.by_kind.items()} == {
        "budget": 0.0,
        "plan": 1.0,
    }
    assert scores.total.stage_accuracy == 1.0


def test_table_of_kinds_without_its_columns_is_an_error(tmp_path: Path) -> None:
    """A table that lacks the column "kind" is refused by file and line."""
    (tmp_path / "groups.tsv").write_text("name\tsort\nlake\tplan\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"groups\.tsv:2"):
        read_kinds(tmp_path / "groups.tsv")


def flawed(text: str, gold: Path, seed: int) -> GraphOf:
    """A graph with the faults that readers have: spans shifted, classes mixed, things merged, split and invented."""
    chance = random.Random(seed)  # noqa: S311 - a fixed draw, nothing secret
    marked = read_gold(gold, text)
    graph = GraphOf(text)
    labels: list[tuple[str, str]] = []
    for mention in marked.mentions:
        _misread(graph, mention, labels, chance)
    for ignored in marked.ignored:
        graph.mention(ignored.span, chance.choice(CLASSES), ignored.span.of(text))
    for subject, name, target in sorted(marked.linkages or ()):
        if chance.random() < 0.6:
            ends = [
                [node for node in labels if node[1] == end] or [("Place", end)]
                for end in (subject, target)
            ]
            _link(graph, chance.choice(ends[0]), name, chance.choice(ends[1]))
    for _ in range(8):
        _link(graph, chance.choice(labels), "locatedIn", chance.choice(labels))
    for measure in marked.measures or ():
        if chance.random() < 0.7:
            noun = Span(
                measure.object.begin,
                min(len(text), measure.object.end + chance.randint(0, 12)),
            )
            graph.measure(
                measure.verb, noun, chance.choice([measure.stage, "achieved"])
            )
    return graph


def _misread(
    graph: GraphOf,
    mention: GoldMention,
    labels: list[tuple[str, str]],
    chance: random.Random,
) -> None:
    span, kind, label = mention.span, mention.type, mention.label
    if chance.random() < 0.25:
        end = min(len(graph.text), span.end + chance.randint(-2, 9))
        span = Span(max(0, span.begin + chance.randint(-9, 3)), end)
    if chance.random() < 0.1:
        kind = chance.choice(CLASSES)
    if chance.random() < 0.2:
        label = chance.choice(
            [
                f"The {label}",
                f"{label}s",
                label.upper(),
                *[name for _, name in labels[-3:]],
            ]
        )
    if span.begin < span.end and chance.random() < 0.85:
        labels.append((kind, label))
        graph.mention(span, kind, label)


def _link(
    graph: GraphOf, subject: tuple[str, str], name: str, target: tuple[str, str]
) -> None:
    graph.triples.append(
        Triple(graph.entity(*subject), PG[name], graph.entity(*target))
    )


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "chongqing-2017",
        "anhui-2021",
        "anhui-2026-a1",
        "beijing-2026-a1",
        "bangladesh-g1",
        "aberdeen-o4",
    ],
)
def test_figures_equal_those_of_the_published_scorer(
    name: str, shared: Path, tmp_path: Path
) -> None:
    """Over graphs with every kind of fault, all figures are the same as the scorer's, run as a process."""
    gold = shared / "gold" / f"{name}.mentions.tsv"
    folder = "seed" if name == "chongqing-2017" else "reports"
    text = (shared / folder / f"{name}.txt").read_bytes().decode("utf-8-sig")
    graph = tmp_path / f"{name}.ttl"
    graph.write_bytes(to_turtle(flawed(text, gold, seed=len(name)).triples))
    siblings = [
        gold.with_name(f"{name}.{ending}.tsv") for ending in ("linkages", "measures")
    ]
    command = [
        sys.executable,
        str(shared / "tools" / "score.py"),
        str(graph),
        str(gold),
    ]
    command += [str(path) for path in siblings if path.exists()]
    expected = json.loads(
        subprocess.run([*command, "--json"], check=True, capture_output=True).stdout
    )
    assert 0.3 < expected["strict"]["f1"] < 0.95
    assert evaluate(graph, gold).as_json() == expected
