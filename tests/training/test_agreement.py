"""How far two readers of the same measures agree."""

from __future__ import annotations

import pytest

from training.agreement import SECOND, agreement
from training.filing import LOTS


def test_a_second_reader_labelled_the_measures_of_the_lot_itself() -> None:
    """Row for row, both tables name the same measures; only the areas are another's."""
    second = sorted(SECOND.glob("*.tsv"))
    assert second
    for path in second:
        assert _measures(path.read_text(encoding="utf-8")) == _measures(
            (LOTS / path.name).read_text(encoding="utf-8")
        )


def _measures(table: str) -> list[str]:
    return [line.rpartition("\t")[0] for line in table.splitlines()]


def test_agreement_is_counted_in_pairs_of_a_measure_and_an_area() -> None:
    """Of three areas by the one and three by the other, two are the same; one measure of three is alike."""
    water, climate = frozenset({"water"}), frozenset({"climate"})
    found = agreement([water, water | climate, frozenset()], [water, water, climate])
    assert (found.both, found.first, found.second, found.alike) == (2, 3, 3, 1)
    assert found.f1 == pytest.approx(2 / 3)


def test_kappa_is_one_where_both_are_alike_and_nought_where_they_meet_by_chance() -> (
    None
):
    """Whoever gives the areas of the other has 1; two who meet as often as dice would have 0."""
    water, climate = frozenset({"water"}), frozenset({"climate"})
    assert agreement([water, climate], [water, climate]).kappa == pytest.approx(1)
    both = water | climate
    assert agreement([both, frozenset()], [water, water]).kappa == pytest.approx(0)
