"""Plain text, as it is typed, mailed, or comes out of other programs."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from samples.manuscript import Box, Bullets, Heading, Paragraph, Table
from samples.truth import Made, printed, truth_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from samples.manuscript import Block, Manuscript

_WIDTH = 72
_PAGE = 46
_BEGIN = "\x01"
_SLIPS = (("rn", "m"), ("l", "1"), ("e", "c"), ("in", "ln"), ("h", "b"), ("ti", "tl"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; `begins` counts the sentences that begin on it."""

    text: str
    begins: int = 0


def write_wrapped(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Lines of at most 72 characters, a blank line between paragraphs."""
    del chance
    lines = [*_wrap(manuscript.title), ""]
    for block in manuscript.blocks:
        lines += [*_wrapped(block, " * "), ""]
    return _saved(manuscript, path, "\n".join(lines), lines=len(lines))


def write_apart(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """The same, with the number of each heading on a line of its own above it, as taken out of many a PDF."""
    gap = chance.choice(([], [""]))
    lines = [*_wrap(manuscript.title), ""]
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            lines += [block.number, *gap, block.title, ""]
        else:
            lines += [*_wrapped(block, "• "), ""]
    return _saved(manuscript, path, "\n".join(lines), lines=len(lines))


def write_dense(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Lines of at most 72 to 90 characters, with no blank line anywhere: a paragraph ends where a line is short."""
    width = chance.randint(_WIDTH, 90)
    lines = _wrap(manuscript.title, width)
    for block in manuscript.blocks:
        lines += _wrapped(block, "- ", width)
    return _saved(manuscript, path, "\n".join(lines), lines=len(lines))


def write_lines(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """A paragraph a line."""
    gap = chance.choice(("\n", "\n\n"))
    lines = [manuscript.title]
    for block in manuscript.blocks:
        match block:
            case Heading():
                lines.append(printed(block))
            case Paragraph(sentences):
                lines.append(" ".join(sentences))
            case Bullets(lead, items):
                lines += [lead, *(f"• {item}" for item in items)]
            case _:
                pass
    return _saved(manuscript, path, gap.join(lines) + "\n", lines=len(lines))


def write_one_line(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """Everything on one line."""
    del chance
    words = [manuscript.title]
    for block in manuscript.blocks:
        match block:
            case Heading():
                words.append(printed(block))
            case Paragraph(sentences):
                words += sentences
            case _:
                pass
    return _saved(manuscript, path, " ".join(words))


def write_printout(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """What `pdftotext` prints: pages between form feeds, with heads, page numbers, contents and words divided."""
    return _printed_out(manuscript, chance, path, lambda text: text)


def write_scanned(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """The same from a scan whose letters were guessed: what was guessed is the truth, and each head is guessed anew."""
    noisy = replace(
        manuscript,
        title=_misread(manuscript.title, chance),
        blocks=tuple(_noisy(block, chance) for block in manuscript.blocks),
    )
    return _printed_out(noisy, chance, path, lambda text: _misread(text, chance, 0.15))


def _printed_out(
    manuscript: Manuscript,
    chance: random.Random,
    path: Path,
    misread: Callable[[str], str],
) -> Made:
    lines = [_Line(manuscript.title), _Line("")]
    for block in manuscript.blocks:
        lines += [*_counted(block), _Line("")]
    sheets = list(_sheets(lines))
    pages, furniture, shown = [], [], []
    indent = " " * chance.randint(0, 20)
    for number, sheet in enumerate(sheets, 2):
        head, foot = misread(manuscript.header), str(number - 1)
        furniture += [head, foot]
        pages += [number] * sum(line.begins for line in sheet)
        shown.append(
            "\n".join(
                [
                    indent + head,
                    "",
                    *(line.text for line in sheet),
                    "",
                    " " * 34 + foot,
                    "",
                ]
            )
        )
    contents = _contents(manuscript, sheets)
    text = "\f".join([contents, *shown])
    many = sum(len(sheet) for sheet in sheets)
    return _saved(
        manuscript,
        path,
        text,
        pages=tuple(pages),
        furniture=tuple(furniture),
        lines=many,
    )


def _contents(manuscript: Manuscript, sheets: list[list[_Line]]) -> str:
    lines = ["Contents", ""]
    for heading in manuscript.headings:
        page = next(
            (
                at
                for at, sheet in enumerate(sheets, 1)
                if any(line.text == printed(heading) for line in sheet)
            ),
            1,
        )
        text = "  " * (heading.level - 1) + printed(heading)
        lines.append(f"{text} {'.' * (_WIDTH - len(text) - 4)} {page}")
    return "\n".join([*lines, ""])


def _sheets(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Pages of lines; no heading stands at a page's end."""
    page: list[_Line] = []
    for line in lines:
        page.append(line)
        if len(page) >= _PAGE and line.text and line.text != line.text.strip("-") + "-":
            yield page
            page = []
    if page:
        yield page


def _counted(block: Block) -> Iterator[_Line]:
    """The lines of a block, each with how many sentences begin on it."""
    match block:
        case Paragraph(sentences):
            block = Paragraph(tuple(f"{_BEGIN}{sentence}" for sentence in sentences))
        case Bullets(lead, items):
            block = Bullets(
                f"{_BEGIN}{lead}", tuple(f"{_BEGIN}{item}" for item in items)
            )
        case Box(title, sentences):
            block = Box(title, tuple(f"{_BEGIN}{sentence}" for sentence in sentences))
        case _:
            pass
    for line in _wrapped(block, "• "):
        yield _Line(line.replace(_BEGIN, ""), line.count(_BEGIN))


def _wrap(text: str, width: int = _WIDTH, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
    )


def _wrapped(block: Block, bullet: str, width: int = _WIDTH) -> list[str]:
    match block:
        case Heading():
            return [printed(block)]
        case Paragraph(sentences):
            return _wrap(" ".join(sentences), width)
        case Bullets(lead, items):
            hang = " " * len(bullet)
            return [
                *_wrap(lead, width),
                *(line for item in items for line in _wrap(item, width, bullet, hang)),
            ]
        case Table(caption, rows):
            return [caption, "", *_shown(rows)]
        case Box(title, sentences):
            return _wrap(" ".join((title, *sentences)).strip(), width)


def _shown(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table's rows, each column as wide as its longest cell and three more."""
    wide = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(room) for cell, room in zip(row, wide, strict=True))
        yield "".join(cells).rstrip()


def _noisy(block: Block, chance: random.Random) -> Block:
    match block:
        case Paragraph(sentences):
            return replace(
                block,
                sentences=tuple(_misread(sentence, chance) for sentence in sentences),
            )
        case Bullets(lead, items):
            return Bullets(lead, tuple(_misread(item, chance) for item in items))
        case _:
            return block


def _misread(text: str, chance: random.Random, share: float = 0.04) -> str:
    """A text with slips in some of its plain words; the first and the last word stay."""
    words = text.split()
    for at in range(1, len(words) - 1):
        if chance.random() < share and re.fullmatch("[a-z]{4,}", words[at]):
            right, wrong = chance.choice(_SLIPS)
            words[at] = words[at].replace(right, wrong, 1)
    return " ".join(words)


def _saved(  # noqa: PLR0913 - what is known of a text, by name
    manuscript: Manuscript,
    path: Path,
    text: str,
    *,
    lines: int = 0,
    pages: tuple[int, ...] = (),
    furniture: tuple[str, ...] = (),
) -> Made:
    path.write_text(text, encoding="utf-8")
    return Made(
        path, truth_of(manuscript, pages=pages, furniture=furniture, lines=lines)
    )
