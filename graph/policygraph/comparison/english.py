"""What comparing knows of English: which words of a promise say what it is about, and which could stand in any."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from policygraph.linking.english import key

_REMEMBERED = 1 << 16
_PAIR = 2


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STEM = 6
"""The letters that are left of a word: "revitalizing" and "revitalization" are then one."""

_PREFIX = re.compile(r"\b(re|co|non|pre|multi|inter)-(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’&]*|\d[\d,.]*%?")
_ENDING = re.compile(r"(?<=\w{5})(?:ing|ed)$|(?<=\w{4})e$")
_SUFFIX = re.compile(r"(?:['’]s|['’])$")
_PART = re.compile(
    r"\b(?:phase|stage|line|batch|round|volume|no\.?|number)\s+(\d+|[ivx]+)\b"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\s+"
    r"(?:phase|stage|batch|round|line)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}

_EMPTY = _words("""
    a about above after all also an and another any are as at be been before being below between both but by can
    during each etc every for from further get had has have having how in including into is it its itself many may
    more most must namely new no not number of on one or other our out over own per so some such than that the their
    them then there these they this those through to under up upon us very was we were what when where which while
    who will with within without year years one two three four five six seven eight nine ten hundred thousand
    million billion trillion yuan dollar euro percent kilowatt kilometre kilometer metre meter square hectare mu ton
    tonne household basically fully well good better best high quality vigorously actively gradually effectively
    comprehensively deeply depth successfully steadily continuously solidly respectively
""")
"""Words that tie others together, count, or praise."""

_GENERAL = _words("""
    ability accelerate accomplish achieve achievement action activity add adhere adjust advance advantage aim allow
    apply approach area arrange arrangement aspect base basic batch begin bring build building campaign capability
    capacity carry case change complete completion comprehensive construct construction continue cooperation
    coordinate coordinated create cultivate deepen demonstration department develop development direction district
    do down effect effective effort encourage enhance ensure establish establishment expand expansion explore
    facility field finish focus form formulate foster foundation full function fund general give goal grand group
    growth guide help implement implementation important improve improvement increase industrial industry initiative
    innovate innovation innovative integrate integrated integration introduce intensity issue key kind large launch
    level lead leading local long major make management mark measure mechanism method model modern move national
    nation network open operate operation optimize order organization part pattern perfect pilot plan platform point
    policy position practice prepare problem process program programme progress project promote promotion protect
    provide publish put quality raise range rate reach reduce reform regional related relevant require resource
    result role run scale scope sector service set setup share should side social solve special speed stage standard
    standardize start state step strategy strengthen strive structure study successful support supply system take
    task term thing transform transformation turn type unit upgrade upgrading use value various way work world zone
""")
"""Words that a report of any place and year has: alone they say of no two promises that they are one."""

_HEADLESS = _words("""
    action activity batch building completion construction development establishment implementation number part plan
    program programme project promotion reform renovation scale series system task work
""")
"""Nouns behind which a phrase says what it is of: the construction of a bridge is about a bridge."""


_BEHIND = re.compile(
    r"\s(?:of|for|in|on|to|that|which|with|across|along|at|by|from|from|as|such|under|through|between)\s"
)

_CAPITAL = re.compile(r"(?<=\s)[A-Z]")
_BETWEEN = re.compile(
    r"[,;]\s*(?:and\s+|or\s+)?|\s(?:and|or|as well as|such as|including|namely)\s"
)

_FORMS = re.compile(
    r"\b(?:company|co|corporation|corp|incorporated|inc|limited|ltd|plc|llc|the)\b\.?",
    re.IGNORECASE,
)
EXTRA = _words("""
    project program programme scheme plan initiative river region area group outline national municipal new city
    province provincial
""")
"""Words that a name may have or lack: "Yangtze Economic Belt" and "Yangtze River Economic Belt"."""


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """What is left of a word when its endings are gone; empty for one that only ties others together.

    Example:
        >>> stem("Revitalizing") == stem("revitalization"), stem("the"), stem("cities") == stem("city")
        (True, '', True)
    """
    plain = _SUFFIX.sub("", word).casefold()
    if plain in _EMPTY or len(plain) < 2:  # noqa: PLR2004 - a letter is no word
        return ""
    folded = key(plain)
    if folded in _EMPTY:
        return ""
    return (_ENDING.sub("", folded) or folded)[:_STEM]


_GENERAL_STEMS = frozenset(filter(None, map(stem, _GENERAL)))


def is_general(stemmed: str) -> bool:
    """Whether a stem is that of a word which could stand in any promise."""
    return stemmed in _GENERAL_STEMS


class Word(NamedTuple):
    """The stem of a word, and whether it is a name's."""

    stem: str
    is_name: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a phrase, each stem once; those that begin with a capital inside the phrase are a name's.

    Figures are left out: how much is promised is no part of what is promised.

    Example:
        >>> [word.stem for word in words_of("build 12 health centres in Marlow")]
        ['build', 'health', 'centr', 'marlow']
        >>> [word.stem for word in words_of("build 12 health centres in Marlow") if word.is_name]
        ['marlow']
    """
    joined = _PREFIX.sub(r"\1", text)
    found: dict[str, bool] = {}
    for at, word in enumerate(_words_in(joined)):
        if word[0].isdigit():
            continue
        stemmed = stem(word)
        if stemmed:
            is_name = word[0].isupper() and (at > 0 or word.isupper())
            found[stemmed] = found.get(stemmed, False) or is_name
    return tuple(Word(*item) for item in found.items())


def _words_in(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def items_of(text: str) -> tuple[str, ...]:
    """The items of a list of three or more, or of two with names; of anything else the whole.

    Example:
        >>> items_of("projects such as Terminal T3B, the Lize Hub and the Wend Railway")
        ('projects', 'Terminal T3B', 'the Lize Hub', 'the Wend Railway')
        >>> items_of("food and drink")
        ('food and drink',)
    """
    pieces = map(str.strip, _BETWEEN.split(text))
    items = tuple(filter(None, pieces))
    if len(items) > _PAIR or all(map(_CAPITAL.search, items)):
        return items
    return (text,)


def parts_of(text: str) -> frozenset[str]:
    """The numbers that tell the parts of one thing apart: of a phase, a line, a batch.

    Example:
        >>> parts_of("Phase II of the port"), parts_of("the second phase"), parts_of("2 ports")
        (frozenset({'2'}), frozenset({'2'}), frozenset())
    """
    found = set()
    for behind, before in _PART.findall(text):
        number = (behind or before).casefold()
        found.add(_ORDINALS.get(number, number))
    return frozenset(found)


def heads_of(text: str) -> frozenset[str]:
    """The stems of the nouns that say what a phrase is of: the last before each preposition, up to one that says much.

    Example:
        >>> sorted(heads_of("the toll on the Marlow Tunnel")), sorted(heads_of("construction of the Heron Bridge"))
        (['toll'], ['bridg', 'constr'])
    """
    found: list[str] = []
    for part in _BEHIND.split(text):
        words = [word for word in _WORD.findall(part) if not word[0].isdigit()]
        stems = list(filter(None, map(stem, words)))
        if not stems:
            continue
        head = stems[-1]
        found.append(head)
        last = words[-1].casefold()
        if last not in _HEADLESS and not is_general(head):
            break
    return frozenset(found)


@lru_cache(_REMEMBERED)
def bare(name: str) -> str:
    """A name's key without what says of which form a company is.

    Example:
        >>> bare("Silver Carp Display Co. Ltd."), bare("Silver Carp Display Company")
        ('silver carp display', 'silver carp display')
    """
    folded = key(name)
    left = _FORMS.sub(" ", folded).split()
    return " ".join(left) or folded
