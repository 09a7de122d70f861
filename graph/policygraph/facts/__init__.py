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
from policygraph.facts.index import LABELS, Facts, local_name
from policygraph.facts.knowledge import Known, Tie, known_of
from policygraph.facts.model import (
    TASKS,
    TYPES,
    Linkage,
    Mark,
    MarkedSentence,
    Mention,
    Thing,
)
from policygraph.facts.sentences import Sentences, mentions
from policygraph.facts.things import linkages, thing, things, type_of

__all__ = [
    "LABELS",
    "TASKS",
    "TYPES",
    "Facts",
    "Known",
    "Linkage",
    "Mark",
    "MarkedSentence",
    "Mention",
    "Sentences",
    "Thing",
    "Tie",
    "counts_about",
    "facts_about",
    "known_of",
    "linkages",
    "local_name",
    "mentions",
    "thing",
    "things",
    "type_of",
]
