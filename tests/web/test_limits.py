"""A query that takes too much is stopped, and the server lives on: a short form of `make soak`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from benchmarks.soak import HONEST, HOSTILE, Soaked, soak
from conftest import SMALL, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.lengthy

TIME = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MEMORY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
SIZE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def hurried() -> Iterator[httpx.Client]:
    """A client of a server that gives each query two seconds."""
    with (
        serving(SMALL, "--seconds", "2") as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize("query", [TIME, MEMORY, SIZE], ids=["time", "memory", "size"])
def test_a_query_that_takes_too_much_gets_503_and_a_reason(
    hurried: httpx.Client, query: str
) -> None:
    """Never part of an answer; and the next query is answered."""
    response = hurried.post("/sparql", data={"query": query})
    assert response.status_code == 503
    assert (
        "nothing of its answer is sent" in response.text
        or "the answer has more than" in response.text
    )
    assert hurried.get("/sparql", params={"query": "ASK {}"}).json() == {
        "head": {},
        "boolean": True,
    }


@pytest.fixture(scope="module")
def soaked() -> Soaked:
    """What came of a few seconds of it."""
    return soak(seconds=8, clients=4, hostile=len(HOSTILE), deadline=4)


def test_every_honest_query_is_answered_right_meanwhile(soaked: Soaked) -> None:
    """While hostile ones run beside them, none is stopped or turned away."""
    assert soaked.wrong == []
    assert soaked.stopped == []
    assert len(soaked.honest) >= len(HONEST)


def test_every_hostile_query_is_stopped_or_answered(soaked: Soaked) -> None:
    """None is lost, none fails in another way."""
    assert len(soaked.hostile) == len(HOSTILE)
    assert {status for status, _ in soaked.hostile} <= {200, 503}
    assert [status for status, _ in soaked.hostile].count(503) >= len(HOSTILE) // 2


def test_the_servers_memory_goes_back(soaked: Soaked) -> None:
    """Within what a few idle workers may hold."""
    assert soaked.after < soaked.before + 150_000_000
