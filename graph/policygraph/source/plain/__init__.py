"""The reader of text and Markdown."""

from __future__ import annotations

from policygraph.source.model import Document

__all__ = ["read_plain"]


def read_plain(text: str, *, filename: str, sha256: str, media_type: str) -> Document:
    """The document of a text: the text as it is.

    Args:
        text: The decoded file.
        filename: The file's own name.
        sha256: The digest of its bytes, in hexadecimal.
        media_type: "text/plain" or "text/markdown".

    Example:
        >>> read_plain("Build roads.", filename="plan.txt", sha256="", media_type="text/plain").text
        'Build roads.'
    """
    return Document(filename, sha256, media_type, text, ())
