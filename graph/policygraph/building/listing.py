"""What the page of several reports tells of one that was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.views.corpus import COUNTED, Row

if TYPE_CHECKING:
    from policygraph.building.model import Outcome


def row_of(outcome: Outcome) -> Row:
    """The row of a report.

    Raises:
        ValueError: The report was not built.
    """
    account = outcome.account
    if account is None:
        raise ValueError(f"'{outcome.path}' was not built: expected one that was")
    graph, page = (path.name for path in outcome.files[:2])
    return Row(
        title=account.title,
        date=account.date,
        place=account.place,
        kind=account.reading.kind if account.reading else "",
        counts=tuple(account.summary.counts[name] for name in COUNTED),
        notes=account.notes,
        page=page,
        graph=graph,
    )
