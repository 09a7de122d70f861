"""The commands that take away: ``view``, ``export`` and ``ontology``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policygraph.cli.console import say, write_out
from policygraph.cli.options import (
    DEFAULT_GRAPH,
    GraphArgument,
    Insecure,
    Output,
    Quiet,
)


class Renderer(StrEnum):
    """What draws a page."""

    page = "page"
    pyvis = "pyvis"


def view(
    graph: GraphArgument = DEFAULT_GRAPH,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE.html", help="The page to write."),
    ] = Path("view.html"),
    name: Annotated[
        str,
        typer.Option(
            "--view",
            metavar="VIEW",
            help="overview, network, neighbourhood, matrix, bipartite, map, tasks, "
            "tables, compare or text.",
        ),
    ] = "overview",
    around: Annotated[
        str | None,
        typer.Option(
            "--around",
            metavar="LABEL",
            help="What it is about: a name, a class, or a key task's number.",
        ),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--types",
            metavar="CLASS,...",
            help="The classes to show at first; may be given again.",
        ),
    ] = None,
    key_task: Annotated[
        str | None,
        typer.Option(
            "--key-task",
            metavar="N",
            help="The key task to keep to at first, by its number.",
        ),
    ] = None,
    renderer: Annotated[
        Renderer,
        typer.Option(
            "--renderer",
            help="page, or pyvis: the plain page that pyvis draws of a small network.",
        ),
    ] = Renderer.page,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Write a page that shows the graph.

    It is one file, and works from a mail attachment with the network off.
    """
    from policygraph.cli.graphs import read_unsorted, refuse_source, tell_edition
    from policygraph.views import pyvis_view, view_page, write_view

    refuse_source(output, graph)
    wanted = [
        part.strip()
        for given in types or []
        for part in given.split(",")
        if part.strip()
    ]
    triples = read_unsorted(graph)
    tell_edition(triples, graph, quiet=quiet)
    if renderer is Renderer.pyvis:
        page = pyvis_view(triples, around=around, types=wanted)
    else:
        page = view_page(
            triples, view=name, around=around, types=wanted, key_task=key_task
        )
    write_view(page, output)
    say(f"written: {output}", unless=quiet)


def export(
    graph: GraphArgument = DEFAULT_GRAPH,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="turtle, ntriples, nquads, trig, jsonld or rdfxml; graphml, gexf, xlsx, or csv: the linkages, and the "
            "nodes beside them in FILE.nodes.csv. By the ending of FILE unless given, else turtle.",
        ),
    ] = "",
    output: Output = None,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Write the graph in another format.

    RDF syntaxes for linked data, networks for Gephi and Cytoscape, tables for spreadsheets. TriG and N-Quads hold each
    report in a named graph, the others all of them together.

    Raises:
        UsageError: If the format is unknown, or cannot be shown on a terminal.
    """
    from policygraph.cli.graphs import refuse_source, tell_edition
    from policygraph.export import export as exported
    from policygraph.export import export_to, format_of
    from policygraph.store.reading import read_facts

    refuse_source(output, graph)
    facts = read_facts(graph)
    tell_edition((triple for triple, _ in facts), graph, quiet=quiet)
    format_name = format_name or (format_of(output) if output else "turtle")
    if output is None:
        write_out(exported(facts, format_name), None)
        return
    for path in export_to(facts, format_name, output):
        say(f"written: {path}", unless=quiet)


def ontology(
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="turtle, ntriples, nquads, trig, jsonld or rdfxml; html, a page for people; jsonld-context. By the "
            "ending of FILE unless given, else turtle.",
        ),
    ] = "",
    output: Output = None,
) -> None:
    """Print the ontology.

    Its classes and properties, and the concepts that the data points to, with labels and definitions in English and
    Chinese; as a page also with examples and diagrams.
    """
    from policygraph.export import format_of, packed
    from policygraph.ontology import ontology_in

    by_ending = "html" if output and output.suffix.lower() in {".html", ".htm"} else ""
    wanted = format_name or by_ending or (format_of(output) if output else "turtle")
    written = ontology_in(wanted)
    write_out(packed(written, output) if output else written, output)
