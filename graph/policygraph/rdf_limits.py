"""What is looked at before a parser sees an RDF file: what would make it use memory or time without end.

Turtle, N-Triples and their kin are read one token after the other, however deep they are nested. JSON-LD and RDF/XML
are not: what is nested in them is limited, and so is what the entities of an XML file make of it.

Source: Extensible Markup Language 1.0, section 4.4 (entities); RFC 8259, section 9 (limits of a JSON parser).
"""

from __future__ import annotations

import codecs
import io
import re
from typing import IO, TYPE_CHECKING

from policygraph.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_NESTED = 500
"""The most objects within objects, or elements within elements."""

MOST_EXPANDED = 16_000_000
"""The most bytes that entities may stand for."""

MOST_UNPACKED = 4_000_000_000
"""The most bytes that a gzipped file may hold."""

_JSON = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)
_TAGS = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!.|"
    rb"<(?P<end>/)?[^<>\"'\s!?/][^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+>",
    re.DOTALL,
)
_ENTITY = re.compile(rb"<!ENTITY\s+([^\s%\"'<>]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"&([^\s#;&<>]+);")
_PREDEFINED = frozenset({b"lt", b"gt", b"amp", b"apos", b"quot"})


def checked(stream: IO[bytes], syntax: str, place: object) -> IO[bytes]:
    """The stream, or one of the same content, once it was looked at; the byte order mark of a file is passed over.

    Raises:
        GraphError: It is nested deeper, or its entities stand for more, than a parser should be given.
    """
    _pass_mark(stream)
    look = _LOOKS.get(syntax)
    if look is None:
        return stream
    content = stream.read()
    look(content, place)
    return io.BytesIO(content)


def _pass_mark(stream: IO[bytes]) -> None:
    """Reads the byte order mark of a file that begins with one: editors write it, and parsers take it for a name."""
    if not isinstance(stream, io.BufferedReader):
        return
    if stream.peek(len(codecs.BOM_UTF8)).startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))


class Unpacked(io.RawIOBase):
    """A stream of what a gzipped file holds, up to a size."""

    def __init__(self, stream: IO[bytes], place: object) -> None:
        self._stream = stream
        self._place = place
        self._size = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on.

        Raises:
            GraphError: The file holds more than it may.
        """
        part = self._stream.read(len(buffer))
        self._size += len(part)
        if self._size > MOST_UNPACKED:
            raise GraphError(
                f"'{self._place}' holds more than {MOST_UNPACKED:,} bytes",
                remedy="unpack it and look",
            )
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()
        super().close()


def _look_at_json(content: bytes, place: object) -> None:
    steps = (
        1 if sign[0] in b"{[" else -1
        for sign in _JSON.findall(content)
        if sign[:1] != b'"'
    )
    _refuse_depth(_deepest(steps), "objects", place)


def _look_at_xml(content: bytes, place: object) -> None:
    steps = list(_elements(content))
    _refuse_depth(_deepest(steps), "elements", place)
    if (
        sum(steps) > 0 and b"<!DOCTYPE" not in content
    ):  # entities may hold the ends of elements
        raise GraphError(
            f"'{place}' ends within {sum(steps):,} elements",
            expected="valid RDF/XML",
            remedy="get the whole file: the end of this one is missing",
        )
    _refuse_entities(content, place)


def _elements(content: bytes) -> Iterable[int]:
    for match in _TAGS.finditer(content):
        tag = match[0]
        if tag.startswith((b"<!", b"<?")) or tag.endswith(b"/>"):
            continue
        yield -1 if match["end"] else 1


def _refuse_entities(content: bytes, place: object) -> None:
    """Refuses entities made of others, as a billion laughs are, and those that stand for too much together.

    Raises:
        GraphError: There are such.
    """
    declared = {
        match[1]: match[2] or match[3] or b"" for match in _ENTITY.finditer(content)
    }
    if not declared:
        return
    for name, value in declared.items():
        if set(_REFERENCE.findall(value)) - _PREDEFINED:
            raise GraphError(
                f"'{place}' declares the entity '{name.decode('utf-8', 'replace')}' by others",
                expected="entities of plain text",
                remedy="write out what it stands for",
            )
    size = sum(len(declared.get(name, b"")) for name in _REFERENCE.findall(content))
    if size > MOST_EXPANDED:
        raise GraphError(
            f"the entities of '{place}' stand for {size:,} bytes",
            expected=f"{MOST_EXPANDED:,} at most",
        )


def _deepest(steps: Iterable[int]) -> int:
    depth = most = 0
    for step in steps:
        depth += step
        most = max(most, depth)
    return most


def _refuse_depth(depth: int, noun: str, place: object) -> None:
    if depth > MOST_NESTED:
        raise GraphError(
            f"'{place}' has {depth:,} {noun} within {noun}",
            expected=f"{MOST_NESTED:,} at most",
            remedy="convert it to Turtle or N-Triples",
        )


_LOOKS: dict[str, Callable[[bytes, object], None]] = {
    "jsonld": _look_at_json,
    "rdfxml": _look_at_xml,
}
