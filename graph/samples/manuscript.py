"""A manuscript: the text of a document with its structure, before anything is known of how it will look."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samples.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).resolve().parent
ROOT = HOME.parents[1]
GOLD = HOME.parent / "training" / "gold"
SEED = ROOT / "seeds" / "chongqing-2026.txt"

_STOP = re.compile(r"[.!?][\"”’)]*(?=\s)")
_SURE_STOP = re.compile(
    r"(?:[a-z]{3,}|[0-9]%?|[a-z]\)|[\"”])[.!?][\"”]?(?=\s+[\"“]?[A-Z])"
)
_ORDINARY = re.compile(r"-o\d+$")
_LABEL = 4
"""Paragraphs that open with a sentence of fewer words open with a label, which may or may not be a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `number` is printed in front of the title, or on a line above it, and may be empty."""

    number: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; `note`, where it is not empty, hangs on the last of them."""

    sentences: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A lead and the items below it."""

    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first row is the header."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Text that stands beside the flow: in a frame with a title, or in the margin without one."""

    title: str
    sentences: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Box


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a document; `office` and `date` are what a cover says besides the title."""

    title: str
    office: str
    date: str
    header: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a manuscript is to hold: the scheme of its numbers, how deep and how long it is, and what stands in it."""

    scheme: str = "decimal"
    depth: int = 2
    chapters: int = 5
    paragraphs: int = 3
    lists: bool = True
    notes: bool = False
    tables: bool = False
    boxes: bool = False
    asides: bool = False
    capitals: bool = False


@cache
def own() -> dict[str, Any]:
    """The text that was written for these documents."""
    return tomllib.loads((HOME / "own.toml").read_text(encoding="utf-8"))


@cache
def passages() -> tuple[tuple[str, ...], ...]:
    """Paragraphs of the gold and of a seed, as sentences; those where a stop may or may not end one are left out.

    So is the gold of ordinary prose (`NAME-o1.txt`), which grows: the documents of a seed stay what they are.
    """
    files = [
        file for file in sorted(GOLD.glob("*.txt")) if not _ORDINARY.search(file.stem)
    ]
    lines = [
        line.strip()
        for file in (*files, SEED)
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(
        sentences
        for line in dict.fromkeys(lines)
        if (sentences := _sure_sentences(line))
    )


def _sure_sentences(line: str) -> tuple[str, ...]:
    ends = [match.end() for match in _SURE_STOP.finditer(line)]
    plain = line.isascii() and line[:1].isupper() and line.endswith((".", '."'))
    if not plain or len(ends) != len(_STOP.findall(line)):
        return ()
    sentences = tuple(
        line[begin:end].strip()
        for begin, end in zip([0, *ends], [*ends, len(line)], strict=True)
    )
    return (
        sentences
        if all(len(sentence.split()) >= _LABEL for sentence in sentences)
        else ()
    )


def draw(seed: str, plan: Plan) -> Manuscript:
    """The manuscript that a plan and a seed give: the same for the same two."""
    chance = random.Random(seed)
    title, office, date = chance.choice(own()["titles"])
    header = chance.choice(own()["headers"]).format(
        title=title, office=office, date=date
    )
    return Manuscript(title, office, date, header, tuple(_blocks(chance, plan)))


def _blocks(chance: random.Random, plan: Plan) -> Iterator[Block]:
    prose = _endless(
        [
            *passages(),
            *map(tuple, own()["paragraphs"]),
            *map(tuple, own()["paragraphs"]),
        ],
        chance,
    )
    extras = _extras(chance, plan)
    notes = _endless(own()["notes"], chance)
    for first, (chapter, *sections) in enumerate(
        chance.sample(own()["chapters"], plan.chapters), 1
    ):
        yield _heading(plan, (first,), chapter)
        yield from _prose(
            chance, prose, notes, plan, 1 if plan.depth > 1 else plan.paragraphs
        )
        for second, section in enumerate(sections if plan.depth > 1 else (), 1):
            yield _heading(plan, (first, second), section)
            yield from _prose(
                chance, prose, notes, plan, chance.randint(1, plan.paragraphs)
            )
            yield from next(extras)


def _heading(plan: Plan, path: tuple[int, ...], title: str) -> Heading:
    shown = title.upper() if plan.capitals and len(path) == 1 else title
    return Heading(numbered(plan.scheme, path), shown, len(path))


def _prose(
    chance: random.Random,
    prose: Iterator[tuple[str, ...]],
    notes: Iterator[str],
    plan: Plan,
    many: int,
) -> Iterator[Block]:
    for _ in range(many):
        yield Paragraph(
            next(prose), next(notes) if plan.notes and chance.random() < 1 / 3 else ""
        )


def _extras(chance: random.Random, plan: Plan) -> Iterator[list[Block]]:
    """For one section after another, what stands in it besides paragraphs."""
    kinds = [
        name for name in ("lists", "tables", "boxes", "asides") if getattr(plan, name)
    ]
    material = {name: _endless(own()[name], chance) for name in kinds}
    numbers = {name: count(1) for name in kinds}
    for turn in count():
        if not kinds or turn % 2:
            yield []
            continue
        name = kinds[(turn // 2) % len(kinds)]
        yield [_extra(name, next(material[name]), next(numbers[name]))]


def _extra(name: str, given: Any, number: int) -> Block:  # noqa: ANN401 - as the table of own text has it
    if name == "tables":
        rows = (given["header"], *given["rows"])
        return Table(
            given["caption"].format(n=number), tuple(tuple(row) for row in rows)
        )
    if name == "lists":
        return Bullets(given[0], tuple(given[1:]))
    if name == "boxes":
        return Box(given[0].format(n=number), tuple(given[1:]))
    return Box("", tuple(given))


def _endless(things: list[Any], chance: random.Random) -> Iterator[Any]:
    """All things in an order drawn, then all in another, without end."""
    while True:
        yield from chance.sample(things, len(things))
