"""The first rows of questions about a whole store, kept beside it: what takes seconds is answered at once.

Kept are the questions that need no parameter, those with a stage, a class or a kind of linkage bound, and those about
a thing that is named more often than rows are kept. They hold for the state of the store that they were asked of: one
that was written to since is asked anew.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.namespaces import CLASSES, LINKAGES, PG, STAGES, XSD
from policygraph.queries.parameters import bind
from policygraph.store.beside import read_beside, store_folder, table_beside
from policygraph.store.text import ANSWERS, state_of
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from policygraph.answers import Term
    from policygraph.queries.model import Parameter, Query
    from policygraph.queries.sources import LocalGraph

MOST = 1000
"""How many rows of an answer are kept: as many as a page shows."""

_BUSY = """
SELECT ?thing ?class {
  { SELECT ?thing ?most { ?span itsrdf:taIdentRef ?thing } GROUP BY ?thing ?most HAVING(COUNT(?span) > ?most) }
  ?thing a ?class } ORDER BY ?thing ?class
"""
_CHOICES = {"stage": STAGES, "class": CLASSES, "linkage": LINKAGES}
_ENTITY = "entity"
_TABLES = """
CREATE TABLE store (state TEXT);
CREATE TABLE answers (asked TEXT PRIMARY KEY, total INTEGER, answer TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """The first rows of an answer, and how many it has."""

    answer: Answer
    total: int


def keep_answers(store: str | Path) -> int:
    """Asks a store folder what is asked of a whole store, and keeps the first rows beside it; returns how many answers.

    Raises:
        GraphError: It is no store folder, or cannot be read.
        OutputError: It cannot be written.
    """
    from policygraph.queries.library import load_queries
    from policygraph.queries.sources import LocalGraph

    folder = store_folder(store)
    source = LocalGraph.open([str(folder)])
    busy = _busy_things(source)
    count = 0
    with table_beside(folder, ANSWERS, _TABLES) as tables:
        for query in load_queries().values():
            for given in _askings(query, busy):
                key, kept = _asked(query, given, source)
                row = (key, kept.total, _written(kept.answer))
                tables.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", row)
                count += 1
        tables.execute("INSERT INTO store VALUES (?)", (state_of(folder),))
    return count


def kept_answer(
    folder: Path | None, query: Query, bindings: Mapping[str, Term]
) -> Kept | None:
    """What is kept for a question; None where nothing is, or the store was written to since."""
    tables = read_beside(folder, ANSWERS) if folder else None
    if folder is None or tables is None:
        return None
    try:
        (state,) = tables.execute("SELECT state FROM store").fetchone()
        row = tables.execute(
            "SELECT total, answer FROM answers WHERE asked = ?",
            (_key(query, bindings),),
        ).fetchone()
    except (sqlite3.Error, TypeError):
        return None
    if row is None or state != state_of(folder):
        return None
    return Kept(_read(row[1]), row[0])


def _busy_things(source: LocalGraph) -> dict[str, list[Iri]]:
    """The things that are named more often than rows are kept, by the local names of their classes."""
    found: dict[str, list[Iri]] = {}
    answer = source.query(_BUSY, {"most": Literal(str(MOST), XSD.integer)})
    for thing, class_ in answer.rows if isinstance(answer, Answer) else ():
        if isinstance(thing, Iri) and class_ is not None:
            found.setdefault(str(class_).removeprefix(str(PG)), []).append(thing)
    return found


def _asked(
    query: Query, given: Mapping[str, str], source: LocalGraph
) -> tuple[str, Kept]:
    """What is kept of a question, and the key under which it is found."""
    from policygraph.queries.engine import as_told, ask_source

    if query.computed:
        asked = ask_source(query, source, given)
        answer: Answer = asked.answer  # type: ignore[assignment]
        return _key(query, asked.bindings), Kept(answer[:MOST], len(answer))
    bindings = bind(query, given, source)
    answer, total = source.store.first_rows(
        query.asked_with(bindings), bindings, MOST, source=query.name
    )
    return _key(query, bindings), Kept(as_told(query, answer), total)


def _askings(
    query: Query, busy: Mapping[str, Sequence[Iri]]
) -> Iterator[dict[str, str]]:
    """What a question is asked with: nothing, each word of a parameter that takes one of a few, each busy thing."""
    if query.computed == "gate" or not query.columns:
        return
    needed = {one.name for one in query.parameters if one.required}
    if not needed:
        yield {}
    for parameter in query.parameters:
        if needed <= {parameter.name}:
            words = _CHOICES.get(parameter.type, ())
            things = () if query.computed else _things(parameter, busy)
            for value in (*words, *things):
                yield {parameter.name: str(value)}


def _things(parameter: Parameter, busy: Mapping[str, Sequence[Iri]]) -> list[Iri]:
    """The busy things that a parameter takes."""
    if parameter.type == _ENTITY:
        return [thing for class_ in CLASSES for thing in busy.get(class_, ())]
    return list(busy.get(parameter.type, ()))


def _key(query: Query, bindings: Mapping[str, Term]) -> str:
    bound = sorted((name, _plain(term)) for name, term in bindings.items())
    return json.dumps([query.name, query.text, bound])


def _written(answer: Answer) -> str:
    rows = [[_plain(term) for term in row] for row in answer.rows]
    return json.dumps([answer.columns, rows], ensure_ascii=False)


def _plain(term: Term | None) -> list[str] | None:
    if isinstance(term, Literal):
        return [term.value, term.datatype, term.language]
    return None if term is None else [str(term)]


def _read(text: str) -> Answer:
    columns, rows = json.loads(text)
    return Answer(
        tuple(columns), tuple(tuple(_term(told) for told in row) for row in rows)
    )


def _term(told: list[str] | None) -> Term | None:
    if told is None:
        return None
    return Iri(told[0]) if len(told) == 1 else Literal(*told)
