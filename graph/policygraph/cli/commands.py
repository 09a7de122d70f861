"""The commands put together, and what becomes of an error: one message on stderr and an exit code.

Exit codes: 0 fine; 1 a graph that does not conform; 2 a request that cannot stand; 3 a file that is missing,
unreadable, unwritable or not what it should be; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from policygraph import __version__
from policygraph.abridging import abridged
from policygraph.errors import OutputError, PolicygraphError, UsageError
from policygraph.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NoReturn


_UsageError: Any = typer.BadParameter.__bases__[0]
"""What Typer raises for arguments that cannot stand; it exports this kind of it alone."""


class Commands(TyperGroup):
    """The group of commands, which turns errors of ours into a message and an exit code."""

    def make_context(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the class above declares it
        """The arguments before the command, read.

        Raises:
            typer.Exit: They ask for a help that nobody reads.
        """
        try:
            with _short_values():
                return super().make_context(*given, **named)
        except BrokenPipeError as error:
            raise _unread() from error

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as the class above declares it
        """Run a command.

        Raises:
            typer.Exit: With the code of the error that the command raised.
        """
        try:
            with _short_values():
                return super().invoke(ctx)
        except PolicygraphError as error:
            raise _ended(str(error), error.exit_code) from error
        except UnicodeError as error:
            raise _ended(_no_text(error), UsageError.exit_code) from error
        except BrokenPipeError as error:
            raise _unread() from error
        except OSError as error:
            raise _ended(_unusable(error), OutputError.exit_code) from error


@contextlib.contextmanager
def _short_values() -> Iterator[None]:
    """Cuts what an argument that cannot stand is told with."""
    try:
        yield
    except _UsageError as error:
        error.message = abridged(error.message)
        raise


def _ended(text: str, code: int) -> typer.Exit:
    """The end of a command, once a person was told why."""
    if sys.stderr is not None:
        print(f"policygraph: {printable(abridged(text))}", file=sys.stderr)  # noqa: T201 - the command line prints
    return typer.Exit(code)


def _no_text(error: UnicodeError) -> str:
    """What to say of bytes that are no UTF-8, in an argument or on stdin."""
    given = str(getattr(error, "object", "") or "")[:60]
    return f"{given!r} is no UTF-8 text; expected UTF-8; set the terminal to UTF-8"


def _unread() -> typer.Exit:
    """The end of a command whose reader went away, which is no error; Typer would make it one."""
    _close_stdout()
    return typer.Exit(0)


def _unusable(error: OSError) -> str:
    """What to say where stdout, or a file that nobody had looked at, cannot be written or read."""
    reason = error.strerror or str(error)
    if error.filename:
        return f"'{error.filename}' cannot be used: {reason}; expected a file or folder; see its name and rights"
    return f"stdout cannot be used: {reason}; expected a place with room; name another with -o"


COMMANDS = {
    "build": "build",
    "query": "ask",
    "queries": "ask",
    "view": "export",
    "compare": "collect",
    "load": "collect",
    "export": "export",
    "validate": "examine",
    "evaluate": "examine",
    "explain": "examine",
    "ontology": "export",
    "serve": "ask",
    "push": "ask",
}
"""The commands in the order of the help, each with the module of this package that has the function of its name."""


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands: all of them, or the one that a process was started for."""
    app = typer.Typer(
        name="policygraph",
        cls=Commands,
        help="Knowledge graphs from policy reports: RDF in which every fact leads back to its sentence.",
        epilog="A graph is a file in any RDF syntax (also gzipped), a folder of them, a store folder, or the URL of a "
        "SPARQL endpoint; where none is named, it is out/.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
        },
    )
    app.callback()(_options)
    for name in names:
        command = getattr(import_module(f"policygraph.cli.{COMMANDS[name]}"), name)
        app.command(name, help=_help(command))(command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policygraph {__version__}")
        raise typer.Exit


def _help(command: Callable[..., None]) -> str:
    """The docstring of a command, without what it raises: a person sees a message instead."""
    return cleandoc(command.__doc__ or "").partition("\n\nRaises:")[0]


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Show the version and exit.",
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")
    ] = False,
) -> None:
    """Knowledge graphs from policy reports: RDF in which every fact leads back to its sentence."""


def run() -> NoReturn:
    """Run the command line with the arguments of the process, and exit; a reader that went away is no error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # a terminal that cannot show a character is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            command = application(_asked_for(sys.argv[1:]))
            gc.enable()
            command()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # what is still to be written
    except BrokenPipeError:
        _close_stdout()
        sys.exit(0)
    except OSError as error:
        _close_stdout()
        sys.exit(_ended(_unusable(error), OutputError.exit_code).exit_code)
    sys.exit(0)


def _close_stdout() -> None:
    """Lets the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _asked_for(arguments: Iterable[str]) -> Iterable[str]:
    """The command that the arguments name, which alone need be loaded; all of them where they name none."""
    first = next(
        (argument for argument in arguments if not argument.startswith("-")), ""
    )
    return [first] if first in COMMANDS else COMMANDS
