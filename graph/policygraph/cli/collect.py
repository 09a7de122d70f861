"""The commands for several graphs: ``compare`` and ``load``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from policygraph.cli.console import plural, say, write_out
from policygraph.cli.options import Insecure, Output, Quiet

Graphs = Annotated[
    list[str],
    typer.Argument(
        metavar="GRAPH...",
        help="Files in any RDF syntax (also gzipped), folders of them, store folders, or a SPARQL endpoint's URL.",
    ),
]


def compare(
    graphs: Graphs,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="report|year|place",
            help="What stands side by side, a column each.",
        ),
    ] = "report",
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, csv, tsv, json, xml, markdown or xlsx; the candidates alone: turtle, ntriples, nquads, trig, "
            "jsonld or rdfxml. By default the one that the output file's name says, else a table.",
        ),
    ] = "",
    output: Output = None,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Put reports side by side.

    Stages of a project that change, figures of one indicator, what several name and how often; and what may be the
    same under two names, with a score (1 for equal names, less where the reports are of different places). Nothing is
    merged.
    """
    from policygraph.cli.ask import format_of, with_mark
    from policygraph.comparison import compare_graphs, write_comparison

    wanted = format_name or format_of(output)
    comparison = compare_graphs(graphs, by)
    if not comparison.findings and not comparison.candidates:
        say(
            f"The {plural(len(comparison.groups), by)} have nothing in common.",
            unless=quiet,
        )
    width = shutil.get_terminal_size((120, 24)).columns
    written = write_comparison(comparison, wanted, width=width)
    write_out(with_mark(written, wanted, output), output)


def load(
    graphs: Graphs,
    store: Annotated[
        Path,
        typer.Option(
            "--store", metavar="DIR", help="The store folder; it is made if need be."
        ),
    ],
    keep_answers: Annotated[
        bool,
        typer.Option(
            "--keep-answers",
            help="Keep the first rows of each question about the whole store beside it, for pages that open at once.",
        ),
    ] = False,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Load graphs into a store folder, a named graph for each report.

    A report that is loaded again replaces its graph. The store opens at once however large it is, and can be named
    wherever a graph is wanted.
    """
    from policygraph.store.loading import load_graphs

    for loaded in load_graphs(graphs, store):
        place = f"<{loaded.graph}>" if loaded.graph else "the default graph"
        say(
            f"{plural(loaded.triples, 'triple')} → {place}{' (again)' if loaded.replaced else ''}",
            unless=quiet,
        )
    if keep_answers:
        from policygraph.queries.kept import keep_answers as keep

        say(f"{plural(keep(store), 'answer')} kept in {store}", unless=quiet)
