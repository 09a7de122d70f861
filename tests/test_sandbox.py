"""Work done apart: its result or its error comes back, whatever it is, and what it needs was read before."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import pytest

from policygraph.errors import GraphError, UsageError
from policygraph.sandbox import StoppedError, done_apart
from processes_of import children_of, is_running
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from project import Run

_Value = TypeVar("_Value")

ENDLESS = """
import time
from policygraph.sandbox import done_apart
done_apart(lambda: time.sleep(600))
"""
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


@pytest.mark.skipif(
    not Path("/proc/self/stat").is_file(), reason="processes are told by /proc"
)
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_the_work_ends_with_whoever_asked_for_it(ending: signal.Signals) -> None:
    """A process that is killed leaves nobody at work behind it."""
    asking = subprocess.Popen([sys.executable, "-c", ENDLESS])
    worker = _soon(lambda: children_of(asking.pid))[0]
    asking.send_signal(ending)
    asking.wait()
    try:
        assert _soon(lambda: not is_running(worker))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def _soon(ask: Callable[[], _Value]) -> _Value:
    """What is so as soon as it is; what is not so after a while."""
    for _ in range(300):
        if found := ask():
            return found
        time.sleep(0.1)
    return ask()


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
