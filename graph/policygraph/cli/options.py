"""Arguments and options that several commands share, so that each is spelled and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_GRAPH = "out/"

_GRAPH = "A file in any RDF syntax (also gzipped), a folder of them, a store folder, or a SPARQL endpoint's URL."

GraphArgument = Annotated[
    str,
    typer.Argument(
        metavar="GRAPH",
        help=_GRAPH,
        show_default=True,
    ),
]
GraphRequired = Annotated[
    str,
    typer.Argument(
        metavar="GRAPH",
        help=_GRAPH,
    ),
]
OwnVocabulary = Annotated[
    list[Path] | None,
    typer.Option(
        "--vocabulary",
        metavar="FILE",
        help="Turtle with names and aliases of one's own; may be given again.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file instead of the terminal.",
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print the answer as JSON, for programs.")
]


def _permit(given: bool) -> bool:
    """Lets name and password go over plain http in this process."""
    if given:
        from policygraph.remote import permit_plain_http

        permit_plain_http()
    return given


Insecure = Annotated[
    bool,
    typer.Option(
        "--insecure",
        callback=_permit,
        help="Let name and password go over plain http to another machine, readable.",
    ),
]


def _quiet_anywhere(context: typer.Context, given: bool) -> bool:
    """Whether ``--quiet`` stands before or after the command."""
    return given or bool(context.find_root().params.get("quiet"))


Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        callback=_quiet_anywhere,
        help="Say nothing but results and errors.",
    ),
]
