"""Answers written straight into a format of the wire, up to a size, for a server that must not run away.

Source: SPARQL 1.1 Query Results JSON Format; SPARQL Query Results XML Format; SPARQL 1.1 Query Results CSV and TSV.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.errors import AnswerTooLargeError
from policygraph.namespaces import PREFIXES
from policygraph.rdf import SYNTAXES, from_native
from policygraph.store.numbers import declared_natives
from policygraph.terms import Triple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""The formats of a table, by the names that `query` takes."""

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_QUOTED_FIELD = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Written:
    """An answer on the wire: "table", "truth" or "graph", the name of its format, and its bytes."""

    kind: str
    format: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Wire:
    """How an answer goes out.

    `table` is the format of a table or a truth, a key of `RESULTS`; `graph` that of a graph, a key of
    `policygraph.rdf.SYNTAXES`; `most_rows` and `most_bytes` are what an answer may have (rows or triples).
    """

    table: str = "json"
    graph: str = "turtle"
    most_rows: int = 100_000
    most_bytes: int = 64_000_000


class _Capped:
    """A stream that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, part: bytes) -> int:
        self.size += len(part)
        if self.size > self.most:
            raise AnswerTooLargeError(
                f"the answer has more than {self.most:,} bytes", remedy="add LIMIT"
            )
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """There is nothing to wait for."""


def write_found(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, wire: Wire
) -> Written:
    """What the engine found, evaluated to its end and written.

    Raises:
        AnswerTooLargeError: It has more rows, triples or bytes than it may have.
    """
    out = _Capped(wire.most_bytes)
    if isinstance(found, ox.QueryTriples):
        first = islice(found, wire.most_rows + 1)
        triples = dict.fromkeys(declared_natives(first))
        _refuse_more(len(triples), wire.most_rows, "triples")
        _write_graph(triples, wire.graph, out)
        return Written("graph", wire.graph, b"".join(out.parts))
    found.serialize(out, format=RESULTS[wire.table])  # type: ignore[arg-type]
    body = b"".join(out.parts)
    if isinstance(found, ox.QueryBoolean):
        return Written("truth", wire.table, body)
    count_rows = _ROWS[wire.table]
    rows = count_rows(body, wire.most_rows)
    _refuse_more(rows, wire.most_rows, "rows")
    return Written("table", wire.table, body)


def _write_graph(triples: Iterable[ox.Triple], syntax: str, out: _Capped) -> None:
    if syntax == "jsonld":
        from policygraph.jsonld import to_jsonld

        out.write(to_jsonld(Triple(*map(from_native, triple)) for triple in triples))  # type: ignore[arg-type]
        return
    prefixes = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
    ox.serialize(triples, out, format=SYNTAXES[syntax], prefixes=prefixes)  # type: ignore[arg-type]


def _refuse_more(count: int, most: int, noun: str) -> None:
    if count > most:
        raise AnswerTooLargeError(
            f"the answer has more than {most:,} {noun}", remedy="add LIMIT"
        )


def _rows_of_json(body: bytes, most: int) -> int:
    """The rows, counted exactly only where a quick upper bound does not settle it."""
    bound = body.count(b",{") + 1
    if bound <= most:
        return bound
    without_strings = _JSON_STRING.sub(b"", body)
    return without_strings.count(b",{") + 1


def _rows_of_csv(body: bytes, most: int) -> int:
    bound = body.count(b"\n") - 1
    if bound <= most:
        return bound
    without_quoted = _QUOTED_FIELD.sub(b"", body)
    return without_quoted.count(b"\n") - 1


_ROWS: dict[str, Callable[[bytes, int], int]] = {
    "json": _rows_of_json,
    "xml": lambda body, _: body.count(b"<result>"),
    "csv": _rows_of_csv,
    "tsv": lambda body, _: body.count(b"\n") - 1,
}
