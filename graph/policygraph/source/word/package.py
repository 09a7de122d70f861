"""The parts of a Word file: members of a zip archive, read one by one within limits.

Source: ECMA-376, part 2 (Open Packaging Conventions): section 8.2 relationships, section 8.3 core properties.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from policygraph.archives import ENTRY, MOST_BYTES, MOST_MEMBERS
from policygraph.errors import ReportError
from policygraph.source.word.markup import Node, parse_part

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    KeyError,
)


class Package:
    """The parts of a Word file that hold XML.

    Args:
        content: The file's bytes.
        filename: Its name, for errors.

    Raises:
        ReportError: The file is no zip archive that can be read.
    """

    def __init__(self, content: bytes, filename: str) -> None:
        self._filename = filename
        self._left = MOST_BYTES
        if content.count(ENTRY) > MOST_MEMBERS:
            raise self._damaged("it has more members than a word processor writes")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._names = frozenset(self._archive.namelist())
        except _FAULTS as error:
            raise self._damaged(str(error)) from error
        self.main = self._main()
        self._related = {
            node.attributes.get("Type", "").rpartition("/")[2]: self._target(
                self.main, node
            )
            for node in self._relations(self.main)
        }

    def part(self, name: str) -> Node | None:
        """A part by its name in the archive, or None where there is none.

        Raises:
            ReportError: It cannot be unpacked or parsed, or is beyond what is unpacked of one file.
        """
        if name not in self._names:
            return None
        try:
            with self._archive.open(name) as member:
                content = member.read(self._left + 1)
        except _FAULTS as error:
            raise self._damaged(f"{name}: {error}") from error
        self._left -= len(content)
        if self._left < 0:
            raise ReportError(
                f"{self._filename!r} unpacks to more than {MOST_BYTES:,} bytes of text",
                expected=f"at most {MOST_BYTES:,} bytes",
                remedy="split it, or save it as PDF",
            )
        return parse_part(content, self._filename, name)

    def related(self, kind: str) -> Node | None:
        """The part that the document names as its styles, numbering, footnotes…, or None.

        Raises:
            ReportError: As for `part`.
        """
        return self.part(self._related.get(kind, ""))

    def all_related(self, kind: str) -> Iterator[Node]:
        """All parts of a kind, in the order of their names.

        Raises:
            ReportError: As for `part`.
        """
        names = {
            self._target(self.main, node)
            for node in self._relations(self.main)
            if node.attributes.get("Type", "").endswith(f"/{kind}")
        }
        for name in sorted(names):
            part = self.part(name)
            if part:
                yield part

    def core(self) -> Node | None:
        """The core properties (title, date, language), or None.

        Raises:
            ReportError: As for `part`.
        """
        found = (
            self._target("", node)
            for node in self._relations("")
            if node.attributes.get("Type", "").endswith("/core-properties")
        )
        return self.part(next(found, "docProps/core.xml"))

    def document(self) -> Node:
        """The main part.

        Raises:
            ReportError: There is none, or it cannot be read.
        """
        part = self.part(self.main)
        if part is None:
            raise self._damaged("it has no main document")
        return part

    def _main(self) -> str:
        found = (
            self._target("", node)
            for node in self._relations("")
            if node.attributes.get("Type", "").endswith("/officeDocument")
        )
        return next(
            (name for name in found if name in self._names), "word/document.xml"
        )

    def _relations(self, source: str) -> list[Node]:
        folder, _, name = source.rpartition("/")
        part = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations = part.children if part else []
        return [
            node
            for node in relations
            if node.attributes.get("TargetMode") != "External"
        ]

    def _target(self, source: str, relation: Node) -> str:
        target = relation.attributes.get("Target", "")
        return posixpath.normpath(
            posixpath.join("/", posixpath.dirname(source), target)
        ).lstrip("/")

    def _damaged(self, reason: str) -> ReportError:
        return ReportError(
            f"{self._filename!r} is a damaged Word file ({reason})",
            expected="a Word file as a word processor saves it",
            remedy="open and save it in a word processor, or fetch it again",
        )
