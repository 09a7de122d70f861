"""The stage before all others: a file becomes a document, its text with what its layout shows."""

from __future__ import annotations

from policygraph.source.model import Cell, Document, Furniture, Part, Role

__all__ = ["Cell", "Document", "Furniture", "Part", "Role"]
