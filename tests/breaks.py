"""Graphs that each break one promise of the data: the small graph with the least change that breaks it.

Each break names the node that is to blame and the shape that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import builders
from policygraph.assembly import Names, assemble
from policygraph.namespaces import (
    BASE,
    CONCEPT,
    DCTERMS,
    FOAF,
    GEO,
    ITSRDF,
    NIF,
    OWL,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    Namespace,
)
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPE = Namespace("https://w3id.org/policygraph/shape/")
NAMES = Names.of_text(builders.SMALL_TEXT)
OTHER = BASE["report-other"]
RAILWAY = BASE["project-chongqing_kunming_high_speed_railway--39bc54db9c47"]
PANEL = BASE["project-silver_carp_lcd_panel_project--df71ae78d287"]
BEIBEI = BASE["place-beibei_district--e734c42f1536"]
CHONGQING = BASE["place-1814906"]
AUTOMOBILES = CONCEPT.automobile_industry


@dataclass(frozen=True, slots=True)
class Break:
    """A broken graph: what is wrong in words, the node that is to blame, the shape that says so, and the triples."""

    name: str
    wrong: str
    node: Iri
    rule: Iri
    triples: tuple[Triple, ...]


class Draft:
    """The small graph while it is being broken."""

    def __init__(self) -> None:
        self.triples = list(small())

    def put(self, subject: Iri, predicate: Iri, target: Iri | Literal) -> Iri:
        """Adds a triple; gives its subject."""
        self.triples.append(Triple(subject, predicate, target))
        return subject

    def drop(
        self, subject: Iri, predicate: Iri, target: Iri | Literal | None = None
    ) -> Iri:
        """Takes out what a property of a node says, which must be there; gives the node."""
        gone = [
            t
            for t in self.triples
            if t[:2] == (subject, predicate) and target in {None, t.object}
        ]
        assert gone
        self.triples = [triple for triple in self.triples if triple not in gone]
        return subject

    def swap(self, subject: Iri, predicate: Iri, target: Iri | Literal) -> Iri:
        """Puts another value in the place of those that a property has."""
        self.drop(subject, predicate)
        return self.put(subject, predicate, target)

    def a(self, class_: Iri) -> Iri:
        """The first node of a class."""
        return next(
            triple.subject
            for triple in self.triples
            if triple[1:] == (RDF.type, class_)
        )

    def value(self, subject: Iri, predicate: Iri) -> Iri:
        """The first value of a property."""
        return next(
            t.object
            for t in self.triples
            if t[:2] == (subject, predicate) and isinstance(t.object, Iri)
        )

    def task(self, label: str) -> Iri:
        """The task of that label."""
        return next(
            t.subject
            for t in self.triples
            if t[1:] == (SKOS.prefLabel, Literal(label, language="en"))
        )

    def span(self, words: str, nth: int = 1) -> Iri:
        """The span of some words."""
        return NAMES.span(builders.span_of(builders.SMALL_TEXT, words, nth))

    def sentence(self, words: str) -> Iri:
        """The sentence that some words stand in."""
        return self.value(self.span(words), NIF.sentence)

    def linkage(self, subject: Iri, property_: str, target: Iri) -> Iri:
        """The statement of a linkage."""
        return NAMES.linkage(subject, property_, target)

    def second_report(self) -> Iri:
        """A second report, sound and short, with one sentence; gives the sentence."""
        text = "Other."
        other = assemble(builders.linked_of(builders.make_report(text, title="Other")))
        self.triples += other
        return next(
            triple.subject for triple in other if triple[1:] == (RDF.type, NIF.Sentence)
        )


@lru_cache(maxsize=1)
def small() -> tuple[Triple, ...]:
    """The graph of the small report."""
    return assemble(builders.small_linked())


def whole_number(value: int) -> Literal:
    """An offset."""
    return Literal(str(value), XSD.nonNegativeInteger)


_MAKERS: list[tuple[str, str, str, Callable[[Draft], Iri]]] = []


def _breaks(
    rule: str, wrong: str
) -> Callable[[Callable[[Draft], Iri]], Callable[[Draft], Iri]]:
    def keep(maker: Callable[[Draft], Iri]) -> Callable[[Draft], Iri]:
        _MAKERS.append((maker.__name__.strip("_"), rule, wrong, maker))
        return maker

    return keep


def _line(name: str, rule: str, wrong: str, maker: Callable[[Draft], Iri]) -> None:
    _MAKERS.append((name, rule, wrong, maker))


BUILD = "build the Silver Carp LCD panel project"

_line(
    "anchor_too_long",
    "Span",
    "a mention whose words are longer than its offsets allow",
    lambda g: g.swap(
        g.span("Lantern Bay Exchange"), NIF.anchorOf, Literal("Lantern Bay Exchange ")
    ),
)
_line(
    "anchor_of_other_words",
    "Span",
    "a mention with other words of the same length",
    lambda g: g.swap(
        g.span("Lantern Bay Exchange"), NIF.anchorOf, Literal("Lantern Bay exchange")
    ),
)
_line(
    "sentence_of_other_words",
    "Sentence",
    "a sentence with other words of the same length",
    lambda g: g.swap(
        g.sentence("opened"),
        NIF.anchorOf,
        Literal(
            "The Lantern Bay Exchange opened a branch, and 42.1 billion yuan will be raised for the biomedicine bank."
        ),
    ),
)
_line(
    "sentence_without_words",
    "SentenceAnchor",
    "a sentence without its words",
    lambda g: g.drop(g.sentence("opened"), NIF.anchorOf),
)
_line(
    "no_digest",
    "ReportDigest",
    "a report without a digest",
    lambda g: g.drop(NAMES.report, PG.sha256),
)
_line(
    "no_title",
    "ReportTitle",
    "a report without a title",
    lambda g: g.drop(NAMES.report, DCTERMS["title"]),
)
_line(
    "text_too_short",
    "Report",
    "a report whose end is not the length of its text",
    lambda g: g.swap(NAMES.report, NIF.endIndex, whole_number(5000)),
)
_line(
    "task_without_report",
    "TaskReport",
    "a task of no report",
    lambda g: g.drop(g.task(BUILD), PG.inReport),
)
_line(
    "task_without_label",
    "TaskLabel",
    "a task without a label",
    lambda g: g.drop(g.task(BUILD), SKOS.prefLabel),
)


@_breaks("Linkage", "a project with two stages in one report, both stated")
def _two_stages(g: Draft) -> Iri:
    first = g.linkage(RAILWAY, "stage", PG.Underway)
    second = g.linkage(RAILWAY, "stage", PG.Planned)
    g.triples += [
        Triple(
            second,
            triple.predicate,
            PG.Planned if triple.predicate == RDF.object else triple.object,
        )
        for triple in small()
        if triple.subject == first
    ]
    g.put(RAILWAY, PG.stage, PG.Planned)
    return second


_line(
    "bare_stage",
    "StageReified",
    "a stage that no linkage states",
    lambda g: g.put(
        BASE["project-biomedicine_base--e47d86994add"], PG.stage, PG.Planned
    ),
)
_line(
    "stage_of_a_place",
    "StageDomain",
    "a stage of a place",
    lambda g: g.put(BEIBEI, PG.stage, PG.Planned),
)
_line(
    "concern_of_a_place",
    "ConcernsDomain",
    "a place that concerns something",
    lambda g: g.put(BEIBEI, PG.concerns, AUTOMOBILES),
)


@_breaks("Statement", "a statement that is no linkage and has no evidence")
def _untyped_statement(g: Draft) -> Iri:
    iri = g.linkage(RAILWAY, "connects", CHONGQING)
    for predicate in (PG.foundBy, PG.confidence, PG.inReport, PROV.wasDerivedFrom):
        g.drop(iri, predicate)
    g.drop(iri, RDF.type, PG.Linkage)
    return iri


_line(
    "linkage_no_entity",
    "LinkageIsEntity",
    "a linkage that is no prov:Entity",
    lambda g: g.drop(g.linkage(RAILWAY, "connects", CHONGQING), RDF.type, PROV.Entity),
)
_line(
    "section_no_structure",
    "SectionIsStructure",
    "a section that is no nif:Structure",
    lambda g: g.drop(g.a(PG.Section), RDF.type, NIF.Structure),
)
_line(
    "broader_a_place",
    "IndustryBroader",
    "an industry that falls under a place",
    lambda g: g.put(AUTOMOBILES, SKOS.broader, BEIBEI),
)
_line(
    "action_a_stage",
    "MeasureAction",
    "an action that is a stage",
    lambda g: g.swap(g.task(BUILD), PG.action, PG.Planned),
)
_line(
    "kind_anything",
    "EntityKind",
    "a kind that is no concept",
    lambda g: g.put(RAILWAY, PG.kind, Iri("http://example.org/banana")),
)
_line(
    "area_an_industry",
    "TaskArea",
    "a policy area that is an industry",
    lambda g: g.put(g.task(BUILD), PG.area, AUTOMOBILES),
)


def _money(g: Draft) -> Iri:
    return next(
        triple.subject for triple in g.triples if triple.predicate == PG.currency
    )


_line(
    "no_currency_code",
    "FigureCurrency",
    "a currency that is no code of ISO 4217",
    lambda g: g.swap(_money(g), PG.currency, Literal("ZZZ")),
)
_line(
    "value_without_unit",
    "Figure",
    "a value without a unit",
    lambda g: g.drop(_money(g), SCHEMA.unitText),
)
_line(
    "unit_without_value",
    "Figure",
    "a unit without a value",
    lambda g: g.drop(_money(g), SCHEMA.value),
)


@_breaks("FigureLeast", "a range whose least is more than its most")
def _range_backwards(g: Draft) -> Iri:
    g.swap(g.drop(_money(g), SCHEMA.value), SCHEMA.unitText, Literal("yuan"))
    g.put(_money(g), SCHEMA.minValue, Literal("3", XSD.decimal))
    return g.put(_money(g), SCHEMA.maxValue, Literal("2", XSD.decimal))


_line(
    "axes_swapped",
    "GeometryWkt",
    "a point with its latitude first",
    lambda g: g.swap(
        BASE["geometry-1814906"],
        GEO.asWKT,
        Literal("POINT(29.56026 106.55771)", GEO.wktLiteral),
    ),
)
_line(
    "misspelt",
    "Place",
    "a property that is misspelt",
    lambda g: g.put(BEIBEI, PG.localtedIn, CHONGQING),
)
_line(
    "candidate",
    "Project",
    "a thing that may be the same, among the facts of a report",
    lambda g: g.put(RAILWAY, PG.maybeSame, PANEL),
)
_line(
    "misspelt_in_linkage",
    "Linkage",
    "a linkage with a property that is misspelt",
    lambda g: g.put(
        g.linkage(RAILWAY, "connects", CHONGQING),
        PG.confidense,
        Literal("1", XSD.decimal),
    ),
)
_line(
    "alien_class",
    "Alien",
    "a class that is defined in a report's graph",
    lambda g: g.put(PG.Stage, RDF.type, OWL.Class),
)


@_breaks("Task", "a task that another report's sentence states")
def _sentence_of_another_report(g: Draft) -> Iri:
    return g.swap(
        g.task("Speed up railway construction."), PROV.wasDerivedFrom, g.second_report()
    )


@_breaks("Measure", "a measure whose verb stands in another sentence")
def _verb_outside(g: Draft) -> Iri:
    return g.swap(g.task(BUILD), PG.verb, g.span("opened"))


@_breaks("Sentence", "sentences that overlap")
def _overlapping(g: Draft) -> Iri:
    early = g.sentence("automobile industry")
    late = g.sentence("Silver Carp LCD panel project")
    end = next(
        int(t.object.value) for t in g.triples if t[:2] == (late, NIF.beginIndex)
    )
    g.swap(early, NIF.endIndex, whole_number(end + 3))
    begin = next(
        int(t.object.value) for t in g.triples if t[:2] == (early, NIF.beginIndex)
    )
    return g.swap(early, NIF.anchorOf, Literal(builders.SMALL_TEXT[begin : end + 3]))


_line(
    "blank_finder",
    "SpanFinder",
    "a mention that a blank node found",
    lambda g: g.put(g.span("Lantern Bay Exchange"), PG.foundBy, Iri("_:finder")),
)
_line(
    "place_as_finder",
    "SpanFinder",
    "a mention that a place found",
    lambda g: g.put(g.span("Lantern Bay Exchange"), PG.foundBy, CHONGQING),
)


_line(
    "nameless_finder",
    "FinderLabel",
    "a reader of one's own that has no name",
    lambda g: g.put(NAMES.reader("atlas"), RDF.type, PG.Finder),
)


@_breaks("Linkage", "a linkage whose end is read from another report alone")
def _end_of_another_report(g: Draft) -> Iri:
    sentence = g.second_report()
    other = next(
        t.object for t in g.triples if t[:2] == (sentence, NIF.referenceContext)
    )
    g.swap(BEIBEI, PG.inReport, other)
    return g.linkage(PANEL, "locatedIn", BEIBEI)


@_breaks("Span", "a mention in a task's own sentence that the task does not concern")
def _mention_not_concerned(g: Draft) -> Iri:
    g.triples = [t for t in g.triples if t[1:] != (PG.concerns, AUTOMOBILES)]
    return g.span("automobile industry")


_line(
    "bare_triple",
    "ConnectsDomain",
    "a triple between entities that no linkage states",
    lambda g: g.put(RAILWAY, PG.connects, BEIBEI),
)


@_breaks("NamedNodes", "an entity that is a blank node")
def _blank_node(g: Draft) -> Iri:
    node = Iri("_:node")
    for class_ in (PG.Place, SCHEMA.Place, GEO.Feature):
        g.put(node, RDF.type, class_)
    g.put(node, SKOS.prefLabel, Literal("Nowhere", language="en"))
    return g.put(node, PG.inReport, NAMES.report)


@_breaks("Task", "tasks that are part of each other")
def _circle_of_tasks(g: Draft) -> Iri:
    below = g.task("Speed up railway construction.")
    return g.swap(g.value(below, DCTERMS.isPartOf), DCTERMS.isPartOf, below)


_line(
    "concern_not_passed_up",
    "Task",
    "a task that concerns what the task above it does not",
    lambda g: g.put(g.task("Speed up railway construction."), PG.concerns, AUTOMOBILES),
)
_line(
    "linkage_too_sure",
    "LinkageConfidence",
    "a confidence above 1",
    lambda g: g.swap(
        g.linkage(RAILWAY, "connects", CHONGQING),
        PG.confidence,
        Literal("1.5", XSD.decimal),
    ),
)
_line(
    "confidence_not_canonical",
    "LinkageConfidence",
    "a confidence that is not canonical",
    lambda g: g.swap(
        g.linkage(RAILWAY, "connects", CHONGQING),
        PG.confidence,
        Literal("0.990", XSD.decimal),
    ),
)
_line(
    "linkage_without_evidence",
    "LinkageEvidence",
    "a linkage without a sentence",
    lambda g: g.drop(g.linkage(RAILWAY, "connects", CHONGQING), PROV.wasDerivedFrom),
)


@_breaks("Linkage", "a linkage whose direct triple is missing")
def _lost_triple(g: Draft) -> Iri:
    g.drop(RAILWAY, PG.connects, CHONGQING)
    return g.linkage(RAILWAY, "connects", CHONGQING)


_line(
    "missing_superclass",
    "PlaceIsFeature",
    "a place that is no geo:Feature",
    lambda g: g.drop(BEIBEI, RDF.type, GEO.Feature),
)
_line(
    "span_backwards",
    "SpanOrder",
    "a mention that ends before it begins",
    lambda g: g.swap(g.span("Lantern Bay Exchange"), NIF.endIndex, whole_number(3)),
)
_line(
    "span_outside_sentence",
    "Span",
    "a mention in another sentence than its own",
    lambda g: g.swap(
        g.span("Lantern Bay Exchange"), NIF.sentence, g.sentence("automobile industry")
    ),
)


@_breaks("Entity", "an entity that is a place and a project")
def _two_classes(g: Draft) -> Iri:
    g.put(BEIBEI, RDF.type, FOAF.Project)
    return g.put(BEIBEI, RDF.type, PG.Project)


_line(
    "two_labels",
    "Entity",
    "an entity with two labels of one language in one report",
    lambda g: g.put(RAILWAY, SKOS.prefLabel, Literal("Another railway", language="en")),
)
_line(
    "label_of_another_language",
    "Entity",
    "an entity without a label in its report's language",
    lambda g: g.swap(RAILWAY, SKOS.prefLabel, Literal("Eisenbahn", language="de")),
)
_line(
    "two_parents",
    "TaskParent",
    "a task that is part of two others",
    lambda g: g.put(g.task(BUILD), DCTERMS.isPartOf, NAMES.report),
)


def _restated(g: Draft, subject: Iri, property_: str, target: Iri) -> Iri:
    iri = BASE["linkage-more"]
    model = g.linkage(RAILWAY, "connects", CHONGQING)
    ends = {RDF.subject: subject, RDF.predicate: PG[property_], RDF.object: target}
    g.triples += [
        Triple(iri, t.predicate, ends.get(t.predicate, t.object))
        for t in small()
        if t.subject == model
    ]
    return g.put(subject, PG[property_], target)


_line(
    "wrong_domain",
    "LocatedInDomain",
    "a place that is located in a place",
    lambda g: _restated(g, BEIBEI, "locatedIn", CHONGQING),
)
_line(
    "wrong_range",
    "UndertakenByRange",
    "a project that a place undertakes",
    lambda g: _restated(g, RAILWAY, "undertakenBy", CHONGQING),
)
_line(
    "unsure_mention",
    "Span",
    "a mention without a confidence",
    lambda g: g.drop(g.span("Lantern Bay Exchange"), ITSRDF.taConfidence),
)


def all_breaks() -> list[Break]:
    """Every broken graph."""
    made = []
    for name, rule, wrong, maker in _MAKERS:
        draft = Draft()
        node = maker(draft)
        made.append(Break(name, wrong, node, SHAPE[rule], tuple(draft.triples)))
    return made
