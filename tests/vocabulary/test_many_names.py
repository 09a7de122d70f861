"""Known names of long texts: each is compared with those that it overlaps, and with no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.vocabulary import load_vocabulary, matching

if TYPE_CHECKING:
    import pytest


def test_names_that_share_no_character_are_not_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Twice the text takes twice the comparisons, and finds twice the names."""
    compared = 0
    gives_way = matching._gives_way

    def counted(*names: matching.KnownName) -> bool:
        nonlocal compared
        compared += 1
        return gives_way(*names)

    monkeypatch.setattr(matching, "_gives_way", counted)
    sentence = "Chongqing and the Asian Development Bank pave roads in Nairobi. "
    vocabulary = load_vocabulary()
    found, took = [], []
    for times in (20, 40):
        compared = 0
        found.append(len(vocabulary.find(sentence * times)))
        took.append(compared)
    assert found[0] >= 20
    assert found[1] == 2 * found[0]
    assert took[1] <= 2 * took[0] + 1
