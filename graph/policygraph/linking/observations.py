"""What a figure observes: the thing that is counted or measured, the sort of figure, and what it starts from.

All of it is read from the figure's own clause: "Raise the share of rail freight from 45 percent in 2024 to 60 percent"
says what has the share, that it is one, and the baseline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.linking.figures import read_figure
from policygraph.linking.figurewords import PERCENT
from policygraph.linking.number_words import OPENING
from policygraph.spans import Span

if TYPE_CHECKING:
    from decimal import Decimal

    from policygraph.linking.model import Figure
    from policygraph.vocabulary import Vocabulary

LEVEL = "Level"
"""The sort of figures that say how much there is."""

SHARE = "Share"
"""The sort of those that say what part of a whole something is."""

GROWTH = "Growth"
"""The sort of those that say by what rate something grows."""

CHANGE = "Change"
"""The sort of those that say by how much something changes."""

_POINTS = "percentage point"

MEASURES = frozenset(
    {
        "mu", "hectare", "square kilometre", "square metre", "acre", "kilometre", "metre", "centimetre", "millimetre",
        "nautical mile", "mile", "tonne", "kilogram", "ounce", "quintal", "catty", "cubic metre", "litre", "kilowatt",
        "megawatt", "gigawatt", "kilowatt-hour", "megawatt-hour", "gigawatt-hour", "terawatt-hour", "TEU", "TEUs",
        "square feet", "cubic feet", "barrel", "tonne of standard coal", "hour", "day", "month", "year", "degree",
    }
)  # fmt: skip
"""The units that measure; a figure with another one counts things."""
_MOVES = (
    r"(?:grow|grew|grown|increas|ris(?:e|es|en|ing)\b|rose\b|expand|expan|rais|up\b|fall|fell|declin|decreas|drop|reduc"
    r"|cut|shr[aiu]nk|slow|lower|improv|jump|surg|climb|contract)\w*"
)
_BY = re.compile(
    rf"\b{_MOVES}\b[^.;]{{0,80}}\bby\s+(?:[a-z]+\s+){{0,3}}$", re.IGNORECASE
)
_AT_A_RATE = re.compile(
    rf"\b{_MOVES}\b(?![^.;]{{0,80}}\bto\b)[^.;,]{{0,40}}$", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|from|at)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:additional|another|extra|further|more(?!\s+than)|adds?|added|adding)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\s+(?:will\s+be|were|was|are|have\s+been|has\s+been)\s+(?:newly\s+)?added\b"
)
_GROWTH_BEHIND = re.compile(
    r"\s*(?:growth|increase|rise|decline|decrease|reduction|drop|fall|up|down|higher|lower|less|more|fewer)\b"
)

_CLAUSE = re.compile(
    r"[;:(]|\s[–—]\s|,\s+(?:and|but|while|with)\s+|\.\s", re.IGNORECASE
)
_ADJUNCT = re.compile(
    r"(?:(?:In|By|During|For|At|Since|From|Over|As|Under|Between|This|Last|Next)\b[^,]{0,80}"
    r"|(?:First|Second|Third|Fourth|Last)(?:ly)?|Finally|Meanwhile|However|Moreover|Also|Then|Today),\s*"
)
_FINITE = re.compile(
    r"\b(?:will|shall|should|must|is|are|was|were|be|been|has|have|had|to|can|may|reach(?:ed|es)?|stood|stands?"
    r"|totall?(?:ed|s)|amount(?:ed|s)|account(?:ed|s)?|grew|grows?|rose|rises?|fell|falls?|increase[sd]?|decrease[sd]?"
    r"|exceed(?:ed|s)?|remain(?:ed|s)?|dropped|drops|decline[sd]?|expand(?:ed|s)?|cover(?:ed|s)|averaged|averages|hit"
    r"|attain(?:ed|s)|surpass(?:ed|es)|came|comes|numbered|represent(?:ed|s)|makes?|made|contribute[sd]?|employ(?:ed|s)?"
    r"|receive[sd]?|provide[sd]?|of|at|by|from)\b"
)
_OBJECT = re.compile(
    r"^(?:(?:we|it|they|the\s+(?:government|ministry|city|province|state|council))\s+)?(?:(?:will|shall|must|should|to|have|has"
    r"|had)\s+)?(?:\w+ly\s+)?(?P<verb>[A-Za-z]+)\s+(?P<what>.+)\s+(?:to|by|at|within|under|above|below|from|of)\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|expand(?:s|ed|ing)?|doubl(?:e|es|ed"
    r"|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|cut(?:s|ting)?|bring(?:s|ing)?|brought|keep(?:s|ing)?|kept)\s+"
    r"(?P<what>(?:the|our|its|their|this|these|his|her)\s+.+)\s+(?:from|to|by|at|below|above|within|under)\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
"""A verb that changes what its object measures, whoever does it: "the board raised the fee from"."""

_TO_A_FIGURE = re.compile(r"\s+(?:from|to|by|at)\s+(?:[a-z]+\s+){0,3}\S*\d")
_AND_ANOTHER = re.compile(r"\d.*?\band\s+(?P<what>[^\d$€£¥]+)$")
"""What stands behind the figure of something else that the same verb changes: "to 20% and exports"."""

_SUM_OF = re.compile(
    r"^.*\b(?:an?|the|our|its|their|another)\s+(?P<what>(?!help\b)[^\d$€£¥,]+?)\s+of\s+(?:(?:about|around|up|to|over|nearly|more|than"
    r"|at|least)\s+)*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a sum of money is of, right before it: "a grant of"."""

_SMALL = frozenset({"of", "at", "by", "from", "to"})
_AND = re.compile(r"(?:and|but|while|so|that|which)\s+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•–—\-*▪]|\d+(?:\.\d+)*\.?)\s+")
_OF = re.compile(r"\bof\s+(?:the\s+|all\s+)?(?!GDP\b)")
_OF_BEHIND = re.compile(
    r"\s+of\s+(?:the\s+|all\s+)?(?P<what>(?!which\b|them\b)[A-Za-z][\w\-]*(?:\s+(?!(?:in|on|for|by|to|at|with|from|was|were|is|are"
    r"|has|have|will|and|or|before|after|under)\b)[A-Za-z][\w\-]*){0,4})"
)
_GROWTH_OF = re.compile(
    r"\b(?:growth|increase|rise|decline|decrease|reduction|drop|fall)\s+of\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
_NOT_OF_A_RATE = (
    "a an and aim aims achieve achieved are as at be been by ensure expect for had has have in is its keep kept "
    "maintain maintained maintains of on our plan planned propose reach reached realize record recorded saw secure "
    "see set sets show showed target the to was were with"
)
_RATE_OF = re.compile(
    rf"(?P<what>\b(?:(?!(?:{'|'.join(_NOT_OF_A_RATE.split())})\b)[A-Za-z][\w\-’']*\s+){{1,4}}"
    r"(?:growth(?:\s+rate)?|rate|ratio|proportion|share))\s+of\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
"""A rate by its own name, right before its figure: "GDP growth of"."""

_IN_BEHIND = re.compile(
    r"\s+in\s+(?:the\s+|all\s+)?(?P<what>(?!(?:19|20)\d\d)[A-Za-z][\w\-]*(?:\s+(?!(?:in|on|for|by|to|at|with|from|was|were|is|are"
    r"|has|have|will|and|or|before|after|under|over|this|next|last)\b)[A-Za-z][\w\-]*){0,4})"
)
"""What grows, behind the rate: "growth of 5 percent in retail sales"."""

_NOUN = re.compile(
    r"(?<=[\d\w%+]\s)(?!(?:million|billion|trillion|thousand|hundred|lakh|crore|dozen|or|more|than)\b)[^\W\d_].*$"
)
_OTHER_END = re.compile(
    rf"(?:to|and|or|than|[-–])\s+(?:[\d.,]+|an?|{'|'.join(OPENING)})\s+"
    r"(?:(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)\s+)*",
    re.IGNORECASE,
)
"""A number before what is counted: "3 to 5 makers", "up to 12 million guests"."""

_PRONOUNS = frozenset(
    {
        "we",
        "it",
        "they",
        "he",
        "she",
        "i",
        "you",
        "this",
        "that",
        "these",
        "which",
        "who",
        "there",
    }
)
_NO_SUBJECT = _PRONOUNS | {
    "up",
    "down",
    "a",
    "an",
    "the",
    "amount",
    "average",
    "decline",
    "decrease",
    "drop",
    "growth",
    "increase",
    "maximum",
    "minimum",
    "reduction",
    "rise",
    "sum",
    "total",
}
"""What by itself says nothing of what is counted."""

_GIVES = re.compile(
    r"\b(?:len[dt]|lends|lending|invest(?:s|ed|ing)?|spen[dt]|spends|spending|allocat(?:es?|ed|ing)|provid(?:es?|ed|ing)"
    r"|pays?|paid|paying|contribut(?:es?|ed|ing)|grant(?:s|ed|ing)?|gives?|gave|given|giving|borrow(?:s|ed|ing)?"
    r"|commit(?:s|ted|ting)?|earmark(?:s|ed|ing)?|donat(?:es?|ed|ing)|disburs(?:es?|ed|ing)|award(?:s|ed|ing)?)"
    r"\s+(?:(?:about|around|another|up|to|over|nearly|some|more|than|at|least|a|an|additional|further|us)\s+)*$",
    re.IGNORECASE,
)
"""A verb right before a sum of money whose subject is who gives it, and not what the sum is of."""

_DETERMINER = re.compile(r"^(?:(?:the|a|an|our|its|their|all|of)\s+)+", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:than|(?:by|in|from|since)\s+(?:19|20)\d\d,?)\s+", re.IGNORECASE
)
"""What stands before an indicator and is none of it."""

_OPENS_AMISS = re.compile(
    r"(?:from|to|by|at|with|up|down|we|it|they|he|she|I|you|is|are|was|were|be|been|has|have|had|will|hundred|thousand|million"
    r"|billion|trillion)\s",
    re.IGNORECASE,
)
"""What no indicator begins with: its words belong to another figure."""

_HANGING = re.compile(r"(?:\s+(?:to|by|at|of|from|with|in|and))+$")
_LONGEST = 120
_BASE = re.compile(
    r"\b(?:(?:up|down)\s+)?from\s+(?:[a-z]+\s+){0,2}(?P<value>[$€£¥]?[\d.,]+(?:\s?%|\s(?!in\b|to\b)[a-z]+){0,2})(?:\s+in\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_BASE_YEAR = re.compile(
    r"\b(?:compared\s+(?:with|to)|on|over|against|from|relative\s+to|below|above)\s+(?:the\s+)?(?P<year>(?:19|20)\d\d)"
    r"(?:\s+levels?)?\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 90


class Observation(NamedTuple):
    """What a figure is of: the span of what is counted or None, the sort, and the baseline's value and year."""

    indicator: Span | None
    sort: str
    baseline_value: Decimal | None = None
    baseline_year: int | None = None


def observe(
    text: str, sentence: Span, span: Span, figure: Figure, vocabulary: Vocabulary
) -> Observation:
    """What a figure observes, as far as its clause says it.

    Args:
        text: The report's text.
        sentence: The sentence that the figure stands in.
        span: Its words.
        figure: What they say.
        vocabulary: Words of figures and of actions.

    Example:
        >>> from policygraph.vocabulary import load_vocabulary
        >>> words, text = load_vocabulary(), "The share of rail freight will rise from 45% in 2024 to 60%."
        >>> figure = read_figure("60%", vocabulary=words)
        >>> found = observe(text, Span(0, len(text)), Span(text.index("60%"), len(text) - 1), figure, words)
        >>> found.indicator.of(text), found.sort, str(found.baseline_value), found.baseline_year
        ('share of rail freight', 'Share', '45', 2024)
    """
    clause = _clause(text, sentence, span)
    before = text[clause : span.begin]
    behind = text[span.end : min(sentence.end, span.end + _NEAR)]
    indicator = (
        _counted(text, span, figure)
        or _behind(text, span, sentence)
        or _sum_of(text, clause, span, figure)
        or _rate_of(text, clause, span, figure)
    )
    given = figure.currency and _GIVES.search(before)
    if indicator is None and not given:
        indicator = _measured(text, clause, span, vocabulary)
    value, year = _baseline(before[-_NEAR:], behind, vocabulary)
    return Observation(
        indicator=indicator,
        sort=_sort(figure, span.of(text), before, behind),
        baseline_value=value,
        baseline_year=year,
    )


def _clause(text: str, sentence: Span, span: Span) -> int:
    """Where the clause of a figure begins, behind an adjunct such as "In 2025,"."""
    begin = sentence.begin
    for mark in _CLAUSE.finditer(text, sentence.begin, span.begin):
        begin = mark.end()
    adjunct = _ADJUNCT.match(text, begin, span.begin)
    if adjunct:
        return adjunct.end()
    return begin


def _sort(figure: Figure, words: str, before: str, behind: str) -> str:
    if figure.unit.startswith(_POINTS):
        return CHANGE
    if figure.unit == PERCENT:
        return GROWTH if _grows(before, behind) else SHARE
    if _BY.search(before) or _ADDED.match(behind):
        return CHANGE
    if _MORE.search(words) or _MORE.search(before[-12:]):
        return CHANGE
    return LEVEL


def _grows(before: str, behind: str) -> bool:
    """Whether the words around a percentage say that it is a rate of growth."""
    if _BY.search(before) or _ELLIPSIS.search(before):
        return True
    if _GROWTH_BEHIND.match(behind):
        return True
    if _TO.search(before):
        return False
    return _AT_A_RATE.search(before) is not None


def _counted(text: str, span: Span, figure: Figure) -> Span | None:
    """What a figure's own words count: the noun behind "of", or the last one where that is no measure."""
    words = span.of(text)
    part = _OF.search(words)
    if part:
        return _trimmed(text, span.begin + part.end(), span.end)
    if not _counts_things(figure):
        return None
    noun = _NOUN.search(words)
    if noun is None:
        return None
    return _noun(text, span.begin + noun.start(), span.end)


def _counts_things(figure: Figure) -> bool:
    """Whether a figure's unit is what it counts, and no money, share or measure."""
    if figure.currency or not figure.unit:
        return False
    if figure.unit.startswith((PERCENT, _POINTS)):
        return False
    return figure.unit not in MEASURES


def _noun(text: str, begin: int, end: int) -> Span | None:
    """What is counted, behind the other end of a range."""
    other = _OTHER_END.match(text, begin, end)
    if other:
        begin = other.end()
    return _trimmed(text, begin, end)


def _behind(text: str, span: Span, sentence: Span) -> Span | None:
    """What a figure is a part or an amount of, or what grows by it, where it stands right behind."""
    found = _OF_BEHIND.match(text, span.end, sentence.end)
    if found is None:
        before = text[sentence.begin : span.begin]
        if _GROWTH_OF.search(before):
            found = _IN_BEHIND.match(text, span.end, sentence.end)
    return _named(text, found)


def _named(text: str, found: re.Match[str] | None, begin: int = 0) -> Span | None:
    """What a pattern found for the thing that is counted, in a part of the text that begins at an offset."""
    if found is None:
        return None
    first, end = found.span("what")
    return _trimmed(text, begin + first, begin + end)


def _sum_of(text: str, clause: int, span: Span, figure: Figure) -> Span | None:
    """What stands right before a sum of money and is its own ("a grant of $5,000"), with no verb in it."""
    if not figure.currency:
        return None
    found = _SUM_OF.search(text[clause : span.begin])
    if found is None:
        return None
    plain = found["what"].replace(" of ", " ")
    if _FINITE.search(plain):
        return None
    return _named(text, found, clause)


def _rate_of(text: str, clause: int, span: Span, figure: Figure) -> Span | None:
    """The rate that a percentage is, named right before it."""
    if figure.unit != PERCENT:
        return None
    found = _RATE_OF.search(text, clause, span.begin)
    return _named(text, found)


def _measured(
    text: str, clause: int, span: Span, vocabulary: Vocabulary
) -> Span | None:
    """The subject of a figure's clause, or the object of its verb where that is imperative or has a pronoun before.

    What stands behind the last comma is tried first: it is often a clause of its own.
    """
    begin = clause
    end = span.begin
    bullet = _BULLET.match(text, begin, end)
    while bullet:
        begin = bullet.end()
        bullet = _BULLET.match(text, begin, end)
    comma = text.rfind(", ", begin, end)
    if comma >= 0:
        last = _subject(text, comma + 2, end, vocabulary)
        if last:
            return last
    return _subject(text, begin, end, vocabulary)


def _subject(text: str, begin: int, end: int, vocabulary: Vocabulary) -> Span | None:
    opening = _AND.match(text[begin:end])
    if opening:
        begin += opening.end()
    words = text[begin:end]
    changed = _CHANGED.search(words)
    if changed:
        first, last = changed.span("what")
        return _changed(text, begin + first, begin + last)
    if _has_object(words, vocabulary):
        return _named(text, _OBJECT.match(words), begin)
    verb = _finite(words)
    if verb == 0:
        return None
    return _trimmed(text, begin, begin + verb)


def _changed(text: str, begin: int, end: int) -> Span | None:
    """What a verb changes, up to the figure that it has now; behind that one the second thing that it changes."""
    figure = _TO_A_FIGURE.search(text, begin, end)
    if figure is None:
        return _trimmed(text, begin, end)
    another = _AND_ANOTHER.search(text, begin, end)
    if another:
        return _named(text, another)
    return _trimmed(text, begin, figure.start())


def _has_object(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause tells what is measured as its object: it opens with a pronoun or an order."""
    opening, *rest = words.split(maxsplit=2) or [""]
    first = opening.casefold()
    if first in _PRONOUNS:
        return True
    if rest and _is_finite(rest[0]):
        return False
    return _is_imperative(first.strip(","), vocabulary)


def _is_finite(word: str) -> bool:
    """Whether a word is a verb that follows its subject."""
    if word in _SMALL:
        return False
    return _FINITE.fullmatch(word) is not None


def _is_imperative(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word opens an order: a verb of policy without an ending."""
    if word.endswith("s"):
        return False
    return vocabulary.action_for(word) is not None


def _finite(words: str) -> int:
    """Where the verb of a clause begins, or the preposition behind which none follows; 0 where there is none."""
    finite = _FINITE.search(words)
    while finite and finite.group() in _SMALL and _goes_on(words, finite.end()):
        finite = _FINITE.search(words, finite.end())
    if finite is None:
        return 0
    return finite.start()


def _goes_on(words: str, end: int) -> bool:
    """Whether a verb follows a preposition, so that this stands inside the subject."""
    return _FINITE.search(words, end) is not None


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    words = text[begin:end]
    begin += len(words) - len(words.lstrip())
    ahead = _AHEAD.match(text, begin, end)
    if ahead:
        begin = ahead.end()
    words = _HANGING.sub("", text[begin:end].rstrip(" ,\n"))
    if len(words) > _LONGEST:
        return None
    bare = _DETERMINER.sub("", words)
    if not bare or bare.casefold() in _NO_SUBJECT:
        return None
    if _OPENS_AMISS.match(bare):
        return None
    last = begin + len(words)
    return Span(last - len(bare), last)


def _baseline(
    before: str, behind: str, vocabulary: Vocabulary
) -> tuple[Decimal | None, int | None]:
    found = _BASE.search(before) or _BASE.search(behind)
    if found and not _A_YEAR.fullmatch(found["value"]):
        figure = read_figure(found["value"], vocabulary=vocabulary)
        return figure.value, _year(found)
    return None, _year(_BASE_YEAR.search(behind))


def _year(found: re.Match[str] | None) -> int | None:
    """The year that a pattern found; None where it found none."""
    if found is None or found["year"] is None:
        return None
    return int(found["year"])
