"""Sentences of our own with marked mentions, and what tests ask of the reading that is linked from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.extraction.model import Mention
from policygraph.spans import Span

if TYPE_CHECKING:
    from policygraph.linking.model import Linked

_CLASSES = {
    "P": "Place",
    "I": "Institution",
    "J": "Project",
    "N": "Industry",
    "T": "Target",
    "p": "implied",
}
_MARK = re.compile(r"\[([PIJNTp]) |\]")


def marked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """A text without its marks, and the mentions that they mark: ``[J Huake [N chip] plant]`` nests an industry.

    The letters are P for a place, I an institution, J a project, N an industry, T a target, p an implied place.
    """
    plain, opened, mentions = "", [], []
    at = 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((len(plain), _CLASSES[mark[1]]))
        else:
            begin, type_ = opened.pop()
            implied = type_ == "implied"
            mentions.append(
                Mention(
                    Span(begin, len(plain)),
                    "Place" if implied else type_,
                    0.9,
                    "reader",
                    implied,
                )
            )
    plain += text[at:]
    return plain, tuple(
        sorted(mentions, key=lambda mention: (mention.span.begin, -mention.span.end))
    )


def labels(found: Linked, type_: str) -> list[str]:
    """The labels of the entities of a class, in their order."""
    return [entity.label for entity in found.entities if entity.type == type_]


def statements(found: Linked) -> set[tuple[str, str, str, str]]:
    """The linkages as labels, property and finder."""
    return {
        (
            found.entities[one.subject].label,
            one.property,
            found.entities[one.object].label,
            one.found_by,
        )
        for one in found.linkages
    }
