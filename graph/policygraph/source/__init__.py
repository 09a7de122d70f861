"""The stage before all others: a file becomes a document, its text with what its layout shows."""

from __future__ import annotations

from policygraph.source.model import Cell, Document, Furniture, Part, Role
from policygraph.source.reading import MAX_BYTES, read_source

__all__ = ["MAX_BYTES", "Cell", "Document", "Furniture", "Part", "Role", "read_source"]
