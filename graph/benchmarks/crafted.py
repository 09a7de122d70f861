"""Documents that are made to harm: larger than they look, endless, with scripts and addresses, in nameless letters."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "http://127.0.0.1:9/fetched"
"""What documents ask for: nobody answers there, and nobody may ask."""

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_FORM = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X1 6 0 R >> >> "
    b"/Length 13 >>\nstream\n/X1 Do /X1 Do\nendstream"
)
"""A drawing that draws itself, twice."""
_PLAIN = b"BT /F1 10 Tf 72 700 Td (The Government will dredge the harbour of Merrow by 2027.) Tj ET"
_BLANKS = b" " * 1_000_000
_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def crafted(
    *, pages: int = 10_000, letters: int = 1_000_000, blanks: int = 1_000_000_000
) -> dict[str, Callable[[], bytes]]:
    """What makes each, by name: with so many pages, letters on a page and blanks that are packed, if it has such."""
    return {
        f"{pages:,} pages.pdf": lambda: _of_pages(pages),
        f"a page of {letters:,} letters.pdf": lambda: _pdf(_prose(letters)),
        f"a page of {letters // 10:,} pieces.pdf": lambda: _pdf(_pieces(letters // 10)),
        "a stream of blanks.pdf": lambda: _pdf(_packed(blanks), packed=True),
        "a page that draws itself.pdf": lambda: _pdf(_PLAIN + b"\n/X1 Do"),
        "pages within themselves.pdf": _within_themselves,
        "scripts and addresses.pdf": _with_scripts,
        "letters without names.pdf": _nameless,
        "a bomb.docx": lambda: _docx(b"<w:p/>", blanks=blanks),
        "entities of entities.docx": lambda: _docx(
            b"<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", _entities()
        ),
        "nested without end.docx": lambda: _docx(b"<w:p>" * 1_000_000),
        "nested without end.html": lambda: (
            b"<html><body>" + b"<div>" * 1_000_000 + b"We will build."
        ),
        "scripts and addresses.html": _asking_page,
    }


def _pdf(
    content: bytes,
    *,
    packed: bool = False,
    font: bytes = _FONT,
    catalog: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """A PDF of one page with a content stream."""
    filters = b" /Filter /FlateDecode" if packed else b""
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
            b"/XObject << /X1 6 0 R >> >> " + page + b" >>",
            b"<< /Length %d%s >>\nstream\n%s\nendstream"
            % (len(content), filters, content),
            font,
            _FORM,
        ]
    )


def _file(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    text = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(text)
    text += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    text += b"".join(b"%010d 00000 n \n" % place for place in places)
    text += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        begin,
    )
    return bytes(text)


def _of_pages(count: int) -> bytes:
    """As many pages, each with a sentence of its own."""
    kids = b" ".join(b"%d 0 R" % (2 * number + 4) for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        _FONT,
    ]
    for number in range(count):
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            % (2 * number + 5)
        )
        shown = _PLAIN.replace(b"2027", b"%d" % (2027 + number))
        objects += [
            page + b"/Resources << /Font << /F1 3 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        ]
    return _file(objects)


def _prose(letters: int) -> bytes:
    """Lines of words over the whole page, again and again, a little aside each time."""
    lines = letters // 60
    words = b"The port of Merrow will be dredged by the Government 2027. "
    shown = (
        b"1 0 0 1 %d %d Tm (%s) Tj\n" % (20 + at % 397, 20 + at * 11 % 800, words)
        for at in range(lines)
    )
    return b"BT /F1 6 Tf\n" + b"".join(shown) + b"ET"


def _pieces(count: int) -> bytes:
    """Letters, each drawn by itself somewhere on the page."""
    return b"".join(
        b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n" % (at * 7 % 571, at * 3 % 829)
        for at in range(count)
    )


def _packed(blanks: int) -> bytes:
    """So many blanks, packed."""
    packer = zlib.compressobj(1)
    return (
        b"".join(packer.compress(_BLANKS) for _ in range(blanks // len(_BLANKS)))
        + packer.flush()
    )


def _within_themselves() -> bytes:
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >>",
        ]
    )


def _with_scripts() -> bytes:
    """A page that wants to run a script and a program and to fetch a page when it is opened, and links to one."""
    wanted = (
        b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('%s'\\)) >>"
        % ADDRESS.encode()
    )
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [70 690 400 720] /A << /S /URI /URI (%s) >> >>"
        % ADDRESS.encode()
    )
    launch = b"/AA << /O << /S /Launch /F (/bin/touch) >> >> /Annots [%s]" % link
    return _pdf(_PLAIN, catalog=wanted, page=launch)


def _nameless() -> bytes:
    """Letters by their numbers in a font that is not there and says nothing of what they are."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Gone /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        b"/Subtype /CIDFontType2 /BaseFont /Gone /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Gone /Flags 4 >> >>] >>"
    )
    return _pdf(
        b"BT /F1 10 Tf 72 700 Td <" + b"00410042E0430044" * 40 + b"> Tj ET", font=font
    )


def _docx(body: bytes, before: bytes = b"", *, blanks: int = 0) -> bytes:
    buffer = io.BytesIO()
    begin = b'<?xml version="1.0"?>%s<w:document xmlns:w="%s"><w:body>%s' % (
        before,
        _NAMES.encode(),
        body,
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", links)
        with archive.open("word/document.xml", "w") as part:
            part.write(begin)
            for _ in range(blanks // len(_BLANKS)):
                part.write(_BLANKS)
            part.write(b"</w:body></w:document>")
    return buffer.getvalue()


def _entities() -> bytes:
    """Ten entities, each of ten times the one before."""
    made = b"".join(
        b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10)
        for level in range(1, 10)
    )
    return b'<!DOCTYPE w [<!ENTITY e0 "We will build.">' + made + b"]>"


def _asking_page() -> bytes:
    return (
        f"<html><head><script src={ADDRESS}></script><link rel=stylesheet href={ADDRESS}>"
        f"<meta http-equiv=refresh content='0; url={ADDRESS}'></head><body onload=\"fetch('{ADDRESS}')\">"
        f"<img src={ADDRESS}><p>The Government will dredge the harbour of Merrow by 2027.</p></body></html>"
    ).encode()
