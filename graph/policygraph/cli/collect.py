"""The commands for several graphs: ``load``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policygraph.cli.console import plural, say
from policygraph.cli.options import Insecure, Quiet

Graphs = Annotated[
    list[str],
    typer.Argument(
        metavar="GRAPH...",
        help="Files in any RDF syntax (also gzipped), folders of them, store folders, or a SPARQL endpoint's URL.",
    ),
]


def load(
    graphs: Graphs,
    store: Annotated[Path, typer.Option("--store", metavar="DIR", help="The store folder; it is made if need be.")],
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Load graphs into a store folder, a named graph for each report.

    A report that is loaded again replaces its graph. The store opens at once however large it is, and can be named
    wherever a graph is wanted.
    """
    from policygraph.store.loading import load_graphs  # noqa: PLC0415 - help needs no store

    for loaded in load_graphs(graphs, store):
        place = f"<{loaded.graph}>" if loaded.graph else "the default graph"
        say(f"{plural(loaded.triples, 'triple')} → {place}{' (again)' if loaded.replaced else ''}", unless=quiet)
