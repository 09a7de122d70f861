"""IRIs: the same for the same thing, different for different things, always valid, and readable."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policygraph.assembly.iris import Names, digest, slug
from policygraph.namespaces import BASE, CLASSES
from policygraph.spans import Span
from policygraph.terms import Iri

PN_CHARS = (
    "A-Za-z0-9_\\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u203f-\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
LOCAL_NAME = re.compile(f"[{PN_CHARS}]+")
"""Turtle's names without a character that needs an escape."""

any_text = st.text(max_size=120)
labels = st.one_of(any_text, st.text("aB _-'\x1f\\&.é重", max_size=8))
kinds = st.sampled_from(CLASSES)
spans = st.builds(
    lambda begin, length: Span(begin, begin + length),
    st.integers(0, 10**6),
    st.integers(1, 10**4),
)


@given(kinds, labels, labels)
def test_any_label_makes_a_valid_flat_name(
    kind: str, label: str, discriminator: str
) -> None:
    """Whatever Unicode a label holds, its IRI parses, and its local name needs no escape in Turtle or SPARQL."""
    iri = Names("https://example.org/id/", "k").entity(
        kind, label, discriminator, "place-1"
    )
    assert LOCAL_NAME.fullmatch(iri.removeprefix("https://example.org/id/"))
    assert pyoxigraph.NamedNode(iri).value == iri
    assert list(
        pyoxigraph.parse(
            f"<{iri}> <{iri}> <{iri}> .", format=pyoxigraph.RdfFormat.N_TRIPLES
        )
    )


@given(st.tuples(kinds, labels, labels), st.tuples(kinds, labels, labels))
def test_different_entities_have_different_names(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    """Class, name, discriminator and scope together tell entities apart; the same four give the same IRI."""
    names = Names("https://example.org/id/", "k")
    assert names.entity(*first, "k") == Names(
        "https://example.org/id/", "other report"
    ).entity(*first, "k")
    assume(first != second)
    assert names.entity(*first, "k") != names.entity(*second, "k")
    assert names.entity(*first, "k") != names.entity(*first, "another scope")


@given(labels, labels)
def test_names_that_look_alike_are_told_apart(first: str, second: str) -> None:
    """A written-out name is never the readable part of a hashed one."""
    assume(first != second)
    assert slug(first) != slug(second)
    assert slug(first) != slug(first, second) or not second


@given(st.lists(labels, max_size=4), st.lists(labels, max_size=4))
def test_parts_are_hashed_apart(first: list[str], second: list[str]) -> None:
    """No two lists of parts are hashed alike, wherever one part ends and the next begins."""
    assume(first != second and {tuple(first), tuple(second)} != {(), ("",)})
    assert digest(*first, digits=32) != digest(*second, digits=32)


@given(spans, spans, st.sampled_from(["target", "sentence", "paragraph"]))
def test_parts_of_a_report_are_told_apart_by_offsets(
    first: Span, second: Span, kind: str
) -> None:
    """Offsets stand in the name one by one, so that 1–23 and 12–3 cannot meet."""
    names = Names.of_text("text", BASE)
    assert (names.part(kind, first) == names.part(kind, second)) == (first == second)
    assert (names.span(first) == names.span(second)) == (first == second)
    assert names.part(kind, first, second) == names.part(kind, first, second)
    assert names.part(kind, first) != names.part(kind, first, second)


@given(any_text, any_text)
def test_a_report_is_named_by_its_text(first: str, second: str) -> None:
    """The same text is the same report; another text is another."""
    assert (Names.of_text(first).report == Names.of_text(second).report) == (
        first == second
    )


@given(
    st.lists(st.text(max_size=6), min_size=3, max_size=3),
    st.lists(st.text(max_size=6), min_size=3, max_size=3),
)
def test_linkages_are_told_apart_by_their_parts(
    first: list[str], second: list[str]
) -> None:
    """Subject, property and object tell the linkages of a report apart; those of two reports differ."""
    names = Names(BASE, "k")
    iri = names.linkage(Iri(first[0]), first[1], Iri(first[2]))
    assert iri != Names(BASE, "m").linkage(Iri(first[0]), first[1], Iri(first[2]))
    assert (iri == names.linkage(Iri(second[0]), second[1], Iri(second[2]))) == (
        first == second
    )


@pytest.mark.parametrize(
    ("label", "readable"),
    [
        (
            "Chengdu-Chongqing urban agglomeration",
            "Chengdu-Chongqing_urban_agglomeration",
        ),
        ("重庆市", "重庆市"),
        ("São Paulo", "São_Paulo"),
        ("13th Five-Year Plan", "13th_Five-Year_Plan"),
    ],
)
def test_a_plain_name_is_written_out(label: str, readable: str) -> None:
    """Letters of any script, ASCII digits, spaces and single hyphens need no hash."""
    assert slug(label) == readable


@pytest.mark.parametrize(
    "label",
    [
        "AT&S",
        "snake_case",
        "a--b",
        "-edge",
        "two  spaces",
        "",
        "x" * 81,
        "½ price",
        "U.S.",
    ],
)
def test_another_name_carries_a_hash(label: str) -> None:
    """What could be read back in two ways, or not at all, carries a hash and stays short."""
    assert re.search("--[0-9a-f]{12}$", slug(label))
    assert len(slug(label)) < 100


def test_the_geometry_is_named_after_its_place() -> None:
    """A place's geometry is told by the place's own name."""
    names = Names(BASE, "k")
    assert names.geometry(names.place("1814906")) == BASE["geometry-1814906"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1", "23"), ("12", "3")),
        (("a\x1fb", "c"), ("a", "b", "c")),
        (("a\x1fb",), ("a", "b")),
        (("a\\", "b"), ("a", "\\b")),
        (("a\\u001fb",), ("a\x1fb",)),
        (("", "a"), ("a", "")),
    ],
)
def test_no_two_lists_of_parts_have_one_digest(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """Where parts end counts, whatever stands in them: the separator and what escapes it, too."""
    assert digest(*one, digits=16) != digest(*other, digits=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Otter Bay", "Otter_Bay"),
        ("Otter-Bay", "Otter--Bay"),
        ("A & B", "A / B"),
        ("Otter", "Otter "),
        ("a" * 90, "a" * 91),
    ],
)
def test_names_that_would_be_written_alike_are_told_apart(one: str, other: str) -> None:
    """What cannot be read back from the local name carries a hash of the name."""
    assert slug(one) != slug(other)
    assert slug(one) == slug(one)


def test_what_is_distinct_about_a_name_tells_it_apart() -> None:
    """The same name in another scope, or of a homonym, is another."""
    assert (
        len(
            {
                slug("Otter"),
                slug("Otter", "first"),
                slug("Otter", "second"),
                slug("Otter", "", "first"),
            }
        )
        == 4
    )
    assert slug("Otter", "", "") == "Otter"
