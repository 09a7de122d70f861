"""Gold files: what a careful reader marked in a report, one line an item, tab-separated.

``NAME.mentions.tsv``   paragraph  type  text  label  nth
``NAME.linkages.tsv``   paragraph  from-label  linkage  to-label
``NAME.measures.tsv``   paragraph  verb  vnth  object  onth  stage

A paragraph is a line number in the report's text, from 1; ``nth`` says which occurrence of the characters in that
line is meant, from 1. The type ``Ignore`` marks what is neither right nor wrong to find, ``Ignore:Place,Project`` what
is so as one of these classes alone. A first line ``#all`` says that the file marks everything of its kind: that results
are marked, or that a paragraph without a measure has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import InputError
from policygraph.namespaces import CLASSES, LINKAGES, STAGES
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IGNORE = "Ignore"
RESULT = "Result"
ALL = "#all"
MENTIONS, LINKS, MEASURES = ".mentions.tsv", ".linkages.tsv", ".measures.tsv"
_MENTION = "paragraph type text label nth"
LINKAGE_COLUMNS = "paragraph from-label linkage to-label"
_MEASURE = "paragraph verb vnth object onth stage"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked span, the class and the full name of what it names."""

    span: Span
    type: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldMeasure:
    """A marked measure: its verb, its object, and its stage in small letters."""

    verb: Span
    object: Span
    stage: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A span that may or may not name something of some classes."""

    span: Span
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gold:
    """All that was marked in one report; `linkages` and `measures` are None where nobody marked them.

    `results` says that figures already reached are marked among the mentions, `every_measure` that a paragraph
    without a measure has none.
    """

    mentions: tuple[GoldMention, ...]
    ignored: tuple[Ignored, ...]
    linkages: frozenset[tuple[str, str, str]] | None
    measures: tuple[GoldMeasure, ...] | None
    results: bool = False
    every_measure: bool = False


def read_gold(path: Path, text: str) -> Gold:
    """The gold of the report whose text is given.

    Args:
        path: The file ``NAME.mentions.tsv``; its siblings are found beside it.
        text: The report's text, as the graph has it.

    Raises:
        InputError: If a file is missing or not UTF-8, or a line has the wrong columns or does not fit the text.
    """
    if not path.name.endswith(MENTIONS):
        raise InputError(
            f"{str(path)!r} is no file of gold mentions",
            expected=f"a name that ends in '{MENTIONS}'",
            remedy="name that file; its siblings are found beside it",
        )
    lines = _Lines(text)
    mentions = []
    ignored = []
    for mention in _mentions(path, lines):
        if mention.type in CLASSES:
            mentions.append(mention)
        else:
            ignored.append(Ignored(mention.span, _excused(mention.type)))
    gold = Gold(
        tuple(mentions),
        tuple(ignored),
        linkages=None,
        measures=None,
        results=marks_all(path),
    )
    linkages = sibling(path, LINKS)
    if linkages.exists():
        gold = replace(gold, linkages=frozenset(_linkages(linkages)))
    measures = sibling(path, MEASURES)
    if measures.exists():
        marked = tuple(_measures(measures, lines))
        gold = replace(gold, measures=marked, every_measure=marks_all(measures))
    return gold


def marks_all(path: Path) -> bool:
    """Whether a gold file says that it marks everything of its kind."""
    with path.open(encoding="utf-8") as lines:
        return next(lines, "").startswith(ALL)


def _excused(kind: str) -> frozenset[str]:
    """The classes that an ignored span excuses: those that it names, else every one."""
    classes = kind.partition(":")[2]
    if not classes:
        return frozenset(CLASSES)
    return frozenset(classes.split(","))


class GoldCounts(NamedTuple):
    """What was marked in a report: class and label of each mention, and how many of the rest, None where of nothing."""

    marked: list[tuple[str, str]]
    linkages: int | None
    measures: int | None
    results: int | None


def count_gold(path: Path) -> GoldCounts:
    """What was marked in a report whose text is not at hand.

    Raises:
        InputError: If a file is missing or not UTF-8, or a line has the wrong columns.
    """
    marked = []
    for _, cells in rows(path, _MENTION):
        _, kind, _, label, _ = cells
        if kind in CLASSES:
            marked.append((kind, label))
    linkages = None
    if sibling(path, LINKS).exists():
        linkages = len(set(_linkages(sibling(path, LINKS))))
    measures = None
    if sibling(path, MEASURES).exists():
        measures = sum(1 for _ in rows(sibling(path, MEASURES), _MEASURE))
    results = None
    if marks_all(path):
        results = sum(1 for kind, _ in marked if kind == RESULT)
    return GoldCounts(marked, linkages, measures, results)


def sibling(path: Path, ending: str) -> Path:
    """The file of the same report with another ending.

    Example:
        >>> from pathlib import Path
        >>> sibling(Path("gold/a.mentions.tsv"), LINKS).name
        'a.linkages.tsv'
    """
    return path.with_name(path.name.removesuffix(MENTIONS) + ending)


def rows(path: Path, columns: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a gold file, each with its place ("file:line"); blank lines are left out.

    Raises:
        InputError: If the file cannot be read, or a row has another number of columns than `columns` names.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"'{path}' is not UTF-8 at byte {error.start}", remedy="save it as UTF-8"
        ) from error
    except OSError as error:
        raise InputError(
            f"cannot read '{path}': {error.strerror}", expected="a gold file"
        ) from error
    names = columns.split()
    for number, row in enumerate(content.split("\n"), 1):
        if not row.strip() or row.startswith(ALL):
            continue
        cells = row.rstrip("\r").split("\t")
        if len(cells) != len(names):
            raise InputError(
                f"{path}:{number}: {len(cells)} columns in {row!r}",
                expected=f"{len(names)}, separated by tabs: {', '.join(names)}",
            )
        yield f"{path}:{number}", cells


def _mentions(path: Path, lines: _Lines) -> Iterator[GoldMention]:
    for place, cells in rows(path, _MENTION):
        line, kind, text, label, nth = cells
        name, _, classes = kind.partition(":")
        _one_of(place, name, (*CLASSES, IGNORE))
        for class_ in filter(None, classes.split(",")):
            _one_of(place, class_, CLASSES)
        if not lines.is_furniture(line):
            span = lines.find(place, line, text, nth)
            yield GoldMention(span, kind, label, text)


def _linkages(path: Path) -> Iterator[tuple[str, str, str]]:
    for place, cells in rows(path, LINKAGE_COLUMNS):
        _, subject, linkage, target = cells
        _one_of(place, linkage, LINKAGES)
        yield subject, linkage, target


def _measures(path: Path, lines: _Lines) -> Iterator[GoldMeasure]:
    stages = tuple(name.lower() for name in STAGES)
    for place, cells in rows(path, _MEASURE):
        line, verb, nth_verb, noun, nth_noun, stage = cells
        _one_of(place, stage, stages)
        yield GoldMeasure(
            lines.find(place, line, verb, nth_verb),
            lines.find(place, line, noun, nth_noun),
            stage,
        )


def _one_of(place: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(f"{place}: {value!r}", expected=f"one of {', '.join(allowed)}")


class _Lines:
    """The lines of a report, to find the characters in that a gold file quotes."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def is_furniture(self, number: str) -> bool:
        """Whether a line is blank: a running head, marked as it stood before its characters were taken out."""
        if not number.isdecimal():
            return False
        index = int(number)
        if index not in range(1, len(self._lines) + 1):
            return False
        line = self._lines[index - 1]
        return not line.strip()

    def find(self, place: str, number: str, quote: str, nth: str) -> Span:
        """Where the `nth` occurrence of `quote` in line `number` stands in the text."""
        index = _count(place, number)
        count = _count(place, nth)
        if index > len(self._lines):
            raise InputError(
                f"{place}: paragraph {index}",
                expected=f"at most {len(self._lines)}, the lines of the report in the graph",
                remedy="give the gold of the report that the graph was built from",
            )
        line = self._lines[index - 1]
        at = -1
        for _ in range(count):
            at = line.find(quote, at + 1)
            if at < 0:
                raise InputError(
                    f"{place}: {quote!r} occurs fewer than {count} times in paragraph {index}",
                    remedy="give the gold of the report that the graph was built from",
                )
        begin = self._starts[index - 1] + at
        return Span(begin, begin + len(quote))


def _count(place: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise InputError(f"{place}: {value!r}", expected="a number from 1")
    return int(value)
