"""Reading a long PDF: time, memory and how both grow with the pages, beside `pdftotext` in the same run."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.processes import PYTHON, heading, line, side_by_side, verdict
from policygraph.resources import resource

PAGES = (100, 200, 300)
SECONDS_A_PAGE = 1 / 40
MEMORY = 400
TIMES_PDFTOTEXT = 8
_READ = """
import sys
from policygraph.report import report_of
from policygraph.source import read_source
report = report_of(read_source(sys.argv[1], max_bytes=50_000_000, language="en"))
print(len(report.sentences))
"""
_FONT, _BOLD = "Vera", "VeraBd"
_SIZE = 9
_LEADING = 12.5
_WIDTH, _HEIGHT = 595.0, 842.0
_MARGIN = 72.0


def bench() -> None:
    """Time the stages `source` and `report` over PDFs of 100, 200 and 300 pages."""
    heading(
        "Documents: a generated PDF of two columns with heads, feet, notes and tables, from its file to its sentences"
    )
    with tempfile.TemporaryDirectory() as home:
        files = {pages: draw(pages, Path(home) / f"{pages}.pdf") for pages in PAGES}
        commands: dict[str, list[str]] = {
            f"policygraph, {pages} pages": [PYTHON, "-c", _READ, str(path)]
            for pages, path in files.items()
        }
        longest = PAGES[-1]
        if shutil.which("pdftotext"):
            commands[f"pdftotext, {longest} pages"] = [
                "pdftotext",
                str(files[longest]),
                f"{home}/text",
            ]
        runs = side_by_side(commands, rounds=3)
    for name, measured in runs.items():
        line(name, measured)
    ours = runs[f"policygraph, {longest} pages"]
    verdict(
        f"seconds for {longest} pages, at 40 pages a second",
        ours.wall,
        longest * SECONDS_A_PAGE,
        " s",
    )
    verdict("memory of the larger process", ours.peak, MEMORY, " MiB")
    first, last = (
        runs[f"policygraph, {pages} pages"].wall for pages in (PAGES[0], PAGES[-1])
    )
    verdict(
        f"{PAGES[-1]} pages, in times of {PAGES[0]} pages",
        last / first,
        PAGES[-1] / PAGES[0],
        " times",
    )
    if f"pdftotext, {longest} pages" in runs:
        beside = runs[f"pdftotext, {longest} pages"]
        verdict(
            "processor time, in times of pdftotext",
            ours.cpu / beside.cpu,
            TIMES_PDFTOTEXT,
            " times",
        )
        verdict(
            "time, in times of pdftotext",
            ours.wall / beside.wall,
            TIMES_PDFTOTEXT,
            " times",
        )


def draw(pages: int, path: Path, *, lines: int = 42) -> Path:
    """A PDF of a number of pages, drawn from the seed's sentences, with so many lines in each column."""
    words = resource("seeds", "chongqing-2017.txt").read_text(encoding="utf-8").split()
    registerFont(
        TTFont(_FONT, "Vera.ttf")
    )  # a font of its own, as nearly every published PDF has
    registerFont(TTFont(_BOLD, "VeraBd.ttf"))
    dice = random.Random(pages)  # noqa: S311 (the same PDF every time)
    canvas = Canvas(str(path), pagesize=(_WIDTH, _HEIGHT), invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont(_FONT, 8)
        canvas.drawString(_MARGIN, _HEIGHT - 40, "OLTRANE STRATEGY 2031")
        canvas.drawString(_WIDTH / 2, 30, str(number))
        canvas.setFont(_BOLD, 14)
        canvas.drawString(
            _MARGIN, _HEIGHT - 80, f"{number} {' '.join(dice.choices(words, k=4))}"
        )
        canvas.setFont(_FONT, _SIZE)
        for left in (_MARGIN, _WIDTH / 2 + 8):
            _column(canvas, left, words, dice, lines)
        canvas.setFont(_FONT, 7.5)
        canvas.drawString(
            _MARGIN,
            70,
            f"{number} As the report of the year before has it, on its page {number}.",
        )
        canvas.showPage()
    canvas.save()
    return path


def _column(
    canvas: Canvas, left: float, words: list[str], dice: random.Random, lines: int
) -> None:
    """Prose down a column, and a table of four rows at its end."""
    at = dice.randrange(len(words) // 2)
    y = _HEIGHT - 110
    for row in range(lines):
        text = ""
        while (
            canvas.stringWidth(f"{text} {words[at]}", _FONT, _SIZE)
            < _WIDTH / 2 - _MARGIN - 12
        ):
            text = f"{text} {words[at]}".strip()
            at = (at + 1) % len(words)
        canvas.drawString(left, y - row * _LEADING, text)
    for row in range(4):
        for column, text in enumerate((f"Indicator {row}", "2020", "1,400", "2,000")):
            canvas.drawString(left + 55 * column, y - (row + 43) * _LEADING, text)
