"""Running heads and feet, page numbers and whatever else a page repeats: told by place and text over the pages.

A line in the upper or lower edge of the page is furniture when it stands at the same height with the same words on
several pages, or with words that differ by a number that counts the pages alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policygraph.source.model import Furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policygraph.source.pdf.values import Line, Page

    _Found = dict[int, dict[int, str]]
    """What kind of furniture lines are, by the index of their page and their own."""

    _Place = tuple[int, int]
    """The index of a page, and of a line on it."""

    _EdgeText = tuple[bool, str]
    """Whether it is the lower edge, and a text."""

    _Band = tuple[bool, int, int]
    """Whether it is the lower edge, a height there, and a size."""

_EDGE = 0.14
_OUTERMOST = 0.07
_NEAR = 5.0
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}|[IVXLC]{1,7}")
_NUMBER = re.compile(
    r"[-–—|•\[( ]*(?:page|p\.|pg\.?|seite|第)?\s*"
    r"(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}|[A-Z]{1,2}-\d{1,3}|\d{1,2}-\d{1,3})"
    r"\s*(?:页|(?:of|/|von|de)\s*\d{1,4})?[-–—|•\]) ]*",
    re.IGNORECASE,
)
_NAMED_PAGE = re.compile(
    r"(\d{1,3})\s*[|•·‖/]\s*\D.{2,80}|.{2,80}\D\s*[|•·‖/]\s*(\d{1,3})"
)
_FEW_PAGES = 6


class _Seen(NamedTuple):
    """A line of an edge: the index of its page and its own, and where it stands."""

    page: int
    line: int
    foot: bool
    base: float
    size: float
    text: str
    folded: str


def without_furniture(pages: list[Page]) -> tuple[list[Page], tuple[Furniture, ...]]:
    """The pages without what they repeat, and how many lines of each kind that were, by page."""
    found = _find(pages)
    kept: list[Page] = []
    counts: Counter[tuple[int, str]] = Counter()
    for index, page in enumerate(pages):
        kinds = found.get(index, {})
        for kind in kinds.values():
            counts[page.number, kind] += 1
        for kind, number in page.dropped.items():
            counts[page.number, kind] += number
        numbered = enumerate(page.lines)
        lines = tuple(line for number, line in numbered if number not in kinds)
        kept.append(page._replace(lines=lines))
    furniture = [
        Furniture(page, kind, lines) for (page, kind), lines in sorted(counts.items())
    ]
    return kept, tuple(furniture)


def _find(pages: list[Page]) -> _Found:
    seen = list(_edges(pages))
    least = 2 if len(pages) < _FEW_PAGES else 3
    found: _Found = defaultdict(dict)
    _repeated(seen, found, least)
    _elsewhere(seen, found)
    _alone(seen, pages, found, least)
    _named_pages(seen, found, least)
    _bands(seen, pages, found)
    _everywhere(pages, found)
    return found


def _repeated(seen: list[_Seen], found: _Found, least: int) -> None:
    """Lines of one text on several pages, and lines that are one but for a number which counts the pages."""
    for group in _groups(seen, attrgetter("text")):
        if _pages_of(group) >= least:
            _note(found, group)
    for group in _groups(seen, attrgetter("folded")):
        if _pages_of(group) < least:
            continue
        if _counts_pages(group):
            _note(found, group)


def _pages_of(group: Iterable[_Seen]) -> int:
    """On how many pages lines stand."""
    return len({one.page for one in group})


def _edges(pages: list[Page]) -> Iterator[_Seen]:
    """The lines in the upper and the lower edge of each page."""
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            seen = _seen_at_edge(line, page.height, index, number)
            if seen is not None:
                yield seen


def _seen_at_edge(line: Line, height: float, index: int, number: int) -> _Seen | None:
    upper = line.base < _EDGE * height
    lower = line.base > (1 - _EDGE) * height
    if not (upper or lower) or _is_wide_row(line):
        return None
    text = " ".join(line.text.split()).casefold()
    if not text or len(text) >= 200:
        return None
    base = height - line.base if lower else line.base
    return _Seen(index, number, lower, base, line.size, text, _folded(line, text))


def _is_wide_row(line: Line) -> bool:
    """Whether a line is a row of a table with several cells."""
    if not line.table:
        return False
    return len(line.cells) > 3


def _folded(line: Line, text: str) -> str:
    """The text of a line with one sign for each of its numbers."""
    if _ROMAN.fullmatch(line.text.strip()):
        return "#"
    return _DIGITS.sub("#", text)


def _groups(seen: list[_Seen], key: Callable[[_Seen], str]) -> Iterator[list[_Seen]]:
    """Lines of one edge with one text at one height."""
    by_text: dict[_EdgeText, list[_Seen]] = defaultdict(list)
    for one in seen:
        by_text[one.foot, key(one)].append(one)
    for lines in by_text.values():
        lines.sort(key=lambda one: (one.base, one.page))
        group: list[_Seen] = []
        for one in lines:
            if group and not _are_level(group[-1], one):
                yield group
                group = []
            group.append(one)
        yield group


def _are_level(one: _Seen, following: _Seen) -> bool:
    """Whether two lines, the second no higher, stand at about one height in letters of about one size."""
    if following.base - one.base > _NEAR:
        return False
    return abs(following.size - one.size) <= 1


def _counts_pages(group: list[_Seen]) -> bool:
    """Whether one of the numbers in the lines rises with the page."""
    if group[0].folded == "#":
        return True
    numbers = [_DIGITS.findall(one.text) for one in group]
    width = min(map(len, numbers))
    for place in range(width):
        offsets: Counter[int] = Counter()
        for digits, one in zip(numbers, group, strict=True):
            offset = int(digits[place]) - one.page
            offsets[offset] += 1
        often = max(offsets.values())
        if often >= 0.6 * len(group):
            return True
    return False


def _note(found: _Found, group: list[_Seen]) -> None:
    for one in group:
        kinds = found[one.page]
        kinds.setdefault(one.line, _kind_of(one))


def _kind_of(one: _Seen) -> str:
    if _NUMBER.fullmatch(one.text):
        return "page number"
    if one.foot:
        return "running foot"
    return "running head"


def _elsewhere(seen: list[_Seen], found: _Found) -> None:
    """What is a running head on most pages, on the others too, where it stands a little higher or lower."""
    known = {_look(one) for one in seen if one.line in found[one.page]}
    long = (one for one in seen if len(one.folded) > 5)
    alike = [one for one in long if _look(one) in known]
    _note(found, alike)


def _look(one: _Seen) -> tuple[bool, str, int]:
    """What lines are alike by that stand at different heights."""
    return one.foot, one.folded, round(one.size)


def _alone(seen: list[_Seen], pages: list[Page], found: _Found, least: int) -> None:
    """Page numbers that stand at any height of the edge: they rise with the pages."""
    numbers = [one for one in seen if _NUMBER.fullmatch(one.text)]
    offsets = list(map(_offset, numbers))
    usual = _usual_offsets(offsets, least)
    if not usual:
        return
    for one, offset in zip(numbers, offsets, strict=True):
        if offset is None and not _is_outermost(one, pages[one.page]):
            continue
        if offset is None or offset in usual:
            found[one.page].setdefault(one.line, "page number")


def _is_outermost(one: _Seen, page: Page) -> bool:
    """Whether a short line stands in the outermost part of the edge."""
    if one.base >= _OUTERMOST * page.height:
        return False
    return len(one.text) < 5


def _offset(one: _Seen) -> int | None:
    """How far the first number of a line is from the index of its page; nothing where it has no digits."""
    digits = _DIGITS.search(one.text)
    if digits:
        return int(digits.group()) - one.page
    return None


def _usual_offsets(offsets: list[int | None], least: int) -> set[int]:
    """The offsets that come up often enough to number the pages."""
    times = Counter(offset for offset in offsets if offset is not None)
    return {offset for offset, often in times.items() if often >= least}


def _named_pages(seen: list[_Seen], found: _Found, least: int) -> None:
    """Lines of a page's number and, beside a sign, the name of its section: the number rises with the page."""
    numbered = list(_numbered(seen))
    times = Counter(offset for _, offset in numbered)
    _note(found, [one for one, offset in numbered if times[offset] >= least])


def _numbered(seen: list[_Seen]) -> Iterator[tuple[_Seen, int]]:
    """Each line of a number and a name, with how far its number is from the page's place in the file."""
    for one in seen:
        match = _NAMED_PAGE.fullmatch(one.text)
        if match:
            yield one, int(match.group(1) or match.group(2)) - one.page


def _bands(seen: list[_Seen], pages: list[Page], found: _Found) -> None:
    """Heights at which most lines are furniture: what else stands there is the head of a chapter of few pages."""
    bands: dict[_Band, list[_Seen]] = defaultdict(list)
    for one in seen:
        band = one.foot, round(one.base / 3), round(one.size)
        bands[band].append(one)
    for lines in bands.values():
        known = sum(one.line in found[one.page] for one in lines)
        most = 0.5 * len(lines)
        many = 0.25 * len(pages)
        if known < max(3, most, many):
            continue
        outer = [one for one in lines if one.base < 0.1 * pages[one.page].height]
        _note(found, outer)


def _everywhere(pages: list[Page], found: _Found) -> None:
    """Lines that stand at one place on half of the pages, wherever that is."""
    if len(pages) < _FEW_PAGES:
        return
    least = max(4, 0.4 * len(pages))
    for places in _at_one_place(pages):
        if len(places) < least:
            continue
        for index, number in places:
            found[index].setdefault(number, "repeated text")


def _at_one_place(pages: list[Page]) -> Iterable[list[_Place]]:
    """Lines of one text at one place of their pages, each as its page and its number there."""
    places: dict[tuple[str, int, int], list[_Place]] = defaultdict(list)
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            if line.table:
                continue
            left = round(line.left / 2)
            base = round(line.base / 2)
            alike = places[line.text, left, base]
            alike.append((index, number))
    return places.values()
