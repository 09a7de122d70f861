"""The full names of what mentions name."""

from __future__ import annotations

import pytest

from marks import marked
from policygraph.linking.labels import label_mentions
from policygraph.report import parse_report

HEADS = frozenset(
    {
        "special economic zone",
        "railway",
        "hydropower station",
        "mine",
        "airport",
        "river",
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Speed up the [J Yuxi] and [J Chongqing-Hunan high-speed railways].",
            ["Yuxi high-speed railway", "Chongqing-Hunan high-speed railway"],
        ),
        (
            "Upgrade the [N chemical], [N equipment], [N food] and other industries.",
            ["chemical industry", "equipment", "food industry"],
        ),
        (
            "Serve the [P Alpha], [P Beta] and [P Gamma Delta Special Economic Zones].",
            [
                "Alpha Special Economic Zone",
                "Beta Special Economic Zone",
                "Gamma Delta Special Economic Zone",
            ],
        ),
        (
            "Reopen coal mines such as [J Alpha] and [J Beta].",
            ["Alpha coal mine", "Beta coal mine"],
        ),
        (
            "Complete [J Alpha], [J Beta] and other hydropower stations.",
            ["Alpha hydropower station", "Beta hydropower station"],
        ),
        (
            "Finish [J Alpha Airport] and the [J Beta-Gamma] and [J Delta-Epsilon railways].",
            ["Alpha Airport", "Beta-Gamma railway", "Delta-Epsilon railway"],
        ),
        (
            "Speed up [J Carp chips], [J Lantern] and other projects.",
            ["Carp chip project", "Lantern project"],
        ),
        ("Projects such as [J [I Zotye]] will follow.", ["Zotye", "Zotye project"]),
        ("Protect the “[P People’s  Auditorium]”.", ["People's Auditorium"]),
        ("[N Nuclear Power] matters; nuclear power is clean.", ["nuclear power"]),
        (
            "It gives greater assurance through schemes like [J Cedar Life] and the [J Elm Package].",
            ["Cedar Life scheme", "Elm Package scheme"],
        ),
        (
            "Money goes to sectors like [J Cedar Life] and [J Elm Care].",
            ["Cedar Life", "Elm Care"],
        ),
        (
            "The [J Cedar Benefit Fund] (CBF) is old. More schemes such as [J CBF] and [J Elm Care] will grow.",
            ["Cedar Benefit Fund", "CBF", "Elm Care scheme"],
        ),
        ("[N AI] and [N Beidou] will grow.", ["AI", "Beidou"]),
        (
            "Banks: the [I Bank of Alpha] and the [I Bank of Communications].",
            ["Bank of Alpha", "Bank of Communications"],
        ),
    ],
)
def test_a_mention_gets_its_full_name(text: str, expected: list[str]) -> None:
    """A head that a list shares goes to each member; other names are only tidied."""
    plain, mentions = marked(text)
    assert (
        list(label_mentions(parse_report(plain, name="x"), mentions, heads=HEADS))
        == expected
    )
