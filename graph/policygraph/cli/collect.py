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
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME",
            help="A report, year or place that is wanted; may be given more than once. All of them unless given.",
        ),
    ] = None,
    part: Annotated[
        str,
        typer.Option(
            "--part",
            metavar="PART",
            help="delivered, stage, figure, 'also promised', new, gone, kept, only, shared, industry or 'maybe same'; "
            "all of them unless given.",
        ),
    ] = "",
    most: Annotated[
        int | None,
        typer.Option(
            "--most", metavar="N", min=1, help="Show at most N rows of each part."
        ),
    ] = None,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, csv, tsv, json, xml, markdown, xlsx (a sheet for each part) or html (a page); the candidates "
            "alone: turtle, ntriples, nquads, trig, jsonld or rdfxml. By default the one that the output file's name "
            "says, else a table.",
        ),
    ] = "",
    output: Output = None,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Put reports side by side.

    What was promised and is later said to be done, with both sentences and a score; stages of a project that change;
    figures of one indicator; who else promises the same; what is new, gone and kept, and how often each names it (0 is
    a thing that stands only within another's name, a blank one that is not there); industries by place; and what may
    be the same under two names, with a score (1 for equal names, less where the reports are of different places).
    Nothing is merged.

    Reports stand by date, those of one date as they are named here, those without one last: no promise of theirs is
    followed. Places do not follow one another: there is no new and gone, but what several name and one alone.
    """
    from policygraph.cli.ask import format_of, with_mark
    from policygraph.cli.graphs import refuse_source
    from policygraph.comparison import compare_graphs, write_comparison
    from policygraph.comparison.output import PAGE
    from policygraph.comparison.rows import check_part

    refuse_source(output, *graphs)
    if part:
        check_part(part)
    page = output is not None and output.suffix.lower() in {".html", ".htm"}
    wanted = format_name or (PAGE if page else format_of(output))
    comparison = compare_graphs(graphs, by, tuple(only or ()))
    if not comparison.findings and not comparison.candidates:
        say(
            f"The {plural(len(comparison.groups), by)} have nothing in common.",
            unless=quiet,
        )
    if comparison.undated:
        say(
            f"Without a date, so that no promise of theirs is followed: {', '.join(comparison.undated)}.",
            unless=quiet,
        )
    width = shutil.get_terminal_size((120, 24)).columns
    written = write_comparison(comparison, wanted, part=part, most=most, width=width)
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
            help=(
                "Keep beside the store the first rows of each question about all of it, for pages that open at once, "
                "what `compare` reads of each report, and the page of all reports."
            ),
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
        from policygraph.comparison import keep_reports
        from policygraph.queries.kept import keep_answers as keep
        from policygraph.web.together import keep_together

        keep_reports(store)
        keep_together(store)
        say(f"{plural(keep(store), 'answer')} kept in {store}", unless=quiet)
