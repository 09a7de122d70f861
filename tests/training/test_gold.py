"""The passages that readers are trained on."""

from __future__ import annotations

from training.gold import passages, trained_on


def test_a_reader_is_not_trained_on_the_fold_that_is_left_out() -> None:
    """All other passages are there, in the order of the list."""
    assert trained_on(2, 1.0) == [
        passage.name for passage in passages() if passage.fold != 2
    ]
    assert len(trained_on(0, 1.0)) == len(passages())


def test_a_smaller_share_of_the_prose_lies_in_a_larger() -> None:
    """Passages dense with names are always there, and of the prose the share that is asked for."""
    prose = {
        passage.name for passage in passages() if passage.is_prose and passage.fold != 1
    }
    dense = {
        passage.name
        for passage in passages()
        if not passage.is_prose and passage.fold != 1
    }
    quarter, half = set(trained_on(1, 0.25)), set(trained_on(1, 0.5))
    assert dense <= quarter < half
    assert [len(quarter & prose), len(half & prose)] == [
        round(len(prose) / 4),
        round(len(prose) / 2),
    ]
