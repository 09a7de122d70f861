"""The values that the first stage yields: a report's text and its structure, as offsets into the text as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:
    from policygraph.spans import Span

Level = OneOf["KeyTask", "SubTask"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` is an index into `Report.paragraphs`."""

    span: Span
    paragraph: int


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
    one), `parent` an index into `Report.sections` or None.
    """

    span: Span
    title: Span
    number: str
    parent: int | None


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
    `jurisdiction` and `speaker` are empty where the text does not give them. Paragraphs, sentences, sections and
    tasks stand in the order of the text; key tasks before the tasks below them.
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
