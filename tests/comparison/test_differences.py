"""What two reports of any content say to one another: what is new is the later's, what is gone the earlier's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from policygraph.comparison import compare_reports
from policygraph.namespaces import BASE, DCTERMS, ITSRDF, PG, PROV, RDF, SKOS, XSD
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from policygraph.comparison import Comparison

_CLASSES = ("Project", "Place", "Institution", "Industry")
_NAMES = st.sampled_from([f"{one} {other}" for one in "abcdef" for other in _CLASSES])
_THINGS = st.frozensets(_NAMES, max_size=8)
_DATES = st.sampled_from(["", "2031", "2031-05", "2032"])


def graph(name: str, date: str, things: frozenset[str]) -> set[Triple]:
    """A report that names some things, each as often as its name has letters."""
    report = BASE[f"report-{name}"]
    triples = {
        Triple(report, RDF.type, PG.Report),
        Triple(report, PROV.wasGeneratedBy, BASE["build"]),
        Triple(report, DCTERMS.source, Literal(f"{name}.txt")),
    }
    if date:
        triples.add(Triple(report, DCTERMS.date, Literal(date, XSD.gYear)))
    for thing in things:
        node = node_of(thing)
        triples |= {
            Triple(node, RDF.type, PG[thing.split()[1]]),
            Triple(node, SKOS.prefLabel, Literal(thing, language="en")),
            *(
                Triple(BASE[f"{name}-{thing[0]}-{at}"], ITSRDF.taIdentRef, node)
                for at in range(len(thing))
            ),
        }
    return triples


def node_of(thing: str) -> Iri:
    """The IRI of a thing."""
    return BASE[thing.replace(" ", "-")]


def compared(one: set[Triple], other: set[Triple], by: str = "report") -> Comparison:
    """Two reports side by side, in the order in which they are given."""
    named = {
        next(t.subject for t in triples if t.object == PG.Report): triples
        for triples in (one, other)
    }
    return compare_reports(named, by)


def things_of(comparison: Comparison, *kinds: str) -> set[Iri | None]:
    """The things of the findings of some kinds."""
    return {one.thing for one in comparison.findings if one.kind in kinds}


@given(_THINGS, _DATES)
def test_reports_that_say_the_same_have_nothing_to_say(
    things: frozenset[str], date: str
) -> None:
    """Nothing is new, gone, changed or delivered, and nothing may be the same: all is kept."""
    same = compared(graph("a", date, things), graph("b", date, things))
    assert things_of(same, "kept") == set(map(node_of, things))
    assert {one.kind for one in same.findings} <= {"kept"}
    assert not same.candidates
    assert not same.deliveries
    assert all(len(set(one.cells)) == 1 for one in same.findings)


@given(_THINGS, _THINGS)
def test_what_is_new_is_the_laters_and_what_is_gone_the_earliers(
    earlier: frozenset[str], later: frozenset[str]
) -> None:
    """Kept are the things of both; no thing is said twice, and none is forgotten."""
    told = compared(graph("b", "2032", later), graph("a", "2031", earlier))
    assert told.groups == ("a", "b")
    assert things_of(told, "new", "kept") == set(map(node_of, later))
    assert things_of(told, "gone", "kept") == set(map(node_of, earlier))
    assert things_of(told, "kept") == set(map(node_of, earlier & later))
    named = [one for one in told.findings if one.kind in {"new", "gone", "kept"}]
    assert len(named) == len(earlier | later)


@given(one=_THINGS, other=_THINGS, dated=st.booleans())
def test_swapped_reports_swap_what_is_new_and_what_is_gone(
    one: frozenset[str], other: frozenset[str], *, dated: bool
) -> None:
    """By their dates; without one by the order in which they are named."""
    first, last = ("2031", "2032") if dated else ("", "")
    told = compared(graph("a", first, one), graph("b", last, other))
    swapped = compared(graph("b", first, other), graph("a", last, one))
    assert things_of(told, "new") == things_of(swapped, "gone")
    assert things_of(told, "gone") == things_of(swapped, "new")
    assert things_of(told, "kept") == things_of(swapped, "kept")


@given(_THINGS, _THINGS, _DATES, _DATES)
def test_the_same_reports_give_the_same_comparison(
    one: frozenset[str], other: frozenset[str], first: str, last: str
) -> None:
    """However their triples come."""
    told = compared(graph("a", first, one), graph("b", last, other))
    again = compare_reports(
        {
            BASE["report-a"]: sorted(graph("a", first, one), reverse=True),
            BASE["report-b"]: sorted(graph("b", last, other)),
        }
    )
    assert told == again


def test_places_do_not_follow_one_another() -> None:
    """What several name and what one names alone; nothing is new or gone."""
    both = {"a Place", "b Project"}
    one, other = (
        graph(name, "2031", frozenset({*both, f"{name} Industry"})) for name in "cd"
    )
    for name, triples in (("c", one), ("d", other)):
        home = BASE[f"home-{name}"]
        triples |= {
            Triple(BASE[f"report-{name}"], DCTERMS.spatial, home),
            Triple(home, SKOS.prefLabel, Literal(name.upper())),
        }
    told = compared(one, other, "place")
    assert told.groups == ("C", "D")
    assert things_of(told, "shared") == set(map(node_of, both))
    assert things_of(told, "only") == {
        node_of("c Industry"),
        node_of("d Industry"),
    }
    assert not things_of(told, "new", "gone", "kept")


def test_a_report_without_a_date_stands_last_and_is_named() -> None:
    """Nobody knows what it comes before."""
    told = compared(
        graph("b", "", frozenset({"a Place"})), graph("a", "2031", frozenset())
    )
    assert (told.groups, told.undated) == (("a", "b"), ("b",))
    by_year = compared(
        graph("b", "", frozenset({"a Place"})), graph("a", "2031", frozenset()), "year"
    )
    assert by_year.groups == ("2031", "no year")
    assert not things_of(by_year, "new", "gone")
