"""Verbs in the imperative that open an item of a list: "a) Guide development", "Policy 4: Use local plans"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.extraction.english import ARTICLES, FINITE, NOT_LAST, POSSESSIVES
from policygraph.extraction.tagging import Tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.windows import Window

SURE = 0.6
"""What such a verb is given where the reader saw none, 0–1, before the curve of the measures."""

VERBS = frozenset(
    {
        "accelerate", "adapt", "adjust", "adopt", "advance", "advertise", "advocate", "align", "allocate", "allow",
        "amend", "analyse", "analyze", "apply", "appoint", "approve", "arrange", "assess", "assign", "assist",
        "attract", "audit", "ban", "boost", "broaden", "build", "buy", "calculate", "carry", "certify", "clarify",
        "clear", "collect", "combat", "commission", "complete", "conduct", "connect", "conserve", "consider",
        "consolidate", "construct", "continue", "convene", "convert", "coordinate", "create", "cut", "decommission",
        "decrease", "deepen", "define", "deliver", "demolish", "deploy", "design", "designate", "develop",
        "digitise", "digitize", "direct", "discourage", "disseminate", "distribute", "diversify", "double", "draft",
        "eliminate", "employ", "empower", "enact", "encourage", "end", "enforce", "engage", "enhance", "enlarge",
        "ensure", "equip", "establish", "evaluate", "examine", "expand", "expedite", "explore", "extend",
        "facilitate", "finalise", "finalize", "finance", "finish", "formulate", "foster", "fund", "gather", "grant",
        "grow", "guarantee", "guide", "halve", "harmonise", "harmonize", "help", "hire", "identify", "implement",
        "improve", "include", "incorporate", "increase", "inform", "initiate", "inspect", "install", "institute",
        "integrate", "introduce", "invest", "invite", "involve", "issue", "keep", "launch", "legislate", "limit",
        "link", "locate", "lower", "maintain", "make", "manage", "map", "maximise", "maximize", "minimise",
        "minimize", "mobilise", "mobilize", "modernise", "modernize", "monitor", "move", "negotiate", "nominate",
        "notify", "offer", "open", "operate", "optimise", "optimize", "organise", "organize", "pay", "permit",
        "phase", "pilot", "plan", "plant", "prepare", "preserve", "prevent", "prioritise", "prioritize", "procure",
        "produce", "prohibit", "promote", "protect", "provide", "publicise", "publicize", "publish", "purchase",
        "pursue", "put", "raise", "ratify", "reactivate", "recruit", "recycle", "redesign", "redevelop", "reduce",
        "reform", "regenerate", "register", "regulate", "rehabilitate", "reinforce", "relocate", "remove", "renew",
        "renovate", "reopen", "repair", "repeal", "replace", "require", "research", "resolve", "respect", "restore",
        "restrict", "restructure", "retain", "retrofit", "revise", "revitalise", "revitalize", "safeguard", "scale",
        "secure", "separate", "set", "simplify", "sponsor", "stabilise", "stabilize", "standardise", "standardize",
        "stimulate", "streamline", "strengthen", "strive", "supply", "support", "sustain", "tackle", "tailor",
        "train", "transfer", "transform", "treat", "triple", "undertake", "upgrade", "use", "utilise", "utilize",
        "widen", "work",
    }
)  # fmt: skip
"""Verbs in their plain form with which programmes say what is to be done; those of reading ("see", "note") are not."""

_NO_OBJECT = NOT_LAST - ARTICLES - POSSESSIVES | {*",;:.)/"}
"""What does not follow a verb with an object."""

_PARTICLES = frozenset({"in", "off", "on", "out", "up", "with"})
_MARKS = frozenset("-–—•·*▪‣◦●►➢✓()[].")
_BEHIND_A_MARK = frozenset(").]")
_LONGEST_MARK = 3


def imperatives_of(window: Window, seen: Sequence[Tagged]) -> Iterator[Tagged]:
    """The verbs in the imperative that open a paragraph, or what follows its heading's colon, and were not seen.

    Args:
        window: The window; only its first sentence is looked at, for a later one may spell out what this one says.
        seen: The verbs that the reader saw.
    """
    if len(set(window.sentences)) > 1:
        return
    for at in _openings(window.texts):
        if not _is_imperative(window.texts, at):
            continue
        if any(verb.first <= at + 1 and at <= verb.last for verb in seen):
            continue
        last = at + _has_particle(window.texts, at)
        yield Tagged(at, last, SURE)
        return


def _openings(words: Sequence[str]) -> Iterator[int]:
    """Where a paragraph's first words stand, behind its mark or number, and those behind its first colon."""
    at = 0
    while at < len(words) and _is_mark(words, at):
        at += 1
    yield at
    if ":" in words:
        yield words.index(":") + 1


def _is_mark(words: Sequence[str], at: int) -> bool:
    """Whether a word belongs to an item's mark: a bullet, a number, a letter before a bracket or a stop."""
    word = words[at]
    if word in _MARKS or word[0].isdigit():
        return True
    if len(word) > _LONGEST_MARK:
        return False
    following = words[at + 1 : at + 2]
    return not _BEHIND_A_MARK.isdisjoint(following)


def _is_imperative(words: Sequence[str], at: int) -> bool:
    """Whether a capitalised verb stands there with an object, and no noun that is written alike."""
    if at + 2 >= len(words) or not words[at].istitle():
        return False
    if words[at].lower() not in VERBS:
        return False
    following = words[at + 1].lower()
    if following in FINITE:
        return False
    if following in _PARTICLES:
        return words[at + 2].lower() not in FINITE
    return following not in _NO_OBJECT


def _has_particle(words: Sequence[str], at: int) -> bool:
    return words[at + 1].lower() in _PARTICLES
