"""What figures observe: of what, in which sense, from what; and all that is read of them where they stand in prose."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from labelled import offset_in
from policygraph.linking import read_figure
from policygraph.linking.figurewords import iso_codes
from policygraph.linking.observations import observe
from policygraph.spans import Span
from training.gold import read_passage

if TYPE_CHECKING:
    from policygraph.linking import Figure
    from policygraph.linking.observations import Observation
    from policygraph.vocabulary import Vocabulary

LABELLED = Path(__file__).with_name("figures_in_prose.tsv")
ISO_4217 = Path("/usr/share/iso-codes/json/iso_4217.json")
LEAST_RIGHT, LEAST_INDICATORS = 185, 150
UNKNOWN = "?"
CODE = 3


def read(
    text: str, span: Span, sentence: Span, vocabulary: Vocabulary
) -> tuple[Figure, Observation]:
    """A figure as the pipeline reads it, without what the report knows of its country."""
    figure = read_figure(
        span.of(text),
        vocabulary=vocabulary,
        context=sentence.of(text),
        before=text[sentence.begin : span.begin],
        behind=text[span.end : sentence.end],
    )
    return figure, observe(text, sentence, span, figure, vocabulary)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The share of rail will rise from 12% in 2024 to 20%.",
            "20%",
            ("share of rail", "Share", "12", 2024),
        ),
        (
            "Exports of slate grew by 7%.",
            "7%",
            ("Exports of slate", "Growth", "", None),
        ),
        (
            "Losses fell by 4 percentage points.",
            "4 percentage points",
            ("Losses", "Change", "", None),
        ),
        (
            "In 2030, forest cover shall reach 41%.",
            "41%",
            ("forest cover", "Share", "", None),
        ),
        (
            "Plant 300 hectares of willow.",
            "300 hectares of willow",
            ("willow", "Level", "", None),
        ),
        (
            "Some 25 ferries will be added.",
            "25 ferries",
            ("ferries", "Change", "", None),
        ),
        (
            "Raise the yield of barley to 5 tonnes.",
            "5 tonnes",
            ("yield of barley", "Level", "", None),
        ),
        (
            "The Tern Bank will lend up to 70 million euros.",
            "70 million euros",
            ("", "Level", "", None),
        ),
        (
            "Second, they will spend 8 million dollars on the quay.",
            "8 million dollars",
            ("", "Level", "", None),
        ),
        (
            "Finally, imports of tin stood at 9 million tonnes.",
            "9 million tonnes",
            ("imports of tin", "Level", "", None),
        ),
        (
            "I will increase the Harbour Grant from $3,000 to $5,000.",
            "$5,000",
            ("Harbour Grant", "Level", "3000", None),
        ),
        (
            "In May 2020, the board raised the fund's balance from $3 billion to $16 billion.",
            "$16 billion",
            ("fund's balance", "Level", "3000000000", None),
        ),
        (
            "They lifted the output of slate by 61% and median wages by 4%.",
            "4%",
            ("median wages", "Growth", "", None),
        ),
        (
            "The ministry had provided a one-off Winter Grant of $3,000.",
            "$3,000",
            ("one-off Winter Grant", "Level", "", None),
        ),
        (
            "Outlays on ferries have grown to six times its size, from $320 million to $1.9 billion.",
            "$1.9 billion",
            ("Outlays on ferries", "Level", "320000000", None),
        ),
        (
            "This was what happened – real incomes grew by 2.0%.",
            "2.0%",
            ("real incomes", "Growth", "", None),
        ),
        (
            "Each county fosters 3 to 5 makers of ferries.",
            "3 to 5 makers of ferries",
            ("ferries", "Level", "", None),
        ),
        (
            "The county brings up 3 to 5 ferry makers.",
            "3 to 5 ferry makers",
            ("ferry makers", "Level", "", None),
        ),
        (
            "Revenue of the port reached 90 million yuan, an increase of 7%.",
            "7%",
            ("Revenue of the port", "Growth", "", None),
        ),
        (
            "We plan for growth of 5 percent in retail sales and calm prices.",
            "5 percent",
            ("retail sales", "Growth", "", None),
        ),
        (
            "The airport will handle up to 12 million guests.",
            "up to 12 million guests",
            ("guests", "Level", "", None),
        ),
        (
            "For this year we plan for GDP growth of around 5%.",
            "5%",
            ("GDP growth", "Growth", "", None),
        ),
        (
            "This was an increase of 40 million yuan.",
            "40 million yuan",
            ("", "Level", "", None),
        ),
        (
            "In 2024, landings reached 9 million tonnes, up from 8 million tonnes in 2021.",
            "8 million tonnes",
            ("landings", "Level", "", None),
        ),
    ],
)
def test_a_clause_says_what_its_figure_observes(
    vocabulary: Vocabulary,
    text: str,
    words: str,
    expected: tuple[str, str, str, int | None],
) -> None:
    """Subject or object of the clause, or the noun of the figure itself; level, share, growth or change; baseline."""
    begin = text.index(words)
    found = read(text, Span(begin, begin + len(words)), Span(0, len(text)), vocabulary)[
        1
    ]
    value = "" if found.baseline_value is None else str(found.baseline_value)
    indicator = found.indicator.of(text) if found.indicator else ""
    assert (indicator, found.sort, value, found.baseline_year) == expected


def test_figures_of_prose_are_read_right(vocabulary: Vocabulary) -> None:
    """Value, bounds, unit, currency, sort and year of 200 figures, and what they are of, as labelled by hand."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    outcomes = [_outcome(row, vocabulary) for row in rows]
    assert len(rows) == 200
    assert sum(right for right, _ in outcomes) >= LEAST_RIGHT
    assert sum(named for _, named in outcomes) >= LEAST_INDICATORS


def _outcome(row: dict[str, str], vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether a figure is read as labelled, and whether its indicator has the head that was labelled."""
    report = read_passage(row["passage"]).report
    begin = offset_in(report.text, row["passage"], int(row["begin"]))
    span = Span(begin, begin + len(row["text"]))
    sentence = next(
        (one.span for one in report.sentences if one.span.covers(span)), span
    )
    figure, found = read(report.text, span, sentence, vocabulary)
    indicator = found.indicator.of(report.text).casefold() if found.indicator else ""
    named = (
        row["indicator"].casefold() in indicator if row["indicator"] else not indicator
    )
    year = row["year"] in {UNKNOWN, str(figure.year or "")}
    sort = (figure.comparison, found.sort) == (row["comparison"], row["sort"])
    return _is_value(row["value"], figure) and _is_unit(
        row["unit"], figure
    ) and sort and year, named


def _is_value(label: str, figure: Figure) -> bool:
    least, _, most = label.partition("..")
    if most:
        return (figure.value, figure.least, figure.most) == (
            None,
            Decimal(least),
            Decimal(most),
        )
    return figure.value == Decimal(least)


def _is_unit(label: str, figure: Figure) -> bool:
    """A currency's code, a measure or a share is compared; the noun of what is counted stands in the figure itself."""
    if label in {"", UNKNOWN}:
        return True
    return label == (
        figure.currency if len(label) == CODE and label.isupper() else figure.unit
    )


@pytest.mark.skipif(not ISO_4217.exists(), reason="needs Debian's iso-codes")
def test_currency_codes_are_those_of_the_installed_standard() -> None:
    """The list of codes holds every national currency of ISO 4217 and nothing else."""
    known = {
        row["alpha_3"]
        for row in json.loads(ISO_4217.read_text(encoding="utf-8"))["4217"]
    }
    assert iso_codes() <= known
    assert {code for code in known if not code.startswith("X")} <= iso_codes()
