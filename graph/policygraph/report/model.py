"""The values that the first stage yields: a report's text and its structure, as offsets into the text as published."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:
    from policygraph.spans import Span

Level = OneOf["KeyTask", "SubTask"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a row of a table; `paragraph` is an index into `Report.paragraphs`.

    `page` counts from 1, 0 where the source has no pages.
    """

    span: Span
    paragraph: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with a figure: `headings` are those of its column, the outermost first."""

    span: Span
    headings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table that carries figures.

    `sentence` is an index into `Report.sentences`; `heading` names the row, `caption` the table, `unit` is the cell of
    a column of units, each None where it has none.
    """

    sentence: int
    cells: tuple[TableCell, ...]
    heading: Span | None = None
    caption: Span | None = None
    unit: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the report that is not blank; in hard-wrapped text, the lines that one paragraph runs over.

    `line` counts from 1 (the first, where there are several); `section` is an index into `Report.sections` or None
    before the first heading; a paragraph with `heading` set is (or opens with) a section's heading, is the title, or
    is one that stands alone on its line.
    """

    span: Span
    line: int
    section: int | None
    heading: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report below a numbered or Markdown heading.

    `span` runs from its heading up to the next one that is not below it, so that it holds its own sections; `title` is
    the heading without its number, `number` the numeral as printed ("7", "III"; empty for a Markdown heading without
    one), `parent` an index into `Report.sections` or None, `level` its depth from 1.
    """

    span: Span
    title: Span
    number: str
    parent: int | None
    level: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """A key task (a numbered heading) or a task (the lead sentence of a paragraph below it).

    `label` is the sentence that names it, `span` the text it covers, `sentence` an index into `Report.sentences`,
    `parent` an index into `Report.tasks`, None where the task hangs on the report itself.
    """

    level: Level
    number: str
    label: Span
    span: Span
    sentence: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A report's text as published and what its layout says.

    `name` is the file's stem, `sha256` that of its bytes; `date` is ISO 8601 (day, month or year), and it, `title`,
    `jurisdiction` and `speaker` are empty where the text does not give them. `rows` are those of tables that carry
    figures, `breaks` the stretches inside words that are not read (a line end within a word), `language` is BCP 47,
    `filename` the file's own name, `licence` the IRI of the terms it is published under, empty where nobody says,
    `remarks` what an analyst must know before trusting the text. Paragraphs, sentences, sections and tasks stand in the
    order of the text; key tasks before the tasks below them.
    """

    name: str
    text: str
    sha256: str
    title: str
    date: str
    jurisdiction: str
    speaker: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    rows: tuple[TableRow, ...] = ()
    breaks: tuple[Span, ...] = ()
    language: str = "en"
    filename: str = ""
    remarks: tuple[str, ...] = ()
    licence: str = ""

    def reading(self, span: Span) -> str:
        """The words of a span as one reads them: breaks inside words left out, each run of white space as one space."""
        pieces = []
        at = span.begin
        first = bisect_left(self.breaks, at, key=lambda gap: gap.begin)
        for gap in self.breaks[first:]:
            if gap.end > span.end:
                break
            pieces.append(self.text[at : gap.begin])
            at = gap.end
        pieces.append(self.text[at : span.end])
        words = "".join(pieces).split()
        return " ".join(words)
