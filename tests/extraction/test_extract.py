"""The reader at work, with the weights that are shipped."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph import extraction as extraction_room
from policygraph.digests import LIST, listed_digests
from policygraph.errors import WeightsError
from policygraph.extraction import Extraction, extract
from policygraph.extraction.english import ARTICLES
from policygraph.extraction.reader import Reader
from policygraph.ontology import signatures
from policygraph.report import Report, parse_report
from policygraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.pipeline import BuiltGraph


@pytest.fixture(scope="module")
def seed(seed_built: BuiltGraph) -> Report:
    """The seed report."""
    return seed_built.report


@pytest.fixture(scope="module")
def extraction(seed_built: BuiltGraph) -> Extraction:
    """What is read from it."""
    return seed_built.linked.extraction


def _check_edges(report: Report, extraction: Extraction) -> None:
    for mention in extraction.mentions:
        begin, end = mention.span.begin, mention.span.end
        words = mention.span.of(report.text).split()
        assert words, mention
        assert not (
            report.text[begin - 1 : begin].isalpha() and report.text[begin].isalpha()
        ), mention
        assert not (
            report.text[end : end + 1].isalpha() and report.text[end - 1].isalpha()
        ), mention
        assert words[0].lower() not in ARTICLES, mention
        assert words[-1].lower() not in ARTICLES | {"of", "and", "in"}, mention
        assert words[-1][-1] not in ".,;:-", mention


def test_no_mention_of_the_seed_begins_or_ends_inside_a_word_or_with_stray_marks(
    seed: Report, extraction: Extraction
) -> None:
    """Every mention is a phrase that can stand."""
    assert len(extraction.mentions) > 200
    _check_edges(seed, extraction)


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aZé京 .,-'\"()$%5\n“”the of and Lhasa port "),
        min_size=1,
        max_size=300,
    )
)
def test_random_text_gives_no_broken_mention(text: str) -> None:
    """Whatever the text, mentions, measures and pairs are sound."""
    if not text.strip():
        return
    report = parse_report(text, name="random")
    found = extract(report)
    _check_edges(report, found)
    assert all(0 <= m.span.begin < m.span.end <= len(text) for m in found.mentions)
    assert all(m.verb.overlap(m.object) == 0 for m in found.measures)


def test_mentions_of_one_class_never_overlap_and_stand_in_the_order_of_the_text(
    extraction: Extraction,
) -> None:
    """Mentions of different classes may nest."""
    spans = [(m.type, m.implied, m.span.begin, m.span.end) for m in extraction.mentions]
    assert [span[2] for span in spans] == sorted(span[2] for span in spans)
    for kind in {(span[0], span[1]) for span in spans}:
        one = sorted(span[2:] for span in spans if span[:2] == kind)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(one)), kind


def test_each_pair_is_one_that_the_ontology_allows_between_two_mentions(
    extraction: Extraction,
) -> None:
    """Domains and ranges decide which linkages can stand."""
    assert extraction.pairs
    for pair in extraction.pairs:
        ends = (
            extraction.mentions[pair.subject].type,
            extraction.mentions[pair.object].type,
        )
        assert pair.property in signatures()[ends]
        assert not extraction.mentions[pair.subject].implied


def test_a_measure_and_its_object_stand_in_one_sentence(
    seed: Report, extraction: Extraction
) -> None:
    """The evidence of a measure is one sentence."""
    assert len(extraction.measures) > 100
    for measure in extraction.measures:
        sentence = seed.sentences[measure.sentence].span
        assert sentence.covers(measure.verb)
        assert sentence.covers(measure.object)


def test_text_with_nothing_to_find_gives_nothing() -> None:
    """No mention is invented."""
    assert extract(parse_report("Thank you all.", name="none")).mentions == ()


def test_a_folder_without_weights_is_named_in_the_error(
    tmp_path: Path, seed: Report
) -> None:
    """Missing weights are a clear error."""
    with pytest.raises(WeightsError, match=r"reader\.json"):
        extract(seed, weights=tmp_path / "none")


def test_damaged_weights_are_named_in_the_error(tmp_path: Path, seed: Report) -> None:
    """So are damaged ones, also where no digests are listed."""
    for path in resource("weights").glob("*.*"):
        (tmp_path / path.name).write_bytes(
            path.read_bytes()[:1000] if path.suffix == ".onnx" else path.read_bytes()
        )
    with pytest.raises(WeightsError, match=r"reader\.onnx"):
        extract(seed, weights=tmp_path)


@pytest.mark.parametrize(
    "name", ["reader.onnx", "pairs.onnx", "tokenizer.json", "reader.json"]
)
def test_weights_that_are_not_the_listed_ones_are_refused(
    tmp_path: Path, name: str
) -> None:
    """A file that was changed, if by one sign, is named, and so is one that is gone."""
    for path in resource("weights").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    Reader(tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[-2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(
        WeightsError, match=rf"{re.escape(name)}' cannot be read: its SHA-256"
    ):
        Reader(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(
        WeightsError, match=rf"{re.escape(name)}' cannot be read: No such file"
    ):
        Reader(tmp_path)
    (tmp_path / "SHA256SUMS").write_text("no list\n\n", encoding="utf-8")
    with pytest.raises(WeightsError, match="no list of digests"):
        Reader(tmp_path)


def test_the_shipped_weights_are_all_listed() -> None:
    """With their digests."""
    listed = listed_digests(resource("weights"))
    assert set(listed) == {path.name for path in resource("weights").iterdir()} - {
        LIST,
        "MODEL_CARD.md",
    }


def test_one_span_names_things_of_two_classes_only_where_one_stands_for_the_other(
    extraction: Extraction,
) -> None:
    """A company may stand for its project, a line of business for the action on it; a place is nothing else."""
    classes: dict[tuple[int, int], set[str]] = {}
    for mention in extraction.mentions:
        if not mention.implied:
            classes.setdefault((mention.span.begin, mention.span.end), set()).add(
                mention.type
            )
    double = [found for found in classes.values() if len(found) > 1]
    assert double
    assert all(
        found in ({"Institution", "Project"}, {"Industry", "Project"})
        for found in double
    )


def test_the_graph_of_a_long_report_is_made_in_the_room_of_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The weights are let go behind a long report, and loaded anew for the next: what is read is the same."""
    report = parse_report("We will build the Arden railway.", name="plan")
    before = extract(report)
    kept = extraction_room._network.cache_info().currsize
    monkeypatch.setattr(extraction_room, "LONG", 10)
    assert extract(report) == before
    assert (kept, extraction_room._network.cache_info().currsize) == (1, 0)
