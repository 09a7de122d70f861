"""What a graph says, read from its triples in one room.

Things, linkages, mentions, and sentences with the words marked: networks, views, explanations, pages and evaluation
stand on these, wherever the triples come from.

Example:
    >>> from pathlib import Path
    >>> from policygraph.rdf import read_triples
    >>> facts = Facts(read_triples(Path("tests/fixtures/small.ttl")))
    >>> [thing.label for thing in things(facts, ["KeyTask"])]
    ['Extend the transport network.', 'Strengthen the manufacturing base.']
    >>> next(linkage for linkage in linkages(facts) if linkage.property == "hasTarget").confidence
    0.6
"""

from policygraph.facts.asking import counts_about, facts_about
from policygraph.facts.index import Facts
from policygraph.facts.knowledge import Known, Tie, known_of
from policygraph.facts.layout import Section, paragraph_of, section_of, sections
from policygraph.facts.lookups import LABELS, Lookups, local_name
from policygraph.facts.measures import Measure, measures
from policygraph.facts.model import (
    TASKS,
    TYPES,
    Linkage,
    Mark,
    MarkedSentence,
    Mention,
    Thing,
)
from policygraph.facts.reports import (
    Report,
    date_of,
    facts_by_report,
    refuse_first,
    report,
)
from policygraph.facts.resources import Resource, between, resource
from policygraph.facts.sentences import (
    Sentences,
    mentions,
    mentions_of,
    sentence,
    stated_in,
    texts,
    times_named,
)
from policygraph.facts.stored import StoredFacts
from policygraph.facts.things import (
    direct,
    direct_by,
    entity_class,
    identified,
    indicator_of,
    linkages,
    linkages_by,
    members,
    names_of,
    of_task,
    stages,
    thing,
    things,
    type_of,
    values_of,
)

__all__ = [
    "LABELS",
    "TASKS",
    "TYPES",
    "Facts",
    "Known",
    "Linkage",
    "Lookups",
    "Mark",
    "MarkedSentence",
    "Measure",
    "Mention",
    "Report",
    "Resource",
    "Section",
    "Sentences",
    "StoredFacts",
    "Thing",
    "Tie",
    "between",
    "counts_about",
    "date_of",
    "direct",
    "direct_by",
    "entity_class",
    "facts_about",
    "facts_by_report",
    "identified",
    "indicator_of",
    "known_of",
    "linkages",
    "linkages_by",
    "local_name",
    "measures",
    "members",
    "mentions",
    "mentions_of",
    "names_of",
    "of_task",
    "paragraph_of",
    "refuse_first",
    "report",
    "resource",
    "section_of",
    "sections",
    "sentence",
    "stages",
    "stated_in",
    "texts",
    "thing",
    "things",
    "times_named",
    "type_of",
    "values_of",
]
