"""Web pages of three kinds, and Markdown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table, own
from samples.truth import Made, printed, truth_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from samples.manuscript import Block, Manuscript


def write_semantic(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """A page whose elements say what they are: header, nav, main, article, aside, footer."""
    related = (
        f"<aside><h2>Related</h2><ul>{_items(own()['web']['related'])}</ul></aside>"
    )
    before, after = chance.choice(((related, ""), ("", related)))
    web = own()["web"]
    body = _body(manuscript, _semantic)
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>{escape(manuscript.title)} - {escape(manuscript.office)}</title></head>
<body><header><a href="/">{escape(manuscript.office)}</a><nav><ul>{_items(web["menu"])}</ul></nav></header>
<nav aria-label="Breadcrumb"><ol>{_items(web["crumbs"])}</ol></nav>
<main>{before}<article><h1>{escape(manuscript.title)}</h1>
<p><time datetime="2029">{escape(manuscript.date)}</time></p>
{body}
{_notes(manuscript)}
</article>{after}</main>
<footer><ul>{_items(web["foot"])}</ul></footer></body></html>
""",
        encoding="utf-8",
    )
    return Made(
        path,
        truth_of(
            manuscript,
            furniture=_site(),
            front=(manuscript.office, manuscript.date, "Related"),
        ),
    )


def write_soup(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """A page of nested divs, as a content system makes them, with a menu, crumbs, a cookie bar and a sidebar."""
    web = own()["web"]
    body = _body(manuscript, _soup)
    wrapper = chance.choice(("content", "node-body", "page__inner"))
    path.write_text(
        f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(manuscript.title)} | {escape(manuscript.office)}</title>
<style>.x{{color:red}}</style><script>var track = "page view";</script></head>
<body class="page"><div class="cookie-banner" id="cookies"><div>{web["cookies"]}</div></div>
<div class="topbar"><div class="menu">{_divs(web["menu"], "menu-item")}</div></div>
<div class="breadcrumb">{" &gt; ".join(f'<a href="#">{crumb}</a>' for crumb in web["crumbs"])}</div>
<div class="layout"><div class="sidebar"><div class="widget">{_divs(web["related"], "link")}</div></div>
<div class="{wrapper}"><div class="wysiwyg"><div class="title"><h1>{escape(manuscript.title)}</h1></div>
<div class="meta">{escape(manuscript.date)}</div>
{body}
{_notes(manuscript)}
</div></div></div>
<div class="footer">{_divs(web["foot"], "foot-link")}</div><script>track();</script></body></html>
""",
        encoding="utf-8",
    )
    return Made(
        path,
        truth_of(
            manuscript, furniture=_site(), front=(manuscript.office, manuscript.date)
        ),
    )


def write_tabled(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """A page of the old kind: tables for the layout, fonts and breaks for headings and paragraphs."""
    web = own()["web"]
    body = _body(manuscript, _tabled)
    colour = chance.choice(("#003366", "#660000"))
    path.write_text(
        f"""<HTML><HEAD><TITLE>{escape(manuscript.title)}</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"></HEAD>
<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="2" BGCOLOR="{colour}">
<FONT COLOR="white">{" | ".join(web["menu"])}</FONT></TD></TR>
<TR><TD WIDTH="150" VALIGN="top">{"<BR>".join(f'<A HREF="#">{text}</A>' for text in web["related"])}</TD>
<TD VALIGN="top"><CENTER><FONT SIZE="5"><B>{escape(manuscript.title)}</B></FONT></CENTER><BR>
{body}
{_notes(manuscript)}
</TD></TR><TR><TD COLSPAN="2"><FONT SIZE="1">{" | ".join(web["foot"])}</FONT></TD></TR></TABLE></BODY></HTML>
""",
        encoding="utf-8",
    )
    return Made(
        path,
        truth_of(
            manuscript, furniture=_site(), front=(manuscript.office, manuscript.date)
        ),
    )


def write_markdown(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Markdown with front matter, tables of pipes and notes by reference."""
    bullet = chance.choice("-*+")
    lines = [
        f"---\ntitle: {manuscript.title}\ndate: 2029-05-12\n---\n\n# {manuscript.title}\n"
    ]
    noted: list[str] = []
    for block in manuscript.blocks:
        lines.append(_marked(block, bullet, len(noted) + 1))
        if isinstance(block, Paragraph) and block.note:
            noted.append(block.note)
    lines += [f"[^{at}]: {note}\n" for at, note in enumerate(noted, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return Made(path, truth_of(manuscript, front=(manuscript.office, manuscript.date)))


def _marked(block: Block, bullet: str, number: int) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {printed(block)}\n"
        case Paragraph(sentences, note):
            return " ".join(sentences) + (f"[^{number}]\n" if note else "\n")
        case Bullets(lead, items):
            return f"{lead}\n\n" + "".join(f"{bullet} {item}\n" for item in items)
        case Table(caption, rows):
            shown = ["| " + " | ".join(row) + " |" for row in rows]
            return "\n".join(
                [
                    f"**{caption}**\n",
                    shown[0],
                    "|" + "---|" * len(rows[0]),
                    *shown[1:],
                    "",
                ]
            )
        case Box(title, sentences):
            return (
                f"> **{title}**\n>\n> {' '.join(sentences)}\n"
                if title
                else f"> {' '.join(sentences)}\n"
            )


def _semantic(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(printed(block))}</h{block.level + 1}>"
        case Paragraph(sentences, note):
            return f"<p>{escape(' '.join(sentences))}{_mark(note)}</p>"
        case Bullets(lead, items):
            return f"<p>{escape(lead)}</p><ul>{_items(items)}</ul>"
        case Table(caption, rows):
            return f"<table><caption>{escape(caption)}</caption>{_rows(rows, 'th')}</table>"
        case Box(title, sentences):
            return f"<aside><p><strong>{escape(title)}</strong></p><p>{escape(' '.join(sentences))}</p></aside>"


def _soup(block: Block) -> str:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            return f'<div class="h"><{tag}><span>{escape(printed(block))}</span></{tag}></div>'
        case Paragraph(sentences, note):
            return f'<div class="para"><span>{escape(" ".join(sentences))}</span>{_mark(note)}</div>'
        case Bullets(lead, items):
            return f'<div class="para">{escape(lead)}</div><div class="list"><ul>{_items(items)}</ul></div>'
        case Table(caption, rows):
            return f'<div class="tbl"><div class="cap">{escape(caption)}</div><table>{_rows(rows, "td")}</table></div>'
        case Box(title, sentences):
            text = escape(" ".join(sentences))
            return f'<div class="callout"><div><b>{escape(title)}</b></div><div>{text}</div></div>'


def _tabled(block: Block) -> str:
    match block:
        case Heading():
            return f'<P><FONT SIZE="{5 - block.level}"><B>{escape(printed(block))}</B></FONT></P>'
        case Paragraph(sentences, note):
            return f"{escape(' '.join(sentences))}{_mark(note)}<BR><BR>"
        case Bullets(lead, items):
            return (
                f"{escape(lead)}<BR><BR>"
                + "".join(f"&bull; {escape(item)}<BR>" for item in items)
                + "<BR>"
            )
        case Table(caption, rows):
            return f'<B>{escape(caption)}</B><TABLE BORDER="1">{_rows(rows, "td")}</TABLE><BR>'
        case Box(title, sentences):
            shown = f"<B>{escape(title)}</B><BR>{escape(' '.join(sentences))}"
            return (
                f'<TABLE BORDER="1" BGCOLOR="#EEEEEE"><TR><TD>{shown}</TD></TR></TABLE>'
            )


_MARK = "<sup>\N{OBJECT REPLACEMENT CHARACTER}</sup>"


def _body(manuscript: Manuscript, shown: Callable[[Block], str]) -> str:
    """The blocks one after another, with the marks of the notes numbered."""
    first, *others = "\n".join(map(shown, manuscript.blocks)).split(_MARK)
    return first + "".join(
        f"<sup>{at}</sup>{part}" for at, part in enumerate(others, 1)
    )


def _mark(note: str) -> str:
    return _MARK if note else ""


def _notes(manuscript: Manuscript) -> str:
    notes = [
        block.note
        for block in manuscript.blocks
        if isinstance(block, Paragraph) and block.note
    ]
    return (
        '<div class="footnotes">'
        + "".join(
            f"<p><sup>{at}</sup> {escape(note)}</p>" for at, note in enumerate(notes, 1)
        )
        + "</div>"
    )


def _items(items: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _divs(items: list[str], name: str) -> str:
    return "".join(
        f'<div class="{name}"><a href="#">{escape(item)}</a></div>' for item in items
    )


def _rows(rows: tuple[tuple[str, ...], ...], head: str) -> str:
    return "".join(_row(row, head if at == 0 else "td") for at, row in enumerate(rows))


def _row(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"


def _site() -> tuple[str, ...]:
    web = own()["web"]
    return (*web["menu"], *web["crumbs"], web["cookies"], *web["related"], *web["foot"])
