"""Words of a page put together to segments: stretches of one line without a wide gap.

A segment is the least that stands in one column or one cell. Words come in the order of painting, which nearly always
runs along the line; what a page paints out of order is put together afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.source.pdf.values import Word

GAP = 0.9
"""The widest gap within a segment, in font sizes: justified words stand less far apart, columns farther."""

BULLET = "•"
_BULLETS = "•●○◦▪▫■□◾◼◆◇♦▶►▸➢➤➔→✓✔✗❖❑❒❏⮚⁃∙·‣–—*»-"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARKER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]|\d{1,2}(?:\.\d{1,3}){1,4}\.?|\d{1,3}|[•o])"
)
_MARK = re.compile(
    r"\(?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,4})\)?(?:,\d{1,3})*[.,;:]?"
)
_UNITS = re.compile(r"(?:^|[^A-Za-z])(?:[kcmdµ]?m|ft|yd|mi|in)$")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_REACH = 6.0
_NUMBER_REACH = 3.3


@dataclass(slots=True)
class Segment:
    """Words of one line; `mark` is a raised mark at its beginning, `raised` counts those taken off within."""

    words: list[Word]
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    colour: int = 0
    mark: str = ""
    raised: int = 0

    @property
    def top(self) -> float:
        """Where tall letters end."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where letters with a tail end."""
        return self.base + 0.22 * self.size

    @property
    def width(self) -> float:
        """From the left to the right end."""
        return self.right - self.left


def segments_of(words: list[Word]) -> list[Segment]:
    """The segments of a page, from the top down, then from the left.

    Example:
        >>> from policygraph.source.pdf.values import Word
        >>> word = Word("Two", 10, 30, 50, 10, False, 0, False, False)
        >>> words = [word, word._replace(text="words", left=33, right=60)]
        >>> [one.text for one in segments_of(words)]
        ['Two words']
    """
    chains: list[list[Word]] = []
    for word in words:
        if chains and _follows(chains[-1][-1], word):
            chains[-1].append(word)
        else:
            chains.append([word])
    chains = _joined(chains)
    found = [
        segment for chain in chains if (segment := make_segment(chain)) is not None
    ]
    found.sort(key=lambda one: (round(one.base), one.left))
    return _with_markers(found)


def make_segment(words: list[Word]) -> Segment | None:
    """Words of one line, from left to right, as a segment; None where nothing is left of them."""
    first = words[0]
    right = max(word.right for word in words)
    style = first[3:7]
    if any(word[3:7] != style for word in words):
        segment = _of_several_styles(words, right)
    else:
        size = _rounded(first.size)
        text = _plain_text(words)
        segment = Segment(
            words, text, first.left, right, first.base, size, first.bold, first.colour
        )
    segment.text = segment.text or _text_of(words, segment)
    if segment.text.strip() or segment.mark:
        return segment
    return None


def _rounded(size: float) -> float:
    """A size of letters in half points, at least one of them."""
    return max(round(size * 2), 1) / 2


def _plain_text(words: list[Word]) -> str:
    """The text of words of one style that are nothing but letters and spaces between, nothing if they may be more."""
    text = " ".join([word.text for word in words])
    if not text.isascii():
        return ""
    if len(text) <= _SPREAD * len(words):
        return ""
    if len(words[0].text) <= 1:
        return ""
    if any(word.glued or word.symbol for word in words):
        return ""
    return text


def _of_several_styles(words: list[Word], right: float) -> Segment:
    """A segment whose words differ in size, weight, colour or height: most of its letters decide."""
    sizes: Counter[float] = Counter()
    colours: Counter[int] = Counter()
    bold = plain = 0
    for word in words:
        weight = len(word.text)
        sizes[_rounded(word.size)] += weight
        colours[word.colour] += weight
        if not any(map(str.isalnum, word.text)):
            continue
        if word.bold:
            bold += weight
        else:
            plain += weight
    size = max(sizes, key=lambda one: (sizes[one], one))
    near = 0.26 + 0.02 * size
    body = [word for word in words if abs(word.size - size) <= near]
    bases = Counter(round(word.base, 1) for word in body or words)
    return Segment(
        words,
        left=words[0].left,
        right=right,
        base=bases.most_common(1)[0][0],
        size=size,
        bold=bold > 4 * plain,
        colour=colours.most_common(1)[0][0],
    )


def _follows(word: Word, following: Word) -> bool:
    size = max(word.size, following.size)
    gap = following.left - word.right
    if not -0.6 * size <= gap <= GAP * size:
        return False
    shift = abs(word.base - following.base)
    if shift <= 0.12 * size:
        return True
    return (
        shift <= 0.6 * size
        and (following.glued or gap < 0.5 * size)
        and min(word.size, following.size) < 0.85 * size
    )


def _joined(chains: list[list[Word]]) -> list[list[Word]]:
    """Chains that stand close on one line although they were painted apart, put together."""
    chains = sorted(chains, key=lambda chain: (chain[0].base, chain[0].left))
    open_chains: list[list[Word]] = []
    done: list[list[Word]] = []
    for chain in chains:
        still: list[list[Word]] = []
        for other in open_chains:
            if chain[0].base - other[0].base <= _REACH:
                still.append(other)
            else:
                done.append(other)
        open_chains = still
        _join(chain, open_chains)
    return done + open_chains


def _join(chain: list[Word], open_chains: list[list[Word]]) -> None:
    """Put a chain to the one that it stands beside; else it is one of its own."""
    home = next((one for one in open_chains if _beside(one, chain)), None)
    if home is None:
        open_chains.append(chain)
    elif home[0].left <= chain[0].left:
        home.extend(chain)
    else:
        home[:0] = chain


def _beside(one: list[Word], other: list[Word]) -> bool:
    if one[0].left <= other[0].left:
        return _follows(one[-1], other[0])
    return _follows(other[-1], one[0])


def _with_markers(found: list[Segment]) -> list[Segment]:
    """Bullets and numbers that stand apart before a text, put before it: no column is made of them."""
    taken: set[int] = set()
    by_line = _by_line(found)
    for segment in found:
        if id(segment) in taken or not _is_marker(segment):
            continue
        near = _without(_near(segment, by_line), taken)
        text = _text_behind(segment, near)
        if text is not None and _could_mark(segment, text):
            taken.add(id(segment))
            _put_before(segment, text)
    return _without(found, taken)


def _without(segments: list[Segment], taken: set[int]) -> list[Segment]:
    return [segment for segment in segments if id(segment) not in taken]


def _could_mark(marker: Segment, text: Segment) -> bool:
    """Whether a bullet or number can belong to a text: a number belongs to none without letters."""
    if not marker.text[0].isdigit():
        return True
    return any(map(str.isalpha, text.text))


def _put_before(marker: Segment, text: Segment) -> None:
    text.text = f"{marker.text} {text.text}"
    text.left = marker.left
    text.words = marker.words + text.words


def _by_line(found: list[Segment]) -> dict[int, list[Segment]]:
    """Segments by their heights, in steps of three points."""
    by_line: dict[int, list[Segment]] = {}
    for segment in found:
        by_line.setdefault(round(segment.base / 3), []).append(segment)
    return by_line


def _near(segment: Segment, by_line: dict[int, list[Segment]]) -> list[Segment]:
    """The other segments on the line of one."""
    row = round(segment.base / 3)
    others = (
        other for key in (row - 1, row, row + 1) for other in by_line.get(key, ())
    )
    return [
        other
        for other in others
        if other is not segment
        and abs(other.base - segment.base) <= 0.35 * max(other.size, segment.size)
    ]


def _text_behind(segment: Segment, others: list[Segment]) -> Segment | None:
    """What stands right of a bullet or number, unless words stand close before it: then it is one of them."""
    is_bullet = segment.text == BULLET
    size = segment.size
    if not is_bullet and _stands_close_behind(segment, others):
        return None
    reach = _REACH if is_bullet else _NUMBER_REACH
    behind: list[Segment] = []
    for other in others:
        gap = other.left - segment.right
        if 0 <= gap <= reach * max(other.size, size):
            behind.append(other)
    return min(behind, key=lambda other: other.left, default=None)


def _stands_close_behind(segment: Segment, others: list[Segment]) -> bool:
    near = 1.5 * segment.size
    return any(0 <= segment.left - other.right < near for other in others)


def _is_marker(segment: Segment) -> bool:
    text = segment.text
    if segment.mark:
        return False
    return text == BULLET or _MARKER.fullmatch(text) is not None


def _text_of(words: list[Word], segment: Segment) -> str:
    if len(words) >= _SPACED and _spaced_out(words):
        return _drawn_together(words)
    return _without_marks(words, segment)


def _without_marks(words: list[Word], segment: Segment) -> str:
    """The words with spaces between, raised marks taken off them, raised powers as signs of their own."""
    parts: list[str] = []
    several = len(words) > 1
    broken = False
    for index, word in enumerate(words):
        space = "" if word.glued or broken else " "
        broken = word.text.endswith("\ufffe")
        text = _glyphs_of(word, first=index == 0)
        if _is_raised(word, segment) and _MARK.fullmatch(text):
            if _take_off_mark(text, parts, segment, begins=index == 0 and several):
                continue
            text = text.translate(_POWERS)
        parts.append(space + text)
    return "".join(parts).strip()


def _take_off_mark(
    text: str, parts: list[str], segment: Segment, *, begins: bool
) -> bool:
    """Let the segment keep or count what is raised, where it is a mark; false where it is a power or all there is."""
    if begins:
        segment.mark = text.strip("().,")
        return True
    before = parts[-1] if parts else ""
    if not before or _is_power(before, text):
        return False
    segment.raised += 1
    if text[-1] in ".,;:":
        parts[-1] += text[-1]
    return True


_SPACED = 5
_SPREAD = 3
_POWERS = str.maketrans("23", "²³")


def _is_raised(word: Word, segment: Segment) -> bool:
    return (
        word.size <= 0.87 * segment.size
        and segment.base - word.base >= 0.15 * segment.size
    )


def _is_power(before: str, text: str) -> bool:
    if before.endswith("10"):
        return True
    if text not in {"2", "3"}:
        return False
    return _UNITS.search(before) is not None


def _glyphs_of(word: Word, *, first: bool) -> str:
    """A word as it is read: ligatures taken apart, a bullet of whatever font as one sign."""
    text = word.text
    if first and len(text) == 1 and _is_bullet(word):
        if text not in "-–—":
            return BULLET
        return text
    if text.isascii():
        return text
    return _in_letters(text, symbol=word.symbol)


def _in_letters(text: str, *, symbol: bool) -> str:
    """A text without signs that only its font knows, but for bullets, and without ligatures."""
    text = _PRIVATE.sub(BULLET if symbol else "", text)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return text


def _is_bullet(word: Word) -> bool:
    """Whether a single sign is a bullet: one of a font of symbols, or one that is known as such, but no digit."""
    text = word.text
    known = word.symbol or text in _BULLETS or _PRIVATE.match(text) is not None
    return known and not text.isdigit()


def _spaced_out(words: list[Word]) -> bool:
    """Whether nearly all words are single letters: a heading with its letters spaced out."""
    single = sum(_is_letter(word.text) for word in words)
    if single < _SPACED:
        return False
    return single >= 0.8 * len(words)


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _drawn_together(words: list[Word]) -> str:
    gaps = [following.left - word.right for word, following in pairwise(words)]
    usual = sorted(gaps)[len(gaps) // 3]
    text = words[0].text
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > 1.6 * usual + 0.1 * word.size:
            text += " "
        text += word.text
    return text
