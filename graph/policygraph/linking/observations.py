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

LEVEL, SHARE, GROWTH, CHANGE = "Level", "Share", "Growth", "Change"
"""The sorts of figures: how much there is, what part of a whole, by what rate it grows, by how much it changes."""

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
        *("we", "it", "they", "he", "she", "i", "you"),
        *("this", "that", "these", "which", "who", "there"),
    }
)
_NO_SUBJECT = _PRONOUNS | {
    *("up", "down", "a", "an", "the", "amount", "average", "decline", "decrease", "drop", "growth", "increase"),
    *("maximum", "minimum", "reduction", "rise", "sum", "total"),
}  # fmt: skip
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
    before, behind = (
        text[clause : span.begin],
        text[span.end : min(sentence.end, span.end + _NEAR)],
    )
    own = (
        _counted(text, span, figure)
        or _behind(text, span, sentence)
        or _sum_of(text, clause, span, figure)
        or _rate_of(text, clause, span, figure)
    )
    given = bool(figure.currency) and _GIVES.search(before) is not None
    indicator = own or (None if given else _measured(text, clause, span, vocabulary))
    value, year = _baseline(before[-_NEAR:], behind, vocabulary)
    return Observation(
        indicator, _sort(figure, span.of(text), before, behind), value, year
    )


def _clause(text: str, sentence: Span, span: Span) -> int:
    """Where the clause of a figure begins, behind an adjunct such as "In 2025,"."""
    begin = sentence.begin
    for mark in _CLAUSE.finditer(text, sentence.begin, span.begin):
        begin = mark.end()
    adjunct = _ADJUNCT.match(text, begin, span.begin)
    return adjunct.end() if adjunct else begin


def _sort(figure: Figure, words: str, before: str, behind: str) -> str:
    if figure.unit.startswith(_POINTS):
        return CHANGE
    if figure.unit == PERCENT:
        return GROWTH if _grows(before, behind) else SHARE
    added = _MORE.search(words) or _MORE.search(before[-12:]) or _ADDED.match(behind)
    return CHANGE if _BY.search(before) or added else LEVEL


def _grows(before: str, behind: str) -> bool:
    """Whether the words around a percentage say that it is a rate of growth."""
    moved = _BY.search(before) or (_AT_A_RATE.search(before) and not _TO.search(before))
    return bool(moved or _ELLIPSIS.search(before) or _GROWTH_BEHIND.match(behind))


def _counted(text: str, span: Span, figure: Figure) -> Span | None:
    """What a figure's own words count: the noun behind "of", or the last one where that is no measure."""
    words = span.of(text)
    part = _OF.search(words)
    if part:
        return _trimmed(text, span.begin + part.end(), span.end)
    if (
        figure.currency
        or figure.unit.startswith((PERCENT, _POINTS))
        or figure.unit in MEASURES
        or not figure.unit
    ):
        return None
    noun = _NOUN.search(words)
    return _noun(text, span.begin + noun.start(), span.end) if noun else None


def _noun(text: str, begin: int, end: int) -> Span | None:
    """What is counted, behind the other end of a range."""
    other = _OTHER_END.match(text, begin, end)
    return _trimmed(text, other.end() if other else begin, end)


def _behind(text: str, span: Span, sentence: Span) -> Span | None:
    """What a figure is a part or an amount of, or what grows by it, where it stands right behind."""
    found = _OF_BEHIND.match(text, span.end, sentence.end)
    if not found and _GROWTH_OF.search(text[sentence.begin : span.begin]):
        found = _IN_BEHIND.match(text, span.end, sentence.end)
    return _trimmed(text, *found.span("what")) if found else None


def _sum_of(text: str, clause: int, span: Span, figure: Figure) -> Span | None:
    """What stands right before a sum of money and is its own ("a grant of $5,000"), with no verb in it."""
    found = _SUM_OF.search(text[clause : span.begin]) if figure.currency else None
    if not found or _FINITE.search(found["what"].replace(" of ", " ")):
        return None
    return _trimmed(text, clause + found.start("what"), clause + found.end("what"))


def _rate_of(text: str, clause: int, span: Span, figure: Figure) -> Span | None:
    """The rate that a percentage is, named right before it."""
    if figure.unit != PERCENT:
        return None
    found = _RATE_OF.search(text, clause, span.begin)
    return _trimmed(text, *found.span("what")) if found else None


def _measured(
    text: str, clause: int, span: Span, vocabulary: Vocabulary
) -> Span | None:
    """The subject of a figure's clause, or the object of its verb where that is imperative or has a pronoun before.

    What stands behind the last comma is tried first: it is often a clause of its own.
    """
    begin = clause
    while bullet := _BULLET.match(text, begin, span.begin):
        begin = bullet.end()
    comma = text.rfind(", ", begin, span.begin)
    last = _subject(text, comma + 2, span.begin, vocabulary) if comma >= 0 else None
    return last or _subject(text, begin, span.begin, vocabulary)


def _subject(text: str, begin: int, end: int, vocabulary: Vocabulary) -> Span | None:
    opening = _AND.match(text[begin:end])
    begin += opening.end() if opening else 0
    words = text[begin:end]
    changed = _CHANGED.search(words)
    if changed:
        return _changed(
            text, begin + changed.start("what"), begin + changed.end("what")
        )
    if _has_object(words, vocabulary):
        found = _OBJECT.match(words)
        return (
            _trimmed(text, begin + found.start("what"), begin + found.end("what"))
            if found
            else None
        )
    verb = _finite(words)
    return _trimmed(text, begin, begin + verb) if verb else None


def _changed(text: str, begin: int, end: int) -> Span | None:
    """What a verb changes, up to the figure that it has now; behind that one the second thing that it changes."""
    figure = _TO_A_FIGURE.search(text, begin, end)
    another = _AND_ANOTHER.search(text, begin, end) if figure else None
    if another:
        return _trimmed(text, *another.span("what"))
    return _trimmed(text, begin, figure.start() if figure else end)


def _has_object(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause tells what is measured as its object: it opens with a pronoun or an order."""
    first, *rest = words.split(maxsplit=2) or [""]
    if first.casefold() in _PRONOUNS:
        return True
    finite_next = (
        bool(rest) and _FINITE.fullmatch(rest[0]) is not None and rest[0] not in _SMALL
    )
    return not finite_next and _is_imperative(first.casefold().strip(","), vocabulary)


def _is_imperative(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word opens an order: a verb of policy without an ending."""
    return not word.endswith("s") and vocabulary.action_for(word) is not None


def _finite(words: str) -> int:
    """Where the verb of a clause begins, or the preposition behind which none follows; 0 where there is none."""
    finite = _FINITE.search(words)
    while finite and finite.group() in _SMALL and _goes_on(words, finite.end()):
        finite = _FINITE.search(words, finite.end())
    return finite.start() if finite else 0


def _goes_on(words: str, end: int) -> bool:
    """Whether a verb follows a preposition, so that this stands inside the subject."""
    return _FINITE.search(words, end) is not None


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    words = text[begin:end]
    begin += len(words) - len(words.lstrip())
    ahead = _AHEAD.match(text, begin, end)
    begin = ahead.end() if ahead else begin
    words = _HANGING.sub("", text[begin:end].rstrip(" ,\n"))
    determiner = _DETERMINER.match(words)
    start = determiner.end() if determiner else 0
    if (
        not words[start:]
        or len(words) > _LONGEST
        or words[start:].casefold() in _NO_SUBJECT
        or _OPENS_AMISS.match(words[start:])
    ):
        return None
    return Span(begin + start, begin + len(words))


def _baseline(
    before: str, behind: str, vocabulary: Vocabulary
) -> tuple[Decimal | None, int | None]:
    found = _BASE.search(before) or _BASE.search(behind)
    if found and not re.fullmatch(r"(?:19|20)\d\d", found["value"]):
        value = read_figure(found["value"], vocabulary=vocabulary).value
        return value, int(found["year"]) if found["year"] else None
    year = _BASE_YEAR.search(behind)
    return None, int(year["year"]) if year else None
