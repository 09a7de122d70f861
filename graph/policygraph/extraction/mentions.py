"""Mentions: the reader's tags as spans of text, held against the grammar of names and against the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.extraction.boundaries import trim
from policygraph.extraction.model import Mention, Rejected
from policygraph.namespaces import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.extraction.reader import Reader, Scores
    from policygraph.extraction.windows import Window
    from policygraph.spans import Span
    from policygraph.vocabulary import KnownName

READER = "reader"

_TOGETHER = ({"Institution", "Project"}, {"Industry", "Project"})
"""Classes that one span can name at once: a company stands for its project, a line of business for the action on it."""

NAMED = "Named"
"""The head that marks a place's name inside a longer name."""

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
        kind = "Place" if head == NAMED else head
        for tagged in scores.spans.get(head, ()):
            whole = window.span(tagged.first, tagged.last)
            edges = trim(window.texts, tagged.first, tagged.last, kind)
            if edges is None:
                rejected.append(Rejected(whole, kind, tagged.confidence, "nothing in it can open and close a name"))
                continue
            span = window.span(*edges)
            confidence = reader.calibration.of(head).at(tagged.confidence)
            if confidence < LEAST:
                rejected.append(Rejected(span, kind, confidence, "the reader is not sure enough"))
                continue
            kept.append(Mention(span, kind, confidence, READER, implied=head == NAMED))
    return _settled(kept, rejected)


def _settled(mentions: list[Mention], rejected: list[Rejected]) -> Found:
    """One class for a span, no place inside a longer name, an implied place only inside one."""
    full = {(m.span, m.type): m for m in mentions if not m.implied}
    names = [m for m in mentions if not m.implied and m.type in ("Place", "Institution", "Project")]
    kept = []
    for mention in mentions:
        reason = _against(mention, full, names)
        if reason:
            rejected.append(Rejected(mention.span, mention.type, mention.confidence, reason))
        else:
            kept.append(mention)
    return Found(tuple(sorted(kept, key=order)), tuple(rejected))


def _against(mention: Mention, full: dict[tuple[Span, str], Mention], names: list[Mention]) -> str:
    """Why a mention cannot stand beside the others; empty where it can."""
    if mention.implied:
        around = [name for name in names if name.span.covers(mention.span) and name.span != mention.span]
        return "" if around else "a place inside a name, but no name around it"
    for kind in CLASSES:
        other = full.get((mention.span, kind))
        if (
            other
            and not _together(kind, mention.type)
            and (other.confidence, kind) > (mention.confidence, mention.type)
        ):
            return f"taken for a {kind}"
    if mention.type == "Place" and any(
        name.span.covers(mention.span) and name.span != mention.span and name.type != "Place" for name in names
    ):
        return "a place inside another name shows in the linkages"
    return ""


def _together(one: str, other: str) -> bool:
    """Whether one span can name things of both classes at once."""
    return one == other or {one, other} in _TOGETHER


def order(mention: Mention) -> tuple[int, int, int, bool]:
    """The order of mentions: by begin, the longer first, by class, implied ones last."""
    return mention.span.begin, -mention.span.end, CLASSES.index(mention.type), mention.implied


def with_vocabulary(found: Found, known: Iterable[KnownName], denied: Iterable[KnownName]) -> Found:
    """The mentions after the vocabulary has spoken: known names stand whatever the reader thinks, barred ones go.

    Args:
        found: What the reader sees.
        known: Known names, in the order of the text.
        denied: Phrases that an entry bars from a class.
    """
    mentions, rejected = list(found.mentions), list(found.rejected)
    for span, entry, kind in denied:
        gone = [m for m in mentions if m.span == span and m.type == kind]
        mentions = [m for m in mentions if m not in gone]
        rejected += [Rejected(m.span, m.type, m.confidence, f"the vocabulary says so: {entry.iri}") for m in gone]
    for span, entry, kind in known:
        mentions = list(_admit(Mention(span, kind, 1.0, entry.iri), mentions, rejected))
    return Found(tuple(sorted(mentions, key=order)), tuple(rejected))


def _admit(new: Mention, mentions: list[Mention], rejected: list[Rejected]) -> Iterator[Mention]:
    """The mentions with a known name among them: a longer name around it keeps it out, others give way."""
    rivals = [m for m in mentions if not m.implied and m.span.overlap(new.span)]
    longer = [m for m in rivals if m.span != new.span and m.span.covers(new.span)]
    blocked = any(m.type == new.type or (new.type == "Place" and m.type != "Industry") for m in longer)
    if blocked:
        yield from mentions
        return
    for mention in mentions:
        gives_way = mention in rivals and (
            mention.type == new.type or (mention.span == new.span and not _together(mention.type, new.type))
        )
        if not gives_way:
            yield mention
        elif mention.span != new.span or mention.type != new.type:
            reason = f"the vocabulary knows another name here: {new.found_by}"
            rejected.append(Rejected(mention.span, mention.type, mention.confidence, reason))
    yield new
