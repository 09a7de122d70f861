"""Files that people take for reports and that are no text: told by their first bytes, with the way to text.

Source: the signatures in the formats' own specifications (ISO 32000-1 section 7.5.2 for PDF, APPNOTE.TXT section 4.3.7
for zip, MS-CFB section 2.2 for the older Word files, RFC 1952 section 2.3.1 for gzip).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PANDOC = "make text of it: pandoc -t plain --wrap=none -o {target} {source}"
_HEAD = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A format that is no text, in words with its article, and what to do about it."""

    name: str
    remedy: str


_PDF = FileType("a PDF file", "make text of it: pdftotext {source} {target}")
_WEB = FileType("an HTML page", "make text of it: pandoc -f html -t plain --wrap=none -o {target} {source}")
_ZIP = FileType("a zip archive", "unpack it and name the text file in it")
_OFFICE = FileType("an older Word, Excel or PowerPoint file", "save it as plain text in UTF-8")
_IMAGE = FileType("a picture", "recognise its text first: tesseract {source} stdout > {target}")

_SIGNATURES: tuple[tuple[bytes, FileType], ...] = (
    (b"%PDF-", _PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", FileType("a rich text (RTF) file", _PANDOC)),
    (b"\x1f\x8b", FileType("a gzip file", "unpack it: gunzip -c {source} > {target}")),
    (b"BZh", FileType("a bzip2 file", "unpack it: bunzip2 -c {source} > {target}")),
    (b"\xfd7zXZ\0", FileType("an xz file", "unpack it: xz -dc {source} > {target}")),
    (b"7z\xbc\xaf\x27\x1c", FileType("a 7z archive", "unpack it and name the text file in it")),
    (b"Rar!\x1a\x07", FileType("a RAR archive", "unpack it and name the text file in it")),
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
)
_ZIPPED: tuple[tuple[bytes, FileType], ...] = (
    (b"word/", FileType("a Word file", _PANDOC)),
    (b"application/vnd.oasis.opendocument.text", FileType("an OpenDocument text", _PANDOC)),
    (b"application/epub+zip", FileType("an EPUB book", _PANDOC)),
    (b"xl/", FileType("an Excel file", "save the sheet that holds the report as plain text in UTF-8")),
    (b"ppt/", FileType("a PowerPoint file", "save its text as plain text in UTF-8")),
)


def sniff(content: bytes) -> FileType | None:
    """What a file is if it is a known format other than text.

    Example:
        >>> sniff(b"%PDF-1.7").name, sniff(b"(1) Build roads.")
        ('a PDF file', None)
    """
    head = content.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for part, kind in _ZIPPED if part in content), _ZIP)
    found = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)
    return found or (_WEB if _HTML.match(head) else None)
