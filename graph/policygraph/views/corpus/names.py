"""What reports are called, so that none of them is taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.views.report_names import Titled, told_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.views.corpus.model import Row


def names_of(rows: Sequence[Row]) -> list[str]:
    """A name for each report: its title, with its year and then its file's name where several bear it.

    Example:
        >>> from policygraph.views.corpus import Row
        >>> plans = [Row("Plan", year, "", "", (), (), "", f"{year}.ttl") for year in ("2031", "2032")]
        >>> names_of(plans), names_of([*plans, plans[1]])[1]
        (['Plan (2031)', 'Plan (2032)'], 'Plan (2032) – 2032')
    """
    return told_apart([Titled(row.title, row.year, row.stem) for row in rows])
