"""Of a graph with very many names, a name is found in whatever spelling without reading all of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import UnknownNameError
from policygraph.namespaces import BASE, PG, RDF, SKOS
from policygraph.queries import parameters, sources
from policygraph.queries.model import Parameter
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = ("Kunming", "Dali", "Lijiang", "Qujing", "Yuxi")
PLACE = Parameter("place", "Place", "a place", "any")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """A store with more names than are few."""
    monkeypatch.setattr(sources, "FEW_NAMES", len(PLACES) - 1)
    with GraphStore.from_triples(_named()) as store:
        store.words()
        assert sources.many_names(store)
        yield store


def _named() -> Iterator[Triple]:
    for name in PLACES:
        place = Iri(BASE[f"place-{name}"])
        yield Triple(place, RDF.type, PG.Place)
        yield Triple(place, SKOS.prefLabel, Literal(name, language="en"))
    industry = Iri(BASE["industry-lijian"])
    yield Triple(industry, RDF.type, PG.Industry)
    yield Triple(industry, SKOS.prefLabel, Literal("Lijian", language="en"))


@pytest.mark.parametrize("typed", ["Lijiang", "lijiang", "LIJIANG"])
def test_a_name_is_found_in_whatever_spelling(store: GraphStore, typed: str) -> None:
    """As in a graph of few names."""
    assert parameters.term_for(PLACE, typed, store) == BASE["place-Lijiang"]


def test_names_that_are_near_are_told_if_they_are_of_the_class(
    store: GraphStore,
) -> None:
    """An industry of nearly that name is none of the places that may be meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'Lijiang'") as caught:
        parameters.term_for(PLACE, "Lijang", store)
    assert "'Lijian'" not in str(caught.value)
