"""Two years of a store of many reports side by side, beside the engine reading the facts of the same reports."""

from __future__ import annotations

import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from benchmarks.corpus import SHORT, reports
from benchmarks.processes import heading
from policygraph.comparison import compare_graphs, write_comparison
from policygraph.namespaces import DCTERMS, PG, RDF, XSD
from policygraph.rdf import to_nquads
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COUNT = 500
"""How many reports the store holds."""

YEARS = 25
"""Over how many years they are spread: each has twenty reports of every 500."""

FIRST = 2000
"""The first year."""

_EACH_YEAR = 20


def bench() -> None:
    """Prints the processor seconds of comparing two years of a store of `COUNT` reports."""
    bench_years(COUNT)


def bench_years(count: int) -> None:
    """Prints the processor seconds of comparing two years of a store of so many reports."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        _fill(home, count)
        _measure(home)


def _fill(home: Path, count: int) -> None:
    """A store of reports, each in its named graph and with its year."""
    store = pyoxigraph.Store(str(home))
    for number, triples in enumerate(islice(reports(SHORT), count)):
        report = report_in(triples)
        facts = to_nquads((t, report) for t in dated(triples, number))
        store.bulk_load(facts, pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    store.optimize()


def report_in(triples: Iterable[Triple]) -> Iri:
    """The report of a graph."""
    (report,) = (t.subject for t in triples if t[1:] == (RDF.type, PG.Report))
    return report


def dated(triples: Iterable[Triple], number: int) -> Iterator[Triple]:
    """The graph of the report of that number with a year: there are `YEARS` of them, and twenty reports in turn."""
    listed = list(triples)
    year = FIRST + number // _EACH_YEAR % YEARS
    yield from (t for t in listed if t.predicate != DCTERMS.date)
    yield Triple(report_in(listed), DCTERMS.date, Literal(str(year), XSD.gYear))


def _measure(home: Path) -> None:
    years = [str(FIRST), str(FIRST + 1)]
    write_comparison(compare_graphs([home], "year", years), "csv")  # libraries load
    began = time.process_time()
    comparison = compare_graphs([home], "year", years)
    compared = time.process_time() - began
    rows = write_comparison(comparison, "csv").count(b"\n")
    written = time.process_time() - began - compared
    native = pyoxigraph.Store.read_only(str(home))
    names = list(native.named_graphs())
    two = {
        quad.subject
        for year in years
        for quad in native.quads_for_pattern(
            None,
            pyoxigraph.NamedNode(DCTERMS.date),
            pyoxigraph.Literal(year, datatype=pyoxigraph.NamedNode(XSD.gYear)),
            None,
        )
    }
    began = time.process_time()
    facts = sum(
        1 for one in two for _ in native.quads_for_pattern(None, None, None, one)
    )
    plain = time.process_time() - began
    heading(f"two years of a store of {len(names)} reports: processor seconds")
    print(f"compare, {len(two)} reports   {compared:6.2f}")
    print(f"as csv, {rows:,} rows     {written:6.2f}")
    print(f"pyoxigraph alone, {facts:,} facts of the two years, read {plain:6.2f}")


if __name__ == "__main__":
    import sys

    bench_years(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
