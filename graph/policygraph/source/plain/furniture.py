"""Furniture of a printed page in a plain text: running heads and feet, page numbers, the crumbs of a web page.

A page's number tells itself by its words ("Page 3 of 40"), by standing beside a line that comes again and again or at
a page's end, or by cutting a sentence in two. A line is a running head if it comes again and stands at a page's edge
(beside a page number or a form feed) or inside a sentence each time but the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from policygraph.source.bullets import BULLET
from policygraph.source.english import LINKS, MINOR_WORDS
from policygraph.source.english import MENU as MENU_LINE
from policygraph.source.numbering import find_marker
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.source.plain.lines import Lines

    _Kinds = Mapping[int, str]
    _Repeated = Mapping[str, list[int]]

HEAD, NUMBER, MENU = "running head", "page number", "menu"

_LONGEST = 120
_LEAST_LINKS = 2
_LEAST, _LEAST_ON_PAGES = 3, 2
"""How often a line must come to be a head: where no form feed parts pages, two alike may be a title and its name."""

_SAID = re.compile(
    r"(?:[-–—|]\s*)?(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_OF = re.compile(r"\d{1,4}\s*(?:/|of)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]")
_BARE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_CRUMB = re.compile(r"\d{1,2}\.\s(?P<name>.{1,120}?)\s*\(https?://\S+\)")
_TRAIL = re.compile(r"[^.!?]{1,40}(?:\s(?:>|»|›|/|→)\s[^.!?>»›]{1,60}){1,6}")
_SIGN = re.compile(r"\s(?:>|»|›|/|→)\s")
_TOP = 12
_FRONT = 3
"""A title stands among so many first lines; what repeats it is the head."""
_DEPTH = 3
"""How many lines deep a running head may be."""
_STOPS = ".!?:;。！？"


def find_furniture(lines: Lines) -> dict[int, str]:
    """The indices of the lines that are furniture, each with the word for its kind."""
    found = dict.fromkeys(_crumbs(lines), MENU)
    found |= dict.fromkeys(_links(lines), MENU)
    repeated = _repeated(lines)
    found |= dict.fromkeys(_page_numbers(lines, repeated), NUMBER)
    found |= dict.fromkeys(_heads(lines, repeated, found), HEAD)
    found |= dict.fromkeys(_headings_again(lines, found), HEAD)
    return found


def emptied(text: str, lines: Lines, furniture: _Kinds) -> str:
    """The text without the characters of its furniture; each line keeps its end, and offsets move by what is gone."""
    pieces = []
    at = 0
    for index in sorted(furniture):
        span = lines[index].span
        pieces.append(text[at : span.begin])
        at = span.end
    return "".join((*pieces, text[at:]))


def title_of(lines: Lines, furniture: _Kinds) -> str:
    """What the furniture at the top of a text calls it: the trail of a web page, or the running head of the first."""
    in_crumbs = title_in_crumbs(lines)
    if in_crumbs:
        return in_crumbs
    heads = [at for at, kind in furniture.items() if kind == HEAD]
    first = min(heads, default=_FRONT)
    if first >= _FRONT:
        return ""
    return lines[first].words


def title_in_crumbs(lines: Lines) -> str:
    r"""What the trail of a web page calls the page, if a line below it says the same; else nothing.

    Example:
        >>> from policygraph.source.plain.lines import split_lines
        >>> title_in_crumbs(split_lines("Home > News > Harbour deal\n\nNews story\n\nHarbour deal\n"))
        'Harbour deal'
    """
    crumbs = list(_crumbs(lines))
    if not crumbs:
        return ""
    last = lines[crumbs[-1]].words
    name = _SIGN.split(last)[-1]
    numbered = _CRUMB.fullmatch(last)
    if numbered:
        name = numbered["name"]
    behind = crumbs[-1] + 1
    below = {line.words.casefold() for line in lines[behind : behind + _TOP]}
    if name.casefold() in below:
        return name
    return ""


def _crumbs(lines: Lines) -> Iterator[int]:
    """The trail of a web page at the top of its text."""
    for index, line in enumerate(lines[:_TOP]):
        form = _CRUMB.fullmatch(line.words)
        if index < _FRONT:
            form = form or _TRAIL.fullmatch(line.words)
        if form:
            yield index


def _links(lines: Lines) -> Iterator[int]:
    """The lines that lead elsewhere, if the text shows that it comes from a page or a mail: there are several."""
    found = [
        at
        for at, line in enumerate(lines)
        if MENU_LINE.fullmatch(line.words) or LINKS.fullmatch(line.words)
    ]
    if _LEAST_LINKS <= len(found) <= len(lines) / 2:
        yield from found


def _key(words: str) -> str:
    """A line's words with each number as one sign, so that heads with page numbers are alike."""
    folded = " ".join(words.casefold().split())
    return re.sub(r"\d+", "#", folded)


def _repeated(lines: Lines) -> dict[str, list[int]]:
    """The short lines that come again, by their words."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if _could_be_head(line.words):
            key = _key(line.words)
            places[key].append(index)
    least = _LEAST
    if lines and lines[-1].page:
        least = _LEAST_ON_PAGES
    return {key: found for key, found in places.items() if len(found) >= least}


def _could_be_head(words: str) -> bool:
    """Whether words could stand at the edge of each page: no sentence, no part of one, and no item of a list."""
    if len(words) > _LONGEST or words[-1] in ".:;,。":
        return False
    last = words.rsplit(maxsplit=1)[-1]
    if last.casefold() in MINOR_WORDS:
        return False
    if BULLET.match(words) is not None:
        return False
    return re.search(r"[^\W\d_]", words) is not None


def _page_numbers(lines: Lines, repeated: _Repeated) -> Iterator[int]:
    again = set(chain.from_iterable(repeated.values()))
    yield from _like(lines, _SAID)
    yield from (index for index in _like(lines, _OF) if _is_edge(lines, index, again))
    bare = list(_like(lines, _BARE))
    counting = _counting(lines, bare)
    for index in bare:
        cuts = index in counting and _cuts(lines, index)
        if cuts or _is_edge(lines, index, again):
            yield index


def _like(lines: Lines, form: re.Pattern[str]) -> Iterator[int]:
    """The lines of a form."""
    for index, line in enumerate(lines):
        if form.fullmatch(line.words):
            yield index


def _counting(lines: Lines, bare: Sequence[int]) -> set[int]:
    """The bare numbers that count on one by one, as pages do."""
    figures = [index for index in bare if lines[index].words.isdigit()]
    counting: set[int] = set()
    for one, two in pairwise(figures):
        number = int(lines[one].words)
        following = int(lines[two].words)
        if following == number + 1:
            counting |= {one, two}
    return counting or set(figures[:1])


def _is_edge(lines: Lines, index: int, again: set[int]) -> bool:
    """Whether a line stands at a page's end or beside a line that comes again."""
    if _is_outermost(lines, index, 1):
        return True
    return index - 1 in again or index + 1 in again


def _is_outermost(lines: Lines, index: int, depth: int) -> bool:
    """Whether a line is among the first or last few of its page; False where the text has no pages."""
    page = lines[index].page
    if not page:
        return False
    above = index - depth
    below = index + depth
    if above < 0 or below >= len(lines):
        return True
    return lines[above].page != page or lines[below].page != page


def _cuts(lines: Lines, index: int) -> bool:
    """Whether a line stands inside a sentence."""
    if not 0 < index < len(lines) - 1:
        return False
    above = lines[index - 1].words
    below = lines[index + 1].words
    if above[-1] in _STOPS:
        return False
    return below[0].islower()


def _heads(lines: Lines, repeated: _Repeated, found: _Kinds) -> Iterator[int]:
    for places in repeated.values():
        marked = [index for index in places if _at_edge(lines, index, found)]
        if len(marked) * 2 <= len(places) and marked != places[1:]:
            continue
        title = _title(lines, places, found)
        for index in places:
            if index != title:
                yield index


def _title(lines: Lines, places: Sequence[int], found: _Kinds) -> int | None:
    """Which of the lines that are alike is the title: the second on one page, or one that stands first of all."""
    for one, two in pairwise(places):
        if _share_page_top(lines, one, two):
            return two
    first = places[0]
    if first >= _FRONT:
        return None
    if found.keys() & {first - 1, first + 1}:
        return None
    return first


def _share_page_top(lines: Lines, one: int, two: int) -> bool:
    if two > one + _LEAST_ON_PAGES or not lines[one].page:
        return False
    return lines[one].page == lines[two].page


def _at_edge(lines: Lines, index: int, found: _Kinds) -> bool:
    """Whether a line stands where a page ends: the ends of pages show, or a page's number or a sentence does."""
    if lines[index].page:
        return _is_outermost(lines, index, _DEPTH)
    beside = (found.get(index - 1), found.get(index + 1))
    if NUMBER in beside:
        return True
    return _cuts(lines, index)


def _headings_again(lines: Lines, found: _Kinds) -> Iterator[int]:
    """The lines that repeat a heading's words and number ("Chapter 1") after it has begun."""
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        if index in found or len(line.words) > _LONGEST:
            continue
        if _is_named_heading(line.words):
            key = " ".join(line.words.casefold().split())
            if index - seen.setdefault(key, index) > 1:
                yield index


def _is_named_heading(words: str) -> bool:
    """Whether words begin with the name of a part and its number: "Chapter 1"."""
    marker = find_marker(words, Span(0, len(words)))
    return marker is not None and marker.named and not marker.hashes
