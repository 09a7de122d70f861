"""The same is read of a report wherever its triples lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.facts import (
    Facts,
    StoredFacts,
    facts_by_report,
    linkages,
    measures,
    mentions,
    report,
    sections,
    stages,
    things,
)
from policygraph.store.loading import load_graphs

if TYPE_CHECKING:
    from policygraph.facts import Lookups

SMALL = Path(__file__).parents[1] / "fixtures" / "small.ttl"


def all_of(facts: Lookups) -> list[object]:
    """Whatever is read of a report."""
    walks = (things, linkages, mentions, measures, sections)
    return [stages(facts), *(list(walk(facts)) for walk in walks)]


def test_a_report_in_a_store_says_what_its_file_says(tmp_path: Path) -> None:
    """Things, linkages, mentions, measures, sections and stages, looked up in the store and read from the file."""
    load_graphs([SMALL], tmp_path / "store")
    ((iri, read),) = facts_by_report([SMALL]).items()
    ((same, stored),) = facts_by_report([tmp_path / "store"]).items()
    assert (type(read), type(stored), same) == (Facts, StoredFacts, iri)
    assert report(stored, iri) == report(read, iri)
    assert all_of(stored) == all_of(read)
    assert all(all_of(read))
