"""The web side: a SPARQL 1.1 Protocol endpoint and pages for people, read-only, on this machine.

Example:
    >>> from policygraph.web import create_app
    >>> app = create_app(["tests/fixtures/small.ttl"], hosts={"127.0.0.1:8765"})
    >>> type(app).__name__
    'Guarded'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.web.app import create_app
    from policygraph.web.limits import Limits
    from policygraph.web.server import run_server

__all__ = ["Limits", "create_app", "run_server"]

_HOMES = {"Limits": "limits", "create_app": "app", "run_server": "server"}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first used: a worker needs no web framework."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
