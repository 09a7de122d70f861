"""The command line: a thin shell, each command the twin of a public function. Only this package prints or exits."""

from __future__ import annotations

import gc
import sys

from policygraph.isolation import leave_current_folder

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as a shell has it."""


def main() -> None:
    """Run the command line with the arguments of the process, and exit."""
    leave_current_folder()
    gc.disable()  # loading modules leaves no garbage behind; `run` enables it
    try:
        from policygraph.cli.commands import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        # the process ends, and its memory with it: to look through all of it once more takes longer than a question
        gc.freeze()
