"""The index of words beside a store: written with it, and read where it is of the store that it lies beside."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.files import is_file
from policygraph.namespaces import PREFIXES, RDF, XSD
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policygraph.fulltext.index import Index
    from policygraph.fulltext.model import Sentence

    Graph = ox.NamedNode | ox.DefaultGraph | None

TEXT = "policygraph.words"
"""The file in a store folder that holds the index of words."""

ANSWERS = "policygraph.answers"
"""The file in a store folder that holds the first rows of questions about all of it."""

COMPARED = "policygraph.compared"
"""The file in a store folder that holds what `compare` reads of each report."""

TOGETHER = "policygraph.together"
"""The file in a store folder that holds the page of all its reports."""

_TYPED = "^^"
_PLAIN = frozenset({str(XSD.string), str(RDF.langString)})
_STATE = (".sst", ".log")
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
_SENTENCES = """SELECT ?report ?sentence ?begin ?page ?text {
  ?sentence a nif:Sentence ; nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:anchorOf ?text
  OPTIONAL { ?sentence pg:page ?page } } ORDER BY ?report ?begin ?sentence"""
_TITLES = "SELECT ?report (MIN(STR(?name)) AS ?title) { ?report a pg:Report ; dcterms:title ?name } GROUP BY ?report"
_NAMES = "SELECT DISTINCT ?name { ?thing skos:prefLabel|skos:altLabel ?name FILTER(ISLITERAL(?name)) }"


def write_text(
    folder: Path, native: ox.Store, changed: Iterable[str], *, loose: bool
) -> None:
    """Writes the index of words into a store folder, or what changed in it.

    Args:
        folder: The folder.
        native: Its store.
        changed: The named graphs that are new or other than they were.
        loose: Whether the default graph has got something that is in no named graph.
    """
    from policygraph.fulltext.index import Index

    index = Index.written(folder / TEXT)
    for graph in changed:
        index.remove(graph)
        _add(index, native, ox.NamedNode(graph))
    if loose:
        index.add_names(_names(native, ox.DefaultGraph()))
    index.close()


def names_in(index: Index, part: str, most: int) -> tuple[Literal, ...] | None:
    """The names in an index that have a text in them; None where there are more than so many."""
    found = index.names_with(part, most + 1)
    if len(found) > most:
        return None
    return tuple(_literal(text, kind) for text, kind in found)


def _literal(text: str, kind: str) -> Literal:
    if kind.startswith(_TYPED):
        return Literal(text, datatype=kind.removeprefix(_TYPED))
    return Literal(text, language=kind)


def seal_text(folder: Path) -> None:
    """Notes the state of the store that the index of words was written for, once the store is closed."""
    from policygraph.fulltext.index import Index

    index = Index.written(folder / TEXT)
    index.state = state_of(folder)
    index.close()


def read_text(folder: Path) -> Index | None:
    """The index of words of a store folder; None where there is none, or the store was changed by others since."""
    import sqlite3

    from policygraph.fulltext.index import Index

    if not is_file(folder / TEXT):
        return None
    try:
        index = Index.read(folder / TEXT)
        return index if index.state == state_of(folder) else None
    except sqlite3.Error:
        return None


def text_of(native: ox.Store, *, union: bool) -> Index:
    """The index of words of a store, in memory."""
    from policygraph.fulltext.index import Index

    index = Index.in_memory()
    _add(index, native, None if union else ox.DefaultGraph())
    return index


def _add(index: Index, native: ox.Store, graph: Graph) -> None:
    """Adds the reports of a graph; None stands for the union of all."""
    titles = {}
    for row in _rows(native, _TITLES, graph):
        report = row["report"].value
        titles[report] = row["title"].value
    sentences = _sentences(native, graph)
    for report in sorted(titles.keys() | sentences.keys()):
        title = titles.get(report, "Report")
        index.add(report, title, sentences.get(report, ()), ())
    index.add_names(_names(native, graph))


def _sentences(native: ox.Store, graph: Graph) -> dict[str, list[Sentence]]:
    """The sentences of each report, each once, in order."""
    found: dict[str, dict[str, Sentence]] = defaultdict(dict)
    for row in _rows(native, _SENTENCES, graph):
        report = row["report"].value
        sentence = _sentence(row)
        found[report].setdefault(sentence.iri, sentence)
    return {report: list(sentences.values()) for report, sentences in found.items()}


def _sentence(row: ox.QuerySolution) -> Sentence:
    from policygraph.fulltext.model import Sentence

    page = row["page"]
    return Sentence(
        row["sentence"].value,
        int(row["begin"].value),
        int(page.value) if page else 0,
        row["text"].value,
    )


def _names(native: ox.Store, graph: Graph) -> Iterator[tuple[str, str]]:
    for row in _rows(native, _NAMES, graph):
        name = row["name"]
        yield name.value, name.language or _marked_type(name.datatype.value)


def _marked_type(datatype: str) -> str:
    """A datatype as it is kept in the place of a language; nothing for that of a plain string."""
    if datatype in _PLAIN:
        return ""
    return f"{_TYPED}{datatype}"


def _rows(native: ox.Store, text: str, graph: Graph) -> Iterator[ox.QuerySolution]:
    found = native.query(
        text,
        prefixes=_PREFIXES,
        default_graph=graph,
        use_default_graph_as_union=graph is None,
    )
    yield from found  # type: ignore[misc]


def state_of(folder: Path) -> str:
    """What tells whether a store was written to: the names and sizes of the files of its engine."""
    files = []
    for path in folder.iterdir():
        if path.suffix in _STATE:
            size = path.stat().st_size
            files.append((path.name, size))
    files.sort()
    shown = repr(files)
    return hashlib.sha256(shown.encode()).hexdigest()
