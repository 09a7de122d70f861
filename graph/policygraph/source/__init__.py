"""The stage before all others: a file becomes a document, its text with what its layout shows.

What is named here is loaded when it is first used: a process that reads nothing but the pages of a PDF starts sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.source.model import Cell, Document, Furniture, Part, Role
    from policygraph.source.reading import read_source

__all__ = ["Cell", "Document", "Furniture", "Part", "Role", "read_source"]

_READING = frozenset({"read_source"})


def __getattr__(name: str) -> object:
    """A public name, loaded with its module when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "reading" if name in _READING else "model"
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__]
