"""Where the object of a measure ends: before a clause that says what the measure is for.

"Use the register to find empty homes" is a measure on the register; what follows "to" only says why. The infinitive
belongs to the object where the verb acts on who is to do it ("help farmers to sell"), where its noun asks for one ("a
plan to sell"), and where it is passive ("the posts to be filled").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETS_TO_WORK = frozenset(
    {
        "allow", "appoint", "ask", "assist", "attract", "authorise", "authorize", "call", "challenge", "commission",
        "compel", "direct", "drive", "empower", "enable", "encourage", "entitle", "expect", "force", "get", "guide",
        "help", "induce", "inspire", "instruct", "invite", "lead", "mandate", "mobilise", "mobilize", "motivate",
        "oblige", "order", "organise", "organize", "permit", "persuade", "press", "promote", "prompt", "push",
        "remind", "request", "require", "spur", "stimulate", "support", "teach", "train", "urge", "want",
    }
)  # fmt: skip
"""Verbs whose object is to do what the infinitive says."""

_ASKS_FOR = frozenset(
    {
        "ability", "action", "agreement", "aim", "ambition", "approach", "arrangement", "attempt", "bid", "bill",
        "campaign", "capability", "capacity", "chance", "commitment", "condition", "decision", "desire",
        "determination", "drive", "duty", "effort", "freedom", "goal", "guidance", "idea", "incentive",
        "initiative", "intention", "law", "legislation", "mandate", "means", "measure", "method", "mission",
        "motion", "move", "need", "objective", "obligation", "offer", "operation", "opportunity", "option", "order",
        "permission", "plan", "pledge", "policy", "potential", "power", "pressure", "procedure", "programme",
        "program", "project", "promise", "proposal", "readiness", "reason", "reform", "regulation", "request",
        "resolve", "responsibility", "right", "rule", "scheme", "step", "strategy", "struggle", "suggestion",
        "target", "task", "time", "tool", "way", "willingness", "work",
    }
)  # fmt: skip
"""Nouns that an infinitive completes."""

_VERBS = frozenset(
    {
        "achieve", "address", "adopt", "allow", "assess", "assist", "attract", "avoid", "become", "boost", "bring",
        "build", "buy", "carry", "change", "check", "collect", "combat", "compare", "compete", "complete",
        "control", "cover", "create", "cut", "deal", "decide", "deliver", "detect", "develop", "draw", "drive",
        "ease", "enable", "encourage", "end", "engage", "enhance", "ensure", "expand", "explain", "explore",
        "extend", "face", "fight", "fill", "find", "finish", "foster", "fund", "gain", "get", "give", "grow",
        "guarantee", "guide", "handle", "help", "hire", "identify", "improve", "include", "increase", "inform",
        "invest", "join", "keep", "learn", "let", "limit", "lower", "maintain", "make", "manage", "meet", "monitor",
        "move", "obtain", "offer", "open", "pay", "plan", "prepare", "prevent", "produce", "promote", "protect",
        "prove", "provide", "pursue", "raise", "reach", "realise", "receive", "recover", "recruit", "reduce",
        "remove", "replace", "respond", "restore", "save", "secure", "see", "seek", "sell", "serve", "set", "share",
        "show", "solve", "speed", "spread", "start", "stop", "strengthen", "study", "support", "sustain", "tackle",
        "take", "test", "track", "train", "treat", "turn", "understand", "use", "work",
    }
)  # fmt: skip
"""Verbs that often open a clause of purpose; many others are told by their endings."""

_ADVERBS = frozenset({"also", "better", "further", "help"})

_OPENING = frozenset({"so", "whereas", "while"})
_OPENING_PAIRS = frozenset({("in", "order"), ("together", "with")})

_VERBAL = (
    "ise",
    "ize",
    "ify",
    "ulate",
    "inate",
    "itate",
    "icate",
    "orate",
    "ollate",
    "then",
    "aden",
)


def before_purpose(words: Sequence[str], verb: str, first: int, last: int) -> int:
    """The last word of an object without the clause of purpose that the reader took for a part of it.

    Args:
        words: The words of the window.
        verb: The measure's verb.
        first: The first word of the object.
        last: Its last word.

    Example:
        >>> words = "Use the register to find empty homes".split()
        >>> words[1 : before_purpose(words, "Use", 1, 6) + 1]
        ['the', 'register']
    """
    end = _before_clause(words, first, last)
    if _bare(verb) & _SETS_TO_WORK:
        return end
    for index in range(first + 1, end):
        if words[index] != "to":
            continue
        if not _is_infinitive(words[index + 1 : index + 3]):
            continue
        if not _completes(words[first:index]):
            return index - 1
    return end


def _before_clause(words: Sequence[str], first: int, last: int) -> int:
    """The last word before what opens a clause of its own: "so that", "in order to", "together with"."""
    for index in range(first + 1, last):
        word = words[index].lower()
        pair = (word, words[index + 1].lower())
        if word in _OPENING or pair in _OPENING_PAIRS:
            before = index - 1
            if words[before] == ",":
                before -= 1
            return before
    return last


def _is_infinitive(behind: Sequence[str]) -> bool:
    """Whether the words behind "to" begin with an active verb, as far as a list and its ending tell."""
    (word, *others) = behind
    if others and _is_adverb(word):
        return _is_verb(others[0])
    return _is_verb(word)


def _is_adverb(word: str) -> bool:
    if word in _ADVERBS:
        return True
    return word.endswith("ly")


def _is_verb(word: str) -> bool:
    if word in _VERBS:
        return True
    return word.islower() and word.endswith(_VERBAL)


def _completes(before: Sequence[str]) -> bool:
    """Whether some noun before an infinitive asks for one, or what stands right before it is no noun."""
    nearest = before[-1].lower()
    if nearest.endswith(("able", "ing", "ed")):
        return True
    return any(_bare(word) & _ASKS_FOR for word in before)


def _bare(word: str) -> set[str]:
    """A word in its possible uninflected forms."""
    lower = word.lower()
    forms = {
        lower,
        lower.removesuffix("s"),
        lower.removesuffix("d"),
        lower.removesuffix("ed"),
        lower.removesuffix("ing"),
    }
    forms |= {
        lower.removesuffix("ing") + "e",
        lower.removesuffix("ies") + "y",
        lower.removesuffix("es"),
    }
    return forms
