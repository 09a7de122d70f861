"""The whole command line as one Typer application; a process loads only the command that it was started for."""

from __future__ import annotations

from policygraph.cli.commands import application

app = application()
