"""Words that stand where a verb of a measure would and say how things are, not what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.extraction.english import (
    ARTICLES,
    CONJUNCTIONS,
    POSSESSIVES,
    PREPOSITIONS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_VERBS = (
    ARTICLES
    | CONJUNCTIONS
    | POSSESSIVES
    | PREPOSITIONS
    | {"it", "they", "we", "there", "necessary", "unchanged", "eligible", "ineligible"}
)

_OF_A_STATE = frozenset({"from", "in"})
_STATES = frozenset(
    {
        "anticipate", "anticipated", "anticipates", "anticipating", "become", "becomes", "became", "becoming",
        "believe", "believed", "believes", "believing", "belong", "belonged", "belonging", "belongs",
        "consist", "consisted", "consisting", "consists", "cost", "costing", "costs", "depend", "depended",
        "depending", "depends", "expect", "expected", "expecting", "expects", "experience", "experienced",
        "experiences", "experiencing", "face", "faced", "faces", "facing", "happen", "happened", "happening",
        "happens", "hope", "hoped", "hopes", "hoping", "know", "knew", "knowing", "known", "knows", "mean", "meaning",
        "means", "meant", "need", "needed", "needing", "needs", "occur", "occurred", "occurring", "occurs",
        "remain", "remained", "remaining", "remains", "result", "resulted", "resulting", "results", "seem", "seemed",
        "seems", "stem", "stemmed", "stemming", "stems", "suffer", "suffered", "suffering", "suffers", "thank",
        "thanked", "thanking", "thanks", "think", "thinking", "thinks", "thought", "total", "totaled", "totaling",
        "totalled", "totalling", "totals", "understand", "understanding", "understands", "understood", "wish",
        "wished", "wishes", "wishing", "witness", "witnessed", "witnesses", "witnessing",
    }
)  # fmt: skip


def tells_a_state(words: Sequence[str]) -> bool:
    """Whether the words of a verb name a state, an event or a thought, or no verb stands among them.

    A state with words behind it may be a doing ("face up to"), unless these are "from" or "in" ("resulting in").

    Args:
        words: The words that were taken for a verb, as they stand.

    Example:
        >>> tells_a_state(["totalling"]), tells_a_state(["below"])
        (True, True)
        >>> tells_a_state(["face", "up", "to"]), tells_a_state(["build"])
        (False, False)
    """
    plain = [word.lower() for word in words]
    if _NO_VERBS.issuperset(plain):
        return True
    if plain[0] not in _STATES:
        return False
    return _OF_A_STATE.issuperset(plain[1:])
