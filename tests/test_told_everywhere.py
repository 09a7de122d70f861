"""What a graph says of figures, measures and lists of names is told by whatever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.building import build_files
from policygraph.explanation import explain
from policygraph.pipeline import build_graph
from policygraph.report import parse_report
from policygraph.sheets import sheets_of
from policygraph.store import GraphStore
from policygraph.views.reading import read_network
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.terms import Triple

TABLE = """# Schools of Arden

## Targets

| Indicator | Baseline 2022 | Target 2030 |
| --- | --- | --- |
| Pupils in school (%) | 61 | 85 |

## Work

The Ministry of Education will build the Marlow School by 2028.
"""


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Triple, ...]:
    """The graph of a plan with a table and a measure."""
    path = tmp_path_factory.mktemp("told") / "plan.md"
    path.write_text(TABLE, encoding="utf-8")
    return build_graph(path).triples


def test_a_spreadsheet_has_what_is_counted_and_from_where(
    triples: tuple[Triple, ...],
) -> None:
    """Indicator, baseline and its year stand beside the value."""
    head, row = sheets_of(triples)["Target"]
    told = dict(zip(head, row, strict=True))
    assert (told["Indicator"], told["Value"], told["Year"]) == (
        "Pupils in school",
        85,
        2030,
    )
    assert (told["Baseline"], told["Baseline year"]) == (61, 2022)


def test_a_spreadsheet_says_who_acts_and_by_when(triples: tuple[Triple, ...]) -> None:
    """Of a measure whose sentence says both."""
    head, *rows = sheets_of(triples)["Measure"]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["Actor"], one["Deadline"]) for one in told if one["Actor"]] == [
        ("Ministry of Education", "2028")
    ]


def test_explain_tells_what_is_counted(triples: tuple[Triple, ...]) -> None:
    """By its words, with the baseline."""
    with GraphStore.from_triples(triples) as store:
        facts = dict(explain(store, "85").facts)
    assert facts["indicator"] == "Pupils in school"
    assert (facts["baselineValue"], facts["baselineYear"]) == ("61", "2022")


@pytest.mark.parametrize(
    ("listed", "places"),
    [
        ("Canada, Mexico and the United States", {"Canada", "Mexico", "United States"}),
        ("Fiji, Samoa and the Solomon Islands", {"Fiji", "Samoa", "Solomon Islands"}),
    ],
)
def test_a_known_name_lends_no_word_to_those_before_it(
    listed: str, places: set[str]
) -> None:
    """The last of a list shares its head only where it is no name that is known as it stands."""
    built = build_graph(
        parse_report(f"We will expand trade with {listed} by 2027.", name="plan")
    )
    assert {
        entity.label for entity in built.linked.entities if entity.type == "Place"
    } == places


def test_a_name_of_one_s_own_takes_no_word_from_a_list(tmp_path: Path) -> None:
    """Whatever kind of IRI its entry has."""
    (tmp_path / "my.ttl").write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:my:c> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Calmland"@en .\n'
        '<urn:my:s> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Silent Islands"@en .\n',
        encoding="utf-8",
    )
    words = load_vocabulary((tmp_path / "my.ttl",))
    built = build_graph(
        parse_report(
            "We will trade with Calmland and the Silent Islands.", name="plan"
        ),
        vocabulary=words,
    )
    assert {
        entity.label for entity in built.linked.entities if entity.type == "Place"
    } == {
        "Calmland",
        "Silent Islands",
    }


def test_a_view_of_several_reports_is_called_by_none_of_them(tmp_path: Path) -> None:
    """It says how many they are."""
    for name in ("north", "south"):
        (tmp_path / f"{name}.md").write_text(
            TABLE.replace("Arden", name.title()), encoding="utf-8"
        )
    build_files([tmp_path / "north.md", tmp_path / "south.md"], tmp_path / "out")
    with GraphStore.open(tmp_path / "out") as store:
        assert read_network(store.triples()).title == "2 reports"


@pytest.mark.parametrize(
    "said",
    [
        "Adopted 14 March 2024",
        "Version 1.2, 14 March 2024",
        "Endorsed on 14 March 2024",
    ],
)
def test_the_day_of_adoption_is_the_date_before_the_year_in_the_title(
    said: str,
) -> None:
    """A plan for 2030 that was adopted in 2024 is of 2024."""
    report = parse_report(
        f"# Harbour Strategy 2030\n\n{said}\n\n## Ports\n\nWe will dredge the port.\n",
        name="plan",
    )
    assert report.date == "2024-03-14"
