"""Work done apart: its result or its error comes back, whatever it is, and what it needs was read before."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, NoReturn

import pytest

from policygraph.errors import GraphError, UsageError
from policygraph.sandbox import StoppedError, done_apart
from project import ROOT

if TYPE_CHECKING:
    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"


class Lazy:
    """What is computed when it is sent, and fails then."""

    def __reduce__(self) -> NoReturn:
        """Raises, as an answer may whose terms are made late."""
        raise UsageError("this cannot be computed")


def test_an_error_comes_back_also_where_it_comes_late() -> None:
    """An answer that is computed only when it is sent fails like one that is computed before."""
    with pytest.raises(UsageError, match="cannot be computed"):
        done_apart(Lazy)
    with pytest.raises(GraphError, match="KeyError"):
        done_apart(lambda: {}["nothing"])


@pytest.mark.parametrize(
    ("ending", "told"),
    [(signal.SIGSEGV, "stack"), (signal.SIGABRT, "memory"), (signal.SIGALRM, "longer")],
)
def test_the_reason_is_told_by_the_signal(ending: signal.Signals, told: str) -> None:
    """Stack, memory and time are told apart."""
    with pytest.raises(StoppedError, match=told):
        done_apart(lambda: os.kill(os.getpid(), ending))


def test_nothing_can_be_opened_there() -> None:
    """Neither a file nor a connection."""
    with pytest.raises(GraphError, match="Too many open files"):
        done_apart(lambda: SMALL.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "skos:prefLabel"),
        ("DESCRIBE ?place { ?place a pg:Place }", "skos:prefLabel"),
        ("CONSTRUCT { } { }", ""),
        ("SELECT ?s { ?s a pg:Place }", "s"),
        ("SELECT * { }", "1 row without columns"),
        ("SELECT * { VALUES () { () () } }", "2 rows without columns"),
        ("ASK { }", "yes"),
        (
            "SELECT (1/3 AS ?third) (SHA256('a') AS ?hash) (NOW() > 1 AS ?then) { }",
            "third",
        ),
    ],
)
def test_own_sparql_of_every_form_is_answered_by_a_fresh_process(
    process: Run, text: str, told: str
) -> None:
    """Nothing that an answer needs is read only once nothing can be read any more."""
    ended = process("query", "-", "-g", SMALL, stdin=text)
    assert (ended.returncode, ended.stderr if told else "") == (0, "")
    assert told in ended.stdout
