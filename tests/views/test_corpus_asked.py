"""What is asked of a graph of several reports is what is read of each report's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.namespaces import PG, RDF
from policygraph.queries import LocalGraph
from policygraph.rdf import to_turtle
from policygraph.store.loading import load_graphs
from policygraph.summary import summarise
from policygraph.terms import Iri, Triple
from policygraph.views.corpus.asked import AskedReports
from policygraph.views.corpus.digest import digest_of
from policygraph.views.corpus.model import COUNTED
from three_reports import YEARS, graph_of, write_graphs

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.views.corpus.model import Digest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of three reports, a file for each."""
    return write_graphs(tmp_path_factory.mktemp("reports"))


def lying(how: str, folder: Path, home: Path) -> LocalGraph:
    """The reports in a folder of files, in a store, or in one file together."""
    if how == "store":
        load_graphs([folder], home / "kept.store")
        return LocalGraph.open([str(home / "kept.store")])
    if how == "one file":
        together = {
            triple for number in range(len(YEARS)) for triple in graph_of(number)
        }
        (home / "all.ttl").write_bytes(to_turtle(together))
        return LocalGraph.open([str(home / "all.ttl")])
    return LocalGraph.open([str(folder)])


def told(digest: Digest) -> set[tuple[str, str, str, int, str]]:
    """What a digest tells of entities, as far as it is asked for."""
    return {
        (one.iri, one.label, one.type, one.linkages, one.year)
        for one in digest.entities
    }


@pytest.mark.parametrize("how", ["folder", "store", "one file"])
def test_what_is_asked_is_what_is_read(folder: Path, tmp_path: Path, how: str) -> None:
    """Counts, names, classes, linkages and years of each report, wherever the reports lie."""
    asked = AskedReports(lying(how, folder, tmp_path))
    digests = dict(asked.digests(10_000))
    assert [row.year for row in asked.rows] == list(YEARS)
    for number, row in enumerate(asked.rows):
        triples = graph_of(number)
        counts = summarise(triples).counts
        assert row.counts == tuple(counts[name] for name in COUNTED)
        assert row.place == "Chongqing"
        read = digest_of(triples, entities=10_000, characters=0)
        assert told(digests[row.page]) == told(read)
        assert digests[row.page].all_entities == read.all_entities


def test_the_most_linked_are_kept(folder: Path) -> None:
    """Of more entities than there is room for."""
    asked = AskedReports(LocalGraph.open([str(folder)]))
    whole, few = dict(asked.digests(10_000)), dict(asked.digests(3))
    for report, digest in few.items():
        assert digest.entities == whole[report].entities[:3]
        assert digest.all_entities == len(whole[report].entities)


def test_what_a_report_lacks_is_told(tmp_path: Path) -> None:
    """A report without sections, tasks and entities; its file's name stands for what it does not say."""
    name = "https://w3id.org/policygraph/id/report-0000000000000009"
    (tmp_path / "bare.ttl").write_bytes(
        to_turtle([Triple(Iri(name), RDF.type, PG.Report)])
    )
    (row,) = AskedReports(LocalGraph.open([str(tmp_path)])).rows
    assert (row.title, row.year, row.kind) == ("", "", "")
    assert row.stem == "report-0000000000000009"
    assert len(row.notes) == 3
