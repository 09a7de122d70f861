"""Word files made by hand, part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)


def document(body: str, *, core: str = "", **parts: str) -> bytes:
    """The bytes of a Word file.

    Args:
        body: What stands in `w:body`.
        core: What stands in the core properties.
        parts: What stands in the document's other parts: styles, numbering, footnotes, endnotes, header, footer.
    """
    buffer = io.BytesIO()
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "header": "hdr",
        "footer": "ftr",
    }
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _relations(officeDocument="word/document.xml"))
        archive.writestr(
            "word/document.xml",
            f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            _relations(**{part: f"{part}.xml" for part in parts}),
        )
        for part, inner in parts.items():
            root = roots.get(part, part)
            archive.writestr(
                f"word/{part}.xml", f"<w:{root} {_NAMES}>{inner}</w:{root}>"
            )
        if core:
            archive.writestr("docProps/core.xml", _CORE.format(core))
    return buffer.getvalue()


def _relations(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def paragraph(words: str, properties: str = "", looks: str = "") -> str:
    """A paragraph of one run, with properties of its own."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words, looks)}</w:p>"


def run(words: str, looks: str = "") -> str:
    """A run of words that look alike."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def styled(words: str, style: str) -> str:
    """A paragraph of a style."""
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def listed(words: str, depth: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    return paragraph(
        words,
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def style(
    name: str, shown: str, properties: str = "", looks: str = "", based: str = ""
) -> str:
    """A paragraph style."""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{basis}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def table(*rows: str, look: str = "0000") -> str:
    """A table of rows."""
    return (
        f'<w:tbl><w:tblPr><w:tblLook w:val="{look}"/></w:tblPr>{"".join(rows)}</w:tbl>'
    )


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a cell may begin with its properties in braces."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(cell, cells))}</w:tr>"


def cell(words: str) -> str:
    """A cell: ``{properties}words``."""
    properties, _, said = (
        words[1:].partition("}") if words.startswith("{") else ("", "", words)
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(said)}</w:tc>"
