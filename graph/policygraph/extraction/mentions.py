"""Mentions: the reader's tags as spans of text, held against the grammar of names and against the vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.extraction.boundaries import trim
from policygraph.extraction.model import READER, Mention, Rejected
from policygraph.extraction.strangers import is_stranger
from policygraph.namespaces import CLASSES, CONCEPT, LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policygraph.extraction.reader import Reader, Scores
    from policygraph.extraction.tagging import Tagged
    from policygraph.extraction.windows import Edges, Window
    from policygraph.spans import Span
    from policygraph.vocabulary import KnownName

    _BySpan = dict[tuple[Span, str], Mention]

_WORD = re.compile(r"[^\W\d_]+")
_NAMES = frozenset({"Place", "Institution", "Project"})

_TOGETHER = ({"Institution", "Project"}, {"Industry", "Project"})
"""Classes that one span can name at once: a company stands for its project, a line of business for the action on it."""

NAMED = "Named"
"""The head that marks a place's name inside a longer name."""

UNSURE = "the reader is not sure enough"
_NO_EDGES = "nothing in it can open and close a name"

HINT = 0.2
"""The confidence, 0–1, from which the reader's candidate lets an everyday word of the vocabulary stand."""

MOST_OF_A_WORD = 0.99
"""How sure an everyday word can be at most, 0–1: it never speaks for itself."""

LEAST = 0.5
"""Below this confidence, 0–1, a span is kept out; chosen on reports left out of training."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a window yields before the vocabulary is asked."""

    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]


def mentions_of(window: Window, scores: Scores, reader: Reader) -> Found:
    """The mentions that the reader sees in a window, in the order of the text, and the candidates it keeps out."""
    kept: list[Mention] = []
    rejected: list[Rejected] = []
    for head in (*CLASSES, NAMED):
        for tagged in scores.spans.get(head, ()):
            candidate = _candidate(window, tagged, head, reader)
            if isinstance(candidate, Mention):
                kept.append(candidate)
            else:
                rejected.append(candidate)
    return _settled(kept, rejected)


def _candidate(
    window: Window, tagged: Tagged, head: str, reader: Reader
) -> Mention | Rejected:
    """What a head marks as a mention, trimmed and calibrated, or why it is none."""
    kind = "Place" if head == NAMED else head
    whole = window.span(tagged.first, tagged.last)
    edges = trim(window.texts, tagged.first, tagged.last, kind)
    if edges is None:
        return Rejected(whole, kind, tagged.confidence, _NO_EDGES)
    span = window.span(*edges)
    reason = _is_none(window, edges, head)
    if reason:
        return Rejected(span, kind, tagged.confidence, reason)
    confidence = reader.calibration.of(head).at(tagged.confidence)
    if confidence < LEAST:
        return Rejected(span, kind, confidence, UNSURE)
    return Mention(
        span=span,
        type=kind,
        confidence=confidence,
        found_by=READER,
        implied=head == NAMED,
    )


def _is_none(window: Window, edges: Edges, head: str) -> str:
    """Why a span names nothing of the class that a head takes it for; empty where it may."""
    first, last = edges
    if head == "Industry" and _is_verb(window, first, last):
        return "a verb with its preposition"
    if is_stranger(window.texts[first : last + 1], head):
        return "the name of a law, an event, a writing or a person"
    return ""


def _is_verb(window: Window, first: int, last: int) -> bool:
    """Whether one word is a participle that "for" follows ("accounting for 46%"), and no line of business."""
    if first != last:
        return False
    word = window.texts[first]
    if not word.islower() or not word.endswith("ing"):
        return False
    following = window.texts[last + 1 : last + 2]
    return following == ("for",)


def _settled(mentions: list[Mention], rejected: list[Rejected]) -> Found:
    """One class for a span, no place inside a longer name, an implied place only inside one."""
    full: _BySpan = {}
    for mention in mentions:
        if not mention.implied:
            full[mention.span, mention.type] = mention
    names = [one for one in full.values() if one.type in _NAMES]
    kept = []
    for mention in mentions:
        reason = _against(mention, full, names)
        if reason:
            rejected.append(mention.kept_out(reason))
        else:
            kept.append(mention)
    kept.sort(key=order)
    return Found(tuple(kept), tuple(rejected))


def _classes_around(span: Span, names: list[Mention]) -> set[str]:
    return {name.type for name in names if _holds(name.span, span)}


def _against(mention: Mention, full: _BySpan, names: list[Mention]) -> str:
    """Why a mention cannot stand beside the others; empty where it can."""
    around = _classes_around(mention.span, names)
    if mention.implied and around:
        return ""
    if mention.implied:
        return "a place inside a name, but no name around it"
    taken = _taken_for(mention, full)
    if taken:
        return f"taken for a {taken}"
    if mention.type == "Place" and around - {"Place"}:
        return "a place inside another name shows in the linkages"
    return ""


def _taken_for(mention: Mention, full: _BySpan) -> str:
    """The first class that the reader is surer of on a mention's span; empty where there is none."""
    for kind in CLASSES:
        other = full.get((mention.span, kind))
        if other and _beats(other, mention):
            return kind
    return ""


def _beats(one: Mention, other: Mention) -> bool:
    """Whether of two mentions on one span, which cannot both stand, the first is surer."""
    if _together(one.type, other.type):
        return False
    return (one.confidence, one.type) > (other.confidence, other.type)


def _holds(around: Span, inside: Span) -> bool:
    if around == inside:
        return False
    return around.covers(inside)


def _together(one: str, other: str) -> bool:
    """Whether one span can name things of both classes at once."""
    if one == other:
        return True
    return {one, other} in _TOGETHER


def in_free_places(
    seen: Iterable[tuple[Span, str]], taken: Iterable[Span], window: Window
) -> Iterator[tuple[Span, str]]:
    """Of spans with their classes those in the window that share no character with what is taken, or one before."""
    stands = list(taken)
    for span, kind in seen:
        if window.has(span) and not any(map(span.overlap, stands)):
            stands.append(span)
            yield span, kind


def order(mention: Mention) -> tuple[int, int, int, bool]:
    """The order of mentions: by begin, the longer first, by class, implied ones last."""
    return (
        mention.span.begin,
        -mention.span.end,
        CLASSES.index(mention.type),
        mention.implied,
    )


def without_person(found: Found, text: str, person: str) -> Found:
    """The mentions without those that are the name of a person, who is none of the classes.

    Args:
        found: What the reader sees.
        text: The report's text.
        person: The name; an empty one stands for nobody.
    """
    if not person:
        return found
    named = [one for one in found.mentions if one.span.of(text) == person]
    return _without(found, named, "the person who delivers the report")


def without_title(found: Found, text: str, title: str) -> Found:
    """The mentions without those of the report itself by its title, which is no project.

    Args:
        found: What the reader sees.
        text: The report's text.
        title: The report's title; years and the article in it do not count.
    """
    words = _letters(title)
    if not words:
        return found
    projects = (one for one in found.mentions if one.type == "Project")
    named = [one for one in projects if _letters(one.span.of(text)) == words]
    return _without(found, named, "the report's own title")


def _letters(name: str) -> list[str]:
    words: list[str] = _WORD.findall(name.casefold())
    return [word for word in words if word != "the"]


def _without(found: Found, gone: Sequence[Mention], reason: str) -> Found:
    kept = [mention for mention in found.mentions if mention not in gone]
    rejected = (one.kept_out(reason) for one in gone)
    return Found(tuple(kept), (*found.rejected, *rejected))


def with_vocabulary(
    found: Found,
    known: Iterable[KnownName],
    denied: Iterable[KnownName],
    everyday: AbstractSet[Span] = frozenset(),
) -> Found:
    """The mentions after the vocabulary has spoken: known names stand whatever the reader thinks, barred ones go.

    Args:
        found: What the reader sees.
        known: Known names, in the order of the text.
        denied: Phrases that an entry bars from a class.
        everyday: Where a known name is a common word, which stands only if the reader sees something there too.
    """
    rejected = list(found.rejected)
    barred = {(span, kind): entry.iri for span, entry, kind in denied}
    gone = []
    for one in found.mentions:
        by = barred.get((one.span, one.type))
        if by is not None:
            gone.append(one)
            rejected.append(one.kept_out(f"the vocabulary says so: {by}"))
    mentions = [mention for mention in found.mentions if mention not in gone]
    for name in known:
        sure = 1.0
        if name.span in everyday:
            sure = _seen(name, found)
        if sure >= HINT:
            new = Mention(
                span=name.span,
                type=name.type,
                confidence=sure,
                found_by=name.entry.iri,
            )
            mentions = list(_admit(new, mentions, rejected))
    mentions.sort(key=order)
    return Found(tuple(mentions), tuple(rejected))


def everyday_names(window: Window, known: Iterable[KnownName]) -> frozenset[Span]:
    """Where one common word of the language stands for a known industry, of a shipped entry and not a user's own.

    Such a word ("accounting", "power", "Power" where a sentence or a heading opens) names the industry in some places
    only.
    """
    industries = (name for name in known if name.type == "Industry")
    common = (name for name in industries if _is_common(window, name))
    return frozenset(name.span for name in common)


def _is_common(window: Window, name: KnownName) -> bool:
    """Whether a shipped entry knows a name that is one common word."""
    if not name.entry.iri.startswith((CONCEPT, LEXICON)):
        return False
    first, last = window.at(name.span)
    if first != last:
        return False
    word = window.texts[first]
    return word.islower() or word.lower() in name.entry.labels


def _seen(name: KnownName, found: Found) -> float:
    """How sure the reader is of an industry where a known name stands, kept or not; 0 where it saw none."""
    unsure = [one for one in found.rejected if one.reason == UNSURE]
    candidates: list[Mention | Rejected] = [*found.mentions, *unsure]
    surest = 0.0
    for one in candidates:
        if one.type == name.type and one.span.overlap(name.span):
            surest = max(surest, one.confidence)
    return min(surest, MOST_OF_A_WORD)


def _rivals(new: Mention, mentions: list[Mention]) -> list[Mention]:
    """The mentions that share characters with a known name."""
    names = (one for one in mentions if not one.implied)
    return [one for one in names if one.span.overlap(new.span)]


def _admit(
    new: Mention, mentions: list[Mention], rejected: list[Rejected]
) -> Iterator[Mention]:
    """The mentions with a known name among them: a longer name around it keeps it out, others give way."""
    rivals = _rivals(new, mentions)
    if any(_keeps_out(rival, new) for rival in rivals):
        yield from mentions
        return
    reason = f"the vocabulary knows another name here: {new.found_by}"
    for mention in mentions:
        if mention not in rivals or not _makes_room(mention, new):
            yield mention
        elif (mention.span, mention.type) != (new.span, new.type):
            rejected.append(mention.kept_out(reason))
    yield new


def _keeps_out(rival: Mention, new: Mention) -> bool:
    """Whether a longer name around a known one keeps it out."""
    if not _holds(rival.span, new.span):
        return False
    if rival.type == new.type:
        return True
    return new.type == "Place" and rival.type != "Industry"


def _makes_room(mention: Mention, new: Mention) -> bool:
    """Whether a mention cannot stand beside a known name that it shares characters with."""
    if mention.type == new.type:
        return True
    if mention.span != new.span:
        return False
    return not _together(mention.type, new.type)
