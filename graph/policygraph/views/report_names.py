"""What reports are called, so that none of them is taken for another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Titled(NamedTuple):
    """A report's title, its year and its file's name without the ending; what is not known is empty."""

    title: str
    year: str
    stem: str


def told_apart(reports: Sequence[Titled]) -> list[str]:
    """A name for each report: its title, with its year and then its file's name where several bear it.

    Example:
        >>> told_apart([Titled("Plan", "2031", "a"), Titled("Plan", "2032", "b"), Titled("", "", "c")])
        ['Plan (2031)', 'Plan (2032)', 'c']
    """
    names = [one.title.strip() or one.stem for one in reports]
    for name_anew in (_with_year, _with_stem):
        often = Counter(names)
        for place, report in enumerate(reports):
            name = names[place]
            if often[name] > 1:
                names[place] = name_anew(name, report)
    return names


def _with_year(name: str, report: Titled) -> str:
    if not report.year or report.year in name:
        return name
    return f"{name} ({report.year})"


def _with_stem(name: str, report: Titled) -> str:
    if not report.stem:
        return name
    return f"{name} – {report.stem}"
