"""Questions and answers: the library of questions, parameters in words, and answers that can be handed on.

Example:
    >>> asked = ask("undertakings", ["tests/fixtures/small.ttl"], {"institution": "silver carp display"})
    >>> asked.answer.to_dicts()[0]["projectLabel"]
    'Silver Carp LCD panel project'
    >>> print(write_answer(asked.answer).decode(), end="")
    institution          project                        stage
    ───────────────────  ─────────────────────────────  ───────
    Silver Carp Display  Silver Carp LCD panel project  Planned
"""

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.queries.engine import (
    Asked,
    ask,
    ask_first,
    ask_source,
    find_query,
    own_query,
)
from policygraph.queries.formats import RDF_FORMATS, TABLE_FORMATS, write_answer
from policygraph.queries.library import find_questions, load_queries, load_query
from policygraph.queries.model import Column, Parameter, Query
from policygraph.queries.sources import LocalGraph, open_source

__all__ = [
    "RDF_FORMATS",
    "TABLE_FORMATS",
    "Answer",
    "Asked",
    "Column",
    "GraphAnswer",
    "LocalGraph",
    "Parameter",
    "Query",
    "TruthAnswer",
    "ask",
    "ask_first",
    "ask_source",
    "find_query",
    "find_questions",
    "load_queries",
    "load_query",
    "open_source",
    "own_query",
    "write_answer",
]
