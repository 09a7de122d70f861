"""The command line: a thin shell, each command the twin of a public function. Only this package prints or exits."""

from __future__ import annotations


def main() -> None:
    """Run the command line with the arguments of the process, and exit."""
    from policygraph.cli.app import run  # noqa: PLC0415 - the public API does not load the commands

    run()
