"""The commands that ask: `query` and `queries`, and those that hand the graph on: `serve` and `push`."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.console import plural, say, write_out
from policygraph.cli.options import (
    DEFAULT_GRAPH,
    GraphArgument,
    GraphRequired,
    Insecure,
    Output,
    Quiet,
)
from policygraph.errors import OutputError, UnknownFormatError, UsageError
from policygraph.files import is_folder

if TYPE_CHECKING:
    from policygraph.queries.model import Parameter, Query

_FORMATS_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "markdown",
    ".xlsx": "xlsx",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}

GraphOptions = Annotated[
    list[str],
    typer.Option(
        "--graph",
        "-g",
        metavar="GRAPH",
        help="A file in any RDF syntax (also gzipped), a folder of them, a store folder, or a SPARQL endpoint's URL; "
        "may be given more than once.",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Bind a parameter to a name, an IRI or a number; may be repeated.",
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, tsv, json, xml, markdown or xlsx; of a CONSTRUCT or DESCRIBE: turtle, ntriples, nquads, "
        "trig, jsonld or rdfxml. By default the one that the output file's name says, else a table or Turtle.",
    ),
]


def query(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE.rq|-",
            help="A question's name, a file of SPARQL, or - for stdin.",
        ),
    ],
    graph: GraphOptions = [DEFAULT_GRAPH],  # noqa: B006 - Typer copies it
    param: Parameters = None,
    format_name: Format = "",
    output: Output = None,
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Ask the graph a question of the library, or one's own SPARQL.

    Raises:
        UsageError: If the question, its parameters or the format cannot stand.
    """
    from policygraph.cli.graphs import refuse_source
    from policygraph.queries import ask, write_answer

    wanted = format_name or format_of(output)
    refuse_source(output, name, *graph)
    asked = ask(name, graph, _pairs(param or []))
    say(f"policygraph: {asked.remark}", unless=quiet or not asked.remark)
    width = shutil.get_terminal_size((120, 24)).columns
    if output is None:
        _refuse_spreadsheet(wanted)
    if asked.note:
        say(asked.note, unless=quiet)
        if wanted in {"", "table"} and output is None:
            return
    written = write_answer(asked.answer, wanted, width=width, tree=asked.query.tree)
    write_out(with_mark(written, wanted, output), output)


def _refuse_spreadsheet(wanted: str) -> None:
    if wanted == "xlsx" and os.isatty(1):
        raise UsageError(
            "a spreadsheet cannot be shown on a terminal",
            remedy="name a file with -o FILE.xlsx",
        )


def queries(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD]...", help="Only questions that have these words."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print them as JSON, for programs.")
    ] = False,
) -> None:
    """List the questions that can be asked, with their parameters."""
    from policygraph.queries import find_questions, load_queries

    found = find_questions(load_queries(), words or [])
    if as_json:
        write_out(_as_json(found), None)
        return
    if not found:
        say(
            f"No question has all of these words: {' '.join(words or [])}. Without words, all are listed."
        )
        return
    write_out(_listing(found).encode(), None)


def serve(
    graph: GraphArgument = DEFAULT_GRAPH,
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=0, max=65535, help="The port; 0 for any."
        ),
    ] = 8765,
    base: Annotated[
        str,
        typer.Option(
            "--base", metavar="IRI", help="What the IRIs of the data begin with."
        ),
    ] = "",
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", metavar="S", min=0.1, help="How long a query may take."
        ),
    ] = 10.0,
    cors: Annotated[
        str,
        typer.Option(
            "--cors",
            metavar="ORIGIN",
            help="Let pages of this origin read the answers; * for all.",
        ),
    ] = "",
    quiet: Quiet = False,
) -> None:
    """Serve the graph: a SPARQL endpoint at /sparql and pages for people at /; read-only, on this machine.

    Raises:
        UsageError: If the system is not Linux.
    """
    if not sys.platform.startswith("linux"):
        raise UsageError(
            f"the server does not run on {sys.platform}",
            expected="Linux, whose kernel keeps queries apart from one another",
            remedy="ask without a server: policygraph query",
        )
    from policygraph.web import Limits, run_server

    limits = Limits(seconds=seconds)
    run_server(
        [graph],
        host=host,
        port=port,
        base=base,
        limits=limits,
        origin=cors,
        announce=lambda text: say(text, unless=quiet),
    )


def push(
    graph: GraphRequired,
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="The server's Graph Store Protocol URL."),
    ],
    insecure: Insecure = False,  # noqa: ARG001 - its callback acts
    quiet: Quiet = False,
) -> None:
    """Hand the graph over to a server by the Graph Store Protocol: a named graph for each report.

    Name and password come from the environment variables POLICYGRAPH_USER and POLICYGRAPH_PASSWORD.
    """
    from policygraph.push import push_graph

    def left_out(count: int) -> None:
        say(f"left out: {plural(count, 'triple')} of no report", unless=quiet)

    for pushed in push_graph(graph, url, left_out=left_out):
        say(f"{plural(pushed.triples, 'triple')} → <{pushed.graph}>", unless=quiet)


def with_mark(written: bytes, format_name: str, output: Path | None) -> bytes:
    """What is written, behind a byte order mark where it is a file of CSV: Excel misreads one without."""
    return codecs.BOM_UTF8 + written if format_name == "csv" and output else written


def format_of(output: Path | None) -> str:
    """The format that an output file's name says; empty for the terminal.

    Raises:
        UnknownFormatError: If the name says none.
    """
    if output is None:
        return ""
    if is_folder(output):
        raise OutputError(
            f"'{output}' is a folder",
            expected="the name of a file",
            remedy="name a file in it",
        )
    suffix = output.suffix.lower()
    if suffix == ".txt":
        return ""
    if suffix not in _FORMATS_BY_SUFFIX:
        raise UnknownFormatError(
            f"'{output}' does not say by its name which format is wanted",
            remedy="add --format FORMAT",
        )
    return _FORMATS_BY_SUFFIX[suffix]


def _pairs(given: list[str]) -> dict[str, str]:
    """Parameter to value, from NAME=VALUE.

    Raises:
        UsageError: If one has no "=" or is given twice.
        UnicodeError: If one is no UTF-8.
    """
    pairs: dict[str, str] = {}
    for item in given:
        item.encode()  # an argument that is no UTF-8 is told as such
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--param '{item}' binds nothing", expected="NAME=VALUE")
        if name.strip() in pairs:
            raise UsageError(
                f"--param '{name.strip()}' is given twice",
                expected="each parameter once",
            )
        pairs[name.strip()] = value
    return pairs


def _listing(found: list[Query]) -> str:
    """The questions under their groups, each with its parameters."""
    from policygraph.queries.model import REPORT

    lines: list[str] = []
    group = ""
    wide = max((len(question.name) for question in found), default=0) + 2
    for question in found:
        if question.group != group:
            group = question.group
            lines += ["", group] if lines else [group]
        lines.append(f"  {question.name:<{wide}}{question.title} ({question.title_zh})")
        lines += [
            f"  {'':<{wide}}  --param {_usage(parameter)}"
            for parameter in question.parameters
        ]
    return "\n".join(
        [
            *lines,
            "",
            "Ask with: policygraph query NAME [--param NAME=VALUE]...",
            f"Each takes --param report=… as well: {REPORT.meaning}.",
            "",
        ]
    )


def _usage(parameter: Parameter) -> str:
    default = (
        ""
        if parameter.default in {"any", "required"}
        else f"; {parameter.default} unless given"
    )
    needed = ", required" if parameter.required else ""
    return (
        f"{parameter.name}=…  {parameter.meaning} ({parameter.type}{needed}{default})"
    )


def _as_json(found: list[Query]) -> bytes:
    import json
    from dataclasses import asdict

    return (
        json.dumps(
            [asdict(question) for question in found], ensure_ascii=False, indent=2
        )
        + "\n"
    ).encode()
