"""What a file is, told by its content: one of the kinds that are read, or one that people take for a report.

Source: the signatures in the formats' own specifications (ISO 32000-1 section 7.5.2 for PDF, APPNOTE.TXT section 4.3.7
for zip, ECMA-376 part 2 section 10 for the content types of Word files, MS-CFB section 2.2 for the older ones, RFC 1952
section 2.3.1 for gzip, RFC 2557 for web archives).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from policygraph.archives import ENTRY, MOST_MEMBERS

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
HTML_TYPE = "text/html"
MARKDOWN_TYPE = "text/markdown"
TEXT_TYPE = "text/plain"

_HEAD = 4096
_PDF_HEAD = 1024
_BOM = b"\xef\xbb\xbf"
_PREAMBLE = rb"\s*(?:<\?xml[^>]{0,400}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,9}"
_HTML = re.compile(_PREAMBLE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    _PREAMBLE
    + rb"<(?:title|meta|link|article|main|section|header|nav|div|h[1-3]|p|table|ul|ol)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    rb"</?(?:title|article|main|section|header|nav|div|h[1-6]|p|ul|ol|li|table|t[rdh]|a|b|i)\b",
    re.IGNORECASE,
)
_MARKDOWN_SIGNS = re.compile(rb"^#{1,6} \S|\]\(", re.MULTILINE)
_FEW_TAGS = 4
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xht")
_MARKUP = re.compile(
    rb"</?[a-z][^<>]*>|<!--|<!doctype\b|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\b")
_WEB_ARCHIVE = re.compile(
    rb"(?:[\w-]{1,60}: [^\n]{0,400}\n[ \t]?){0,12}content-type: *multipart/related",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|\A---[ \t]*\r?\n(?:[^\n]*\n){1,60}?(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A format in words with its article.

    `remedy` says what to do about one that is not read, with the places {source} for the file's path, and {pdf}
    and {html} for paths beside it; `media_type` is set for the kinds that reports come in.
    """

    name: str
    remedy: str = ""
    media_type: str = ""


TEXT = FileType("text", media_type=TEXT_TYPE)
PDF = FileType("a PDF file", media_type=PDF_TYPE)
HTML = FileType("an HTML page", media_type=HTML_TYPE)
WORD = FileType("a Word file", media_type=WORD_TYPE)

_TO_WORD = "save it as .docx or PDF: soffice --headless --outdir converted --convert-to docx {source}"
_TO_PDF = (
    "save it as PDF: soffice --headless --outdir converted --convert-to pdf {source}"
)
_SHEET = FileType(
    "a spreadsheet", "save the report that it holds as .docx, PDF or text"
)
_ZIP = FileType("a zip archive", "unpack it and name the reports in it")
_DAMAGED_WORD = FileType(
    "a damaged Word file", "open and save it in a word processor, or fetch it again"
)
_DAMAGED_ZIP = FileType(
    "a damaged zip archive or Word file", "fetch it again: it is cut off or changed"
)
_IMAGE = FileType(
    "a picture", "recognise its text first: ocrmypdf --image-dpi 300 {source} {pdf}"
)

_SIGNATURES: tuple[tuple[bytes, FileType], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        FileType("an older Word, Excel or PowerPoint file", _TO_WORD),
    ),
    (b"{\\rtf", FileType("a rich text (RTF) file", _TO_WORD)),
    (b"\x1f\x8b", FileType("a gzip file", "unpack it: gunzip -k {source}")),
    (b"BZh", FileType("a bzip2 file", "unpack it: bunzip2 -k {source}")),
    (b"\xfd7zXZ\0", FileType("an xz file", "unpack it: xz -dk {source}")),
    (
        b"7z\xbc\xaf\x27\x1c",
        FileType("a 7z archive", "unpack it and name the reports in it"),
    ),
    (
        b"Rar!\x1a\x07",
        FileType("a RAR archive", "unpack it and name the reports in it"),
    ),
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"%!PS", FileType("a PostScript file", "make a PDF of it: ps2pdf {source} {pdf}")),
    (
        b"AT&TFORM",
        FileType("a DjVu file", "save it as PDF: ddjvu -format=pdf {source} {pdf}"),
    ),
)
_MEMBERS: tuple[tuple[str, FileType], ...] = (
    ("word/document.xml", WORD),
    ("word/", WORD),
    ("ppt/", FileType("a PowerPoint file", _TO_PDF)),
    ("xl/", _SHEET),
)
_PACKAGES: tuple[tuple[bytes, FileType], ...] = (
    (
        b"application/vnd.oasis.opendocument.text",
        FileType("an OpenDocument text", _TO_WORD),
    ),
    (
        b"application/vnd.oasis.opendocument.presentation",
        FileType("an OpenDocument presentation", _TO_PDF),
    ),
    (b"application/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (
        b"application/epub+zip",
        FileType("an EPUB book", "make a web page of it: pandoc -s -o {html} {source}"),
    ),
)


def sniff(content: bytes, filename: str = "") -> FileType:
    """What a file is; `TEXT` where nothing shows that it is anything else.

    Args:
        content: The file's bytes, or the first of them.
        filename: Its name: what is called a page and has any markup is one, however little it has.

    Example:
        >>> sniff(b"%PDF-1.7").name, sniff(b"(1) Build roads.").media_type, sniff(b"<!DOCTYPE html><p>Roads").name
        ('a PDF file', 'text/plain', 'an HTML page')
        >>> sniff(b"<p>Build roads.", "plan.html").name, sniff(b"<p>Build roads.", "plan.txt").name
        ('an HTML page', 'text')
    """
    head = content.removeprefix(_BOM)[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    found = next(
        (kind for signature, kind in _SIGNATURES if head.startswith(signature)), None
    )
    if found:
        return found
    if b"%PDF-" in head[:_PDF_HEAD]:
        return PDF
    if _is_named_page(content, filename):
        return HTML
    return _marked_up(head)


def is_markdown(text: str, filename: str) -> bool:
    r"""Whether a text shows that it is Markdown, by a heading or front matter, or is called so.

    Example:
        >>> is_markdown("# Plan\n\nBuild roads.", "plan.txt"), is_markdown("Build roads.", "plan.txt")
        (True, False)
    """
    return filename.lower().endswith((".md", ".markdown")) or bool(
        _MARKDOWN.search(text)
    )


def _is_named_page(content: bytes, filename: str) -> bool:
    """Whether a file is called a page, and holds markup that is of no other kind."""
    if not filename.lower().endswith(_PAGE_ENDINGS):
        return False
    head = content.removeprefix(_BOM)[:_HEAD]
    if _WEB_ARCHIVE.match(head) or _is_other_xml(head):
        return False
    text = _narrowed(content) or content
    if b"\0" in text:  # what is binary may hold anything
        return False
    return _MARKUP.search(text) is not None


def _is_other_xml(head: bytes) -> bool:
    """Whether a text says that it is XML, and begins with no element of a page."""
    if not _XML.match(head):
        return False
    return not (_HTML.match(head) or _FRAGMENT.match(head))


def _marked_up(head: bytes) -> FileType:
    """HTML, other XML, a web archive, or text."""
    if _HTML.match(head) or _HTML.match(_narrowed(head)):
        return HTML
    if _is_fragment(head):
        return HTML
    if _WEB_ARCHIVE.match(head):
        return FileType(
            "a web archive (MHTML)", "save the page as HTML, or print it to PDF"
        )
    if _XML.match(head):
        return FileType("an XML file", "save the report as .docx, PDF, HTML or text")
    return TEXT


def _narrowed(head: bytes) -> bytes:
    """The ASCII characters of UTF-16 that has its mark; else nothing."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b""
    return head.decode("utf-16", errors="ignore").encode("ascii", errors="ignore")


def _is_fragment(head: bytes) -> bool:
    """Whether a text begins as part of a page does, with some tags and no sign of Markdown."""
    if not _FRAGMENT.match(head) or _MARKDOWN_SIGNS.search(head):
        return False
    return len(_TAG.findall(head)) >= _FEW_TAGS


def _zipped(content: bytes) -> FileType:
    if content.count(ENTRY) > MOST_MEMBERS:
        return FileType(
            f"a zip archive of more than {MOST_MEMBERS:,} files", _ZIP.remedy
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        if b"word/" in content:
            return _DAMAGED_WORD
        return _DAMAGED_ZIP
    return _by_member(names) or _by_mark(content[:_HEAD])


def _by_member(names: list[str]) -> FileType | None:
    """What an archive is that holds files of such names."""
    for start, kind in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return kind
    return None


def _by_mark(head: bytes) -> FileType:
    return next((kind for mark, kind in _PACKAGES if mark in head), _ZIP)
