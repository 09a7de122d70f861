"""Short names that a report uses for a long one: "Hong Kong Monetary Authority (HKMA)", or "MOF" without a word.

Source of the matching: A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8 (2003); here each letter stands at a word's beginning or goes on
from the letter before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.english import initials, is_function_word, key, tidy
from policygraph.linking.spelling import one_spelling
from policygraph.namespaces import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.extraction.model import Mention

_BRACKET = re.compile(r"^[\"”’']?\s*[(\[](?P<inside>[^()\[\]]{2,120})[)\]]")
_OWN_BRACKET = re.compile(r"^(?P<first>.+?)\s*\((?P<second>[^()]{2,120})\)$")
_OPENS_BRACKET = re.compile(r"^[\"”’']?\s*[(\[]\s*(?:i\.e\.,?\s*)?(?:the\s+)?[\"“‘']?$")
_CLOSES_BRACKET = re.compile(r"^[\"”’']?\s*[)\],;]")
_PARTS = re.compile(r"[;,/]|\bor\b|\band\b")
_LEAD = re.compile(
    r"^(?:(?:here(?:in)?after|henceforth|hereafter|also|collectively|from\s+now\s+on|in\s+short|for\s+short"
    r"|(?:to\s+be\s+)?referred\s+to|known|called|named|abbreviated|abbreviation|acronym|short|as|to|in|simply)\b[\s:]*)+",
    re.IGNORECASE,
)
_FOR_SHORT = re.compile(r"\s+(?:for|in)\s+short$", re.IGNORECASE)
_APPOSED = re.compile(
    r"^\s*(?:,|[-–—]|\bor\b)\s*(?:(?:or|(?:also\s+)?(?:known|referred\s+to)\s+as|called|hereinafter|hereafter"
    r"|abbreviated(?:\s+(?:as|to))?)\s+)?(?:the\s+)?[\"“‘']?$"
)
_QUOTES = "\"“”‘’'«» "
_WORD_ENDS = re.compile(r"[\s\-–/]+|(?<=[a-zß-ÿ])(?=[A-Z])")
_LEAST_CAPITALS = 2
_LEAST_WORDS = 2
_LEAST_LETTERS = 3
_MOST_LETTERS = 12
_REACH = 130

Alias = tuple[int, str]


def is_abbreviation(short: str, long: str) -> bool:
    """Whether some letters can stand for a name: at least two capitals, each letter at a word's beginning or going on.

    Words may go without a letter, the small ones and others; a plural "s" and full stops say nothing.

    Example:
        >>> is_abbreviation("HKMA", "Hong Kong Monetary Authority"), is_abbreviation("Macao", "Hong Kong")
        (True, False)
        >>> [is_abbreviation(short, "Bank of Larkfield") for short in ("BoL", "BOL", "BL", "B.O.L.", "BLF")]
        [True, True, True, True, False]
    """
    letters = _letters(short)
    if not letters or short == long:
        return False
    plain = re.sub(r"\([^)]*\)", " ", long)
    words = _WORD_ENDS.split(plain)
    if len(words) < _LEAST_WORDS:
        return False
    folded = [word.casefold() for word in words if word]
    return _spelled(letters.casefold(), folded)


def _letters(short: str) -> str:
    """The letters of an abbreviation, half of them and two at least capitals; nothing where words can be none."""
    plain = one_spelling(short)
    letters = "".join(filter(str.isalpha, plain))
    if len(letters) > _MOST_LETTERS:
        return ""
    bare = plain.replace(" ", "").replace("-", "")
    if not bare.isalnum():
        return ""
    capitals = sum(map(str.isupper, letters))
    if capitals < max(_LEAST_CAPITALS, len(letters) / 2):
        return ""
    return letters


def _spelled(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are made, in order, of the beginnings of words."""
    if not letters:
        return True
    if not words:
        return False
    first, *others = words
    shared = 0
    for letter, own in zip(letters, first, strict=False):
        if letter != own:
            break
        shared += 1
    counts = range(shared, -1, -1)
    return any(_spelled(letters[count:], others) for count in counts)


def aliases(
    text: str, mentions: Sequence[Mention], labels: Sequence[str]
) -> Iterator[Alias]:
    """The short names that a report introduces, each with its long name's mention.

    They stand in brackets behind the long name, by themselves or led in by words such as "hereinafter", before it with
    the long name in brackets, or in apposition.
    """
    named = [
        index
        for index, mention in enumerate(mentions)
        if mention.type not in FIGURES and not mention.implied
    ]
    where = _Beside(text, mentions, labels)
    for index in named:
        label = labels[index]
        yield from _within(index, label)
        yield from _bracketed(index, label, where.behind(index))
    for one, other in pairwise(named):
        if mentions[one].type == mentions[other].type:
            yield from _beside(where, one, other)


def _within(index: int, label: str) -> Iterator[Alias]:
    """A name that holds its short form, or its long one, in brackets of its own."""
    own = _OWN_BRACKET.match(label)
    if own is None:
        return
    first, second = own.group("first", "second")
    for short, long in permutations((second, first)):
        if is_abbreviation(short.strip(_QUOTES), long):
            yield index, tidy(short)
            yield index, tidy(long)


def _bracketed(index: int, label: str, behind: str) -> Iterator[Alias]:
    """The short forms in the brackets behind a name."""
    bracket = _BRACKET.match(behind)
    if bracket is None:
        return
    for part in _PARTS.split(bracket["inside"]):
        stripped = part.strip()
        bare = _FOR_SHORT.sub("", _LEAD.sub("", stripped))
        short = tidy(bare.strip(_QUOTES))
        is_led_in = _LEAD.match(stripped) and _is_part(short, label)
        if is_led_in or is_abbreviation(short, label):
            yield index, short


def _is_part(short: str, long: str) -> bool:
    """Whether words are some of a name's, so that "hereinafter" can make them stand for it ("the Fund")."""
    if short == long or not short[:1].isupper():
        return False
    own = key(short).split()
    whole = key(long).split()
    return bool(own) and set(own) <= set(whole)


class _Beside(NamedTuple):
    """What two names that stand beside each other are looked up in."""

    text: str
    mentions: Sequence[Mention]
    labels: Sequence[str]

    def gap(self, one: int, other: int) -> str:
        """What stands between two mentions."""
        end = self.mentions[one].span.end
        begin = self.mentions[other].span.begin
        return self.text[end:begin]

    def behind(self, index: int) -> str:
        """What stands right behind a mention."""
        end = self.mentions[index].span.end
        return self.text[end : end + _REACH]


def _beside(where: _Beside, one: int, other: int) -> Iterator[Alias]:
    """A short form beside its long one, in brackets or in apposition; the first may be either."""
    gap = where.gap(one, other)
    behind = where.behind(other)
    bracketed = _OPENS_BRACKET.match(gap) and _CLOSES_BRACKET.match(behind)
    if not bracketed and not _APPOSED.match(gap):
        return
    first = where.labels[one]
    second = where.labels[other]
    if is_abbreviation(first, second):
        yield other, first
        return
    if is_abbreviation(second, first):
        yield one, second
        return
    if not bracketed and _begins_alike(first, second):
        yield one, second


def _begins_alike(long: str, short: str) -> bool:
    """Whether a name in apposition is a short form: it begins alike and holds an abbreviation ("the New PAC")."""
    words = short.split()
    if not words[1:]:
        return False
    if words[0] != long.split(maxsplit=1)[0]:
        return False
    longer = (word for word in words if len(word) > 1)
    return any(map(str.isupper, longer))


def unintroduced(
    labels: Mapping[int, str], *, least: int = _LEAST_LETTERS
) -> Iterator[tuple[int, int]]:
    """Abbreviations that nothing introduces, each with the one name of its class whose initials it is.

    Args:
        labels: The names of the entities of one class.
        least: How many letters an abbreviation has at least.
    """
    by_initials: dict[str, set[int]] = defaultdict(set)
    for long, name in labels.items():
        by_initials[initials(name)].add(long)
        by_initials[_all_initials(name)].add(long)
    for short, name in labels.items():
        letters = one_spelling(name)
        if not _may_abbreviate(letters, least):
            continue
        alike = by_initials.get(letters.upper(), set())
        fitting = alike - {short}
        if len(fitting) == 1:
            yield short, fitting.pop()


def _may_abbreviate(letters: str, least: int) -> bool:
    if not letters.isalpha() or len(letters) < least:
        return False
    return _is_short(letters)


def _is_short(letters: str) -> bool:
    """Whether letters are an abbreviation's: capitals, with small ones for small words ("MoF")."""
    if not letters[0].isupper() or not letters[-1].isupper():
        return False
    capitals = sum(map(str.isupper, letters))
    return 2 * capitals > len(letters)


def _all_initials(name: str) -> str:
    """The initials of all words of a name, small ones too; nothing where it has no small ones."""
    spelled = (word for word in re.split(r"[\s\-]+", name) if word[:1].isalpha())
    words = [word for word in spelled if word.casefold() != "the"]
    if not any(map(is_function_word, words)):
        return ""
    return "".join(word[0] for word in words).upper()
