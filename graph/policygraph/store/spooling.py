"""Graphs that are to be loaded, as lines of N-Quads on disk: however many there are, one is in memory."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from policygraph.edition import refuse_first_edition
from policygraph.errors import GraphError
from policygraph.namespaces import DCAT, PG, RDF
from policygraph.rdf import (
    SYNTAXES,
    known_syntax,
    open_plain_or_gzip,
    read_quads,
    syntax_error_in,
    to_nquads,
    to_ntriples,
    unreadable,
    with_blank_nodes_marked,
)
from policygraph.rdf_limits import checked
from policygraph.report_graphs import graphs_of
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from policygraph.store.opening import Quad
    from policygraph.terms import Triple

_DIGITS = 8
_IS_REPORT = f" <{RDF.type}> <{PG.Report}> .\n".encode()
_IS_DATASET = f" <{RDF.type}> <{DCAT.Dataset}> .\n".encode()
_BLANK = b"_:"


class Spooled:
    """The lines of graphs, each in a file of its own; of two with one name, the later counts.

    Args:
        home: A folder for the files.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._files: dict[Iri, Path] = {}
        self.loose: dict[bytes, None] = {}
        self.counts: dict[Iri, int] = {}

    @property
    def names(self) -> tuple[Iri, ...]:
        """The names of the graphs, sorted."""
        return tuple(sorted(self._files))

    @property
    def size(self) -> int:
        """How many facts there are."""
        return sum(self.counts.values()) + len(self.loose)

    def lines(self, graph: Iri) -> list[bytes]:
        """The lines of a graph."""
        with self._files[graph].open("rb") as kept:
            return list(kept)

    def take_file(self, path: Path) -> None:
        """Takes the graphs in a file.

        Raises:
            GraphError: It is missing, unreadable, no graph, of version 0.1, or holds no fact.
        """
        lines = _lines_of_one_report(path)
        if lines:
            for report, found in lines.items():
                self._keep(report, found)
        else:
            self.take(str(path), read_quads(path))

    def take(self, shown: str, quads: Iterable[Quad]) -> None:
        """Takes the graphs among some facts.

        Raises:
            GraphError: They hold a report of version 0.1, or no fact.
        """
        listed = list(quads)
        refuse_first_edition((triple for triple, _ in listed), shown)
        if not listed:
            raise GraphError(
                f"'{shown}' holds no fact",
                expected="a graph that `policygraph build` wrote",
            )
        for name, triples in graphs_of(listed).items():
            lines = lines_of_graph(triples, name)
            if name is None:
                self.loose |= dict.fromkeys(lines)
            else:
                self._keep(name, lines)

    def _keep(self, name: Iri, lines: list[bytes]) -> None:
        number = len(self._files)
        file = self._files.setdefault(name, self._home / str(number))
        file.write_bytes(b"".join(lines))
        self.counts[name] = len(lines)


def lines_of_graph(triples: Iterable[Triple], graph: Iri | None) -> list[bytes]:
    """The triples as lines of N-Quads; labels of blank nodes are their own, and the same whenever they are read."""
    listed = tuple(triples)
    digest = hashlib.sha256(to_ntriples(listed)).hexdigest()
    marked = with_blank_nodes_marked(listed, digest[:_DIGITS])
    written = to_nquads((triple, graph) for triple in marked)
    return written.splitlines(keepends=True)


def _lines_of_one_report(path: Path) -> Mapping[Iri, list[bytes]]:
    """The lines of a file that holds one report as `build` writes it, by its name; nothing of any other file.

    The engine reads and writes them: that takes a fifth of the time that making our own terms of them takes.
    """
    syntax = known_syntax(path)
    if SYNTAXES[syntax].supports_datasets:
        return {}
    written = _rewritten(path, syntax)
    lines = sorted(set(written.splitlines(keepends=True)))
    reports = [line for line in lines if line.endswith(_IS_REPORT)]
    if len(reports) != 1 or any(_BLANK in line for line in lines):
        return {}
    report = reports[0].removesuffix(_IS_REPORT)
    if report + _IS_DATASET not in lines:
        return {}
    name = Iri(report.decode()[1:-1])
    return {name: list(_in_graph(lines, report))}


def _rewritten(path: Path, syntax: str) -> bytes:
    """The triples of a file as N-Triples."""
    try:
        with open_plain_or_gzip(path) as stream:
            parsed = ox.parse(
                checked(stream, syntax, path),
                format=SYNTAXES[syntax],
                base_iri=path.resolve().as_uri(),
            )
            triples = (quad.triple for quad in parsed)
            written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise syntax_error_in(path, syntax, error) from error
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
    return cast("bytes", written)


def _in_graph(lines: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
    """The lines of triples as lines of quads."""
    return (line[:-2] + graph + b" .\n" for line in lines)
