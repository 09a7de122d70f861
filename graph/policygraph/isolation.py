"""Python processes that import this program's modules and nobody else's.

Python looks for modules in the current folder first when it is started with ``-c`` or ``-m``, and wherever
``PYTHONPATH`` says; whoever can put a ``json.py`` there would be run. A child is started isolated, and is told where
its parent found modules, but for the current folder.

Source: Python documentation, "Command line and environment", options -I and -P.
"""

from __future__ import annotations

import os
import sys

_BOOT = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from importlib import import_module; sys.exit(import_module(sys.argv.pop(1)).main())"
)


def isolated(module: str, *arguments: str) -> list[str]:
    """The command for a process that runs the `main` of a module of ours; it finds `arguments` in ``sys.argv``."""
    flags = "-IB" if sys.dont_write_bytecode else "-I"
    return [
        sys.executable,
        flags,
        "-c",
        _BOOT,
        os.pathsep.join(_paths()),
        module,
        *arguments,
    ]


def leave_current_folder() -> None:
    """Takes the current folder out of the places where modules are looked for, if Python put it first."""
    here = _current_folder()
    if sys.path and not sys.flags.safe_path and sys.path[0] in {"", here}:
        del sys.path[0]
    sys.path[:] = [path for path in sys.path if path not in {"", "."}]


def _paths() -> list[str]:
    """Where modules are looked for, and this package's own place first of those that are not Python's."""
    from policygraph.resources import PACKAGE

    here, own = _current_folder(), str(PACKAGE.parent)
    elsewhere = [
        path
        for path in sys.path
        if os.path.isabs(path) and path not in {here, own}  # noqa: PTH117
    ]
    return [*elsewhere, own]


def _current_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - as Python itself writes it
    except OSError:
        return ""  # it was removed
