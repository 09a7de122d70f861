"""What linking knows of English: how names are spelled, counted and listed.

Names are tidied for people to read, and folded to a key under which the spellings of one name meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.extraction.english import PREPOSITIONS
from policygraph.linking.spelling import composed, one_spelling, unquoted
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_REMEMBERED = 1 << 14
"""How many names are remembered with their forms: a report repeats most of them."""

_EDGES = " ,;?"
_APOSTROPHES = str.maketrans("’ʼ´", "'''")
_NOT_PLURAL = re.compile(
    r"(?:ss|us|is|ics|news|series|species|goods|sales)$", re.IGNORECASE
)
_ADDS_ES = re.compile(r"(?:ss|x|[cs]h|\bbus)es$")
_HYPHEN = re.compile(r"(?<=\w)[‐‑–] ?(?=\w)|(?<=\w)- (?=[A-ZÀ-Þ])")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "for",
        "from",
        "in",
        "of",
        "on",
        "the",
        "to",
        "with",
        "&",
    }
)
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = re.compile(r"'s\b")
ACTIVITY_WORDS = ("industry", "sector")

# How English strings names together: "A, B and the C"; "A, B and other industries"; "coal mines such as A and B".
SEPARATOR = re.compile(
    r"^\s*[,;、]?\s*(?:(?:and|or|as well as|&)\s+)?(?:the\s+|in\s+|on\s+(?:the\s+)?)?$|^\s*[/、]\s*$"
)
LAST_SEPARATOR = re.compile(r"\b(?:and|or|as well as)\b|&")
SHARED_ACTIVITY = re.compile(
    r"^,?\s*(?:and\s+|or\s+)?(?:other\s+)?(?:[a-z]+\s+)?(?P<head>industries|sectors)\b",
    re.IGNORECASE,
)
NO_PROJECTS = re.compile(r"\b(?:area|field|industrie|region|sector)s$")
"""Heads of lists whose members are no projects of that name: "sectors such as ..."."""
OWN_ACTIVITY = re.compile(
    r"\b(?:industr(?:y|ies)|sectors?|services?|economy|energy|power|equipment|finance|storage|\w+(?:ing|tion|ment|logy|[^s]s))$",
    re.IGNORECASE,
)
AND_OTHERS = re.compile(
    r"^,?\s*(?:and|or)\s+other\s+(?P<head>(?:[a-z][a-z\-]*\s+){0,3}?[a-z\-]+s)"
    r"(?=\s*[.,;:)]|\s+(?:and|to|in|of|at|for|with|will|are|is|have|were|shall|that|so)\b|$)"
)
INTRODUCED = re.compile(
    r"(?P<head>(?<![\w-])(?:[a-z][a-z\-]*\s+){0,4}[a-z][a-z\-]*s),?\s+(?:such as|including|namely|like)\s+(?:the\s+)?$"
)
CLASS_WORDS = {
    "province": "first",
    "state": "first",
    "autonomous region": "first",
    "region": "first",
    "county": "first",
    "district": "first",
    "prefecture": "second",
    "autonomous prefecture": "second",
    "city": "city",
    "municipality": "municipality",
}
"""What a word behind a place's name (or before it, with "of") says of it: a first or second division, a city."""

PROVINCE_BEHIND = re.compile(
    r"(?: City)?(?:, | \(| of | in )(?P<province>[A-Z][\w']+(?: [A-Z][\w']+)?)(?=[,.;)]| Province)"
)
"""A province behind a place's name that says which one of that name is meant: "Suzhou, Anhui"."""

NATURE = frozenset(
    [
        "lake",
        "river",
        "mountain",
        "mountains",
        "coast",
        "sea",
        "bay",
        "strait",
        "plain",
        "plateau",
        "valley",
        "delta",
        "basin",
        "gulf",
        "canal",
    ]
)
"""Nouns that make a place's name the name of something in nature, and no place in which a thing lies."""

AROUND = "metropolitan"
"""What follows a town's name in the name of the area around it."""

LEADING = frozenset(
    {"into", "from", "to", "towards", "between", "linking", "connecting", "via"}
)
"""What stands before a place that something leads to, and does not lie in."""

PHASE = re.compile(r"\b(?:phase|section|stage|part|line)s?\b", re.IGNORECASE)
"""What a project's name has in it when it is a part of another project."""

DIRECTIONS = frozenset(
    [
        "North",
        "South",
        "East",
        "West",
        "Northeast",
        "Northwest",
        "Southeast",
        "Southwest",
        "Central",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Northeastern",
        "Northwestern",
        "Southeastern",
        "Southwestern",
    ]
)

_NO_NOUNS = frozenset(
    [
        "up",
        "out",
        "off",
        "forward",
        "ahead",
        "some",
        "these",
        "those",
        "several",
        "other",
        "will",
        "shall",
        "be",
        "is",
        "are",
        "was",
        "were",
        "so",
        "that",
        "it",
        "its",
        "which",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
)
_EMPTY_ADJECTIVES = frozenset(
    {"key", "major", "important", "new", "large", "stronger", "more"}
)


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """A name as it should be read: composed letters, straight apostrophes, single spaces, no quotation marks.

    Example:
        >>> tidy("“People’s  Auditorium”"), tidy("Chengdu- Lhasa Railway")
        ("People's Auditorium", 'Chengdu-Lhasa Railway')
    """
    words = unquoted(composed(text)).translate(_APOSTROPHES).split()
    plain = _HYPHEN.sub("-", " ".join(words))
    bare = _ARTICLE.sub("", plain.strip(_EDGES))
    return bare or text


@lru_cache(maxsize=_REMEMBERED)
def singular(word: str) -> str:
    """The singular of an English noun, or the word itself where it is none.

    Example:
        >>> [singular(word) for word in ("railways", "industries", "buses", "logistics", "glass", "batteries")]
        ['railway', 'industry', 'bus', 'logistics', 'glass', 'battery']
    """
    if len(word) <= 3 or not word.endswith("s") or _NOT_PLURAL.search(word):  # noqa: PLR2004  # "gas", "bus"
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if _ADDS_ES.search(word):
        return word.removesuffix("es")
    return word.removesuffix("s")


def is_plural(word: str) -> bool:
    """Whether a word has the form of an English plural."""
    return singular(word) != word


def singular_phrase(phrase: str) -> str:
    """A phrase with its last word in the singular."""
    head, _, last = phrase.rpartition(" ")
    one = singular(last)
    if not head:
        return one
    return f"{head} {one}"


def is_capitalised(word: str) -> bool:
    """Whether a word looks like part of a name: a capital or a digit in front, or a capital after a hyphen.

    Example:
        >>> [is_capitalised(word) for word in ("Yuxi", "railway", "5G", "northern", "al-Khaimah")]
        [True, False, True, False, True]
    """
    parts = word.lstrip("\"'“(‘").split("-")
    openings = (part[:1] for part in parts)
    return any(opening.isupper() or opening.isdigit() for opening in openings)


def is_function_word(word: str) -> bool:
    """Whether a word only joins others ("of", "and", "the")."""
    return word.casefold() in _FUNCTION_WORDS


@lru_cache(maxsize=_REMEMBERED)
def key(name: str) -> str:
    """The form in which spellings of one name are equal.

    Case, number, articles, apostrophes, possessives, punctuation and the spellings of the two shores are folded away.

    Example:
        >>> key("Huawei's data centres") == key("Huawei Data Center")
        True
        >>> key("U.N."), key("EVs")
        ('un', 'ev')
    """
    plain = one_spelling(tidy(name)).casefold()
    folded = _POSSESSIVE.sub("", plain).replace("'", "")
    words = re.sub(r"[^\w&%+$€£]+", " ", folded).split()
    named = (word for word in words if word not in _ARTICLES)
    return " ".join(map(singular, named))


def activity_key(name: str) -> str:
    """The key of an industry's name: "steel", "steel industry" and "the steel sector" are one.

    Example:
        >>> activity_key("steel industries"), activity_key("Industry")
        ('steel', 'industry')
    """
    words = key(name).split()
    while len(words) > 1 and words[-1] in ACTIVITY_WORDS:
        words.pop()
    return " ".join(words)


def initials(name: str) -> str:
    """The capitals that an abbreviation of the name would be made of.

    Example:
        >>> initials("Ministry of Economy, Trade and Industry")
        'METI'
    """
    plain = re.sub(r"\([^)]*\)", " ", composed(name))
    words = (word for word in re.split(r"[\s\-]+", plain) if word[:1].isalpha())
    letters = (word[0] for word in words if not is_function_word(word))
    return "".join(letters).upper()


def noun_phrase(words: Sequence[str], verbs: AbstractSet[str] = frozenset()) -> str:
    """The words after the last verb, particle, number or preposition, without adjectives that name nothing.

    Example:
        >>> noun_phrase("build seven major coal mines".split(), {"build"})
        'coal mines'
        >>> noun_phrase("greater assurance through schemes".split())
        'schemes'
    """
    phrase: list[str] = []
    for word in words:
        if word in verbs or _is_no_noun(word):
            phrase.clear()
        else:
            phrase.append(word)
    while phrase and phrase[0] in _EMPTY_ADJECTIVES:
        phrase.pop(0)
    return " ".join(phrase)


def _is_no_noun(word: str) -> bool:
    if word in _NO_NOUNS or word in PREPOSITIONS:
        return True
    return is_function_word(word)


def separates(gap: str) -> bool:
    """Whether words between two names are those between members of one list.

    Example:
        >>> separates(", "), separates(" and the "), separates(" with "), separates(" ")
        (True, True, False, False)
    """
    if not gap.strip() or "\n" in gap:
        return False
    return SEPARATOR.match(gap) is not None


def place_class(name: str) -> tuple[str, str]:
    """A place's name without the word for its class, and that class; both may be empty-handed.

    Example:
        >>> place_class("Hunan Province"), place_class("City of Kunming"), place_class("Kunming")
        (('Hunan', 'first'), ('Kunming', 'city'), ('Kunming', ''))
    """
    folded = name.casefold()
    for word in sorted(CLASS_WORDS, key=len, reverse=True):
        behind = f" {word}"
        if folded.endswith(behind):
            bare = name[: -len(behind)]
            return bare, CLASS_WORDS[word]
        before = f"{word} of "
        if folded.startswith(before):
            bare = name[len(before) :]
            return bare, CLASS_WORDS[word]
    return name, ""


def long_forms(name: str) -> list[str]:
    """The names, in small letters, that a place's name can be short for: English leaves out the noun of a water.

    Example:
        >>> "yangtze river" in long_forms("Yangtze")
        True
    """
    return [f"{name} {noun}".casefold() for noun in ("river", "lake", "sea", "strait")]


def names_a_division(name: str) -> bool:
    """Whether a place's name calls it a region, county or district, which a town of the same name is not.

    Example:
        >>> names_a_division("Savannah Region"), names_a_division("Hunan Province")
        (True, False)
    """
    return name.casefold().endswith((" region", " county", " district"))


_SUM = re.compile(
    r"[$€£¥]|\b(?:million|billion|trillion|yuan|dollars?|euros?)\b|^[A-Z]{2,4}[ \d]",
)
_PURPOSE = re.compile(r"[^,;:.()]*?\bfor\b(?P<purpose>[^,;:.()]*)")


def is_sum(phrase: str) -> bool:
    """Whether a phrase is a sum of money: "another 1.2 billion yuan"."""
    return _SUM.search(phrase) is not None


def purpose_after(text: str, begin: int, end: int) -> Span | None:
    """What is said to be the purpose of something that ends at an offset, in the rest of its clause."""
    found = _PURPOSE.match(text, begin, end)
    if found is None:
        return None
    return Span(*found.span("purpose"))
