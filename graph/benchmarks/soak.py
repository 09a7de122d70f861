"""The soak: hostile queries among honest ones, against a server process.

Run it: ``make soak``, which is half a minute each with 0, 3, 20 and 60 hostile clients beside 20 honest ones, or
``python -m benchmarks.soak SECONDS HOSTILE...``. A hostile client sends one hostile query after the other, and minds
no advice to come back later.
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from benchmarks.corpus import corpus
from policygraph.rdf import to_ntriples
from policygraph.store import GraphStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.terms import Triple

_DEEP = "{ " * 400 + "?s ?p ?o" + " }" * 400
_VALUES = " ".join(f'"{number}"' for number in range(12_000))
_PATH = "(pg:inReport|^pg:inReport|pg:concerns|^pg:concerns|dcterms:isPartOf|^dcterms:isPartOf)"
_WARM = 2.0
_LISTED = 10
_BACKTRACKING = (
    'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "^(([a-z])+.)+[A-Z]([a-z])+$") '
    '&& REGEX(STR(?f), "(x+x+)+y")) }'
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?g",
    f"SELECT (COUNT(*) AS ?n) {{ ?a {_PATH}* ?b . ?b {_PATH}* ?c }}",
    f"SELECT * {{ ?a {_PATH}+/{_PATH}+/{_PATH}+ ?b }}",
    f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {_VALUES} }} VALUES ?y {{ {_VALUES} }} FILTER(?x != ?y) }}",
    f"SELECT * {_DEEP} ORDER BY ?o",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } { ?a ?b ?c . ?d ?e ?f }",
    _BACKTRACKING,
    "SELECT ?a (GROUP_CONCAT(?f) AS ?all) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a",
    "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } } ORDER BY ?i",
)
"""Queries that would take the server with them, of every kind that we know."""

HONEST = (
    "SELECT (COUNT(*) AS ?n) { ?task a pg:KeyTask }",
    "SELECT ?label { ?industry a pg:Industry ; skos:prefLabel ?label } ORDER BY ?label LIMIT 20",
    "SELECT ?p (COUNT(?x) AS ?n) { ?x pg:locatedIn ?p } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 5",
    "SELECT ?p ?i { ?p pg:undertakenBy ?i } ORDER BY ?p ?i LIMIT 10",
    "SELECT ?t ?v { ?t a pg:Target ; schema:value ?v FILTER(?v > 85) } ORDER BY ?t LIMIT 10",
    "SELECT ?m { ?m a pg:Measure ; pg:concerns/skos:prefLabel ?l FILTER(STRSTARTS(?l, 'li')) } ORDER BY ?m LIMIT 10",
)
"""Queries that anybody might ask; each has one right answer."""


@dataclass
class Soaked:
    """What came of it: the seconds of each honest query, those answered wrong or stopped, and the hostile ones."""

    honest: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    hostile: list[tuple[int, float]] = field(default_factory=list)
    before: int = 0
    after: int = 0
    descriptors: tuple[int, int] = (0, 0)
    deadline: float = 0.0

    @property
    def over(self) -> float:
        """By how many seconds the slowest hostile query passed its deadline, as its client saw it."""
        return (
            max((seconds for _, seconds in self.hostile), default=0.0) - self.deadline
        )

    def within(self, seconds: float) -> float:
        """Which part of the honest queries was answered, rightly, in so many seconds; 1 where there was none."""
        prompt = (
            sum(1 for took in self.honest if took <= seconds)
            - len(self.wrong)
            - len(self.stopped)
        )
        return max(prompt, 0) / len(self.honest) if self.honest else 1.0

    def __str__(self) -> str:
        """The figures, a line each."""
        ordered = sorted(self.honest)
        statuses = {
            status: sum(1 for found, _ in self.hostile if found == status)
            for status, _ in self.hostile
        }
        return "\n".join(
            (
                f"honest queries   {len(self.honest):,}, {len(self.wrong)} wrong, {len(self.stopped)} stopped",
                f"  median          {1000 * statistics.median(ordered):.0f} ms",
                f"  95 of 100       {1000 * ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms",
                f"  within 1 s      {100 * self.within(1.0):.1f} %",
                f"hostile queries   {len(self.hostile)}: "
                + ", ".join(
                    f"{count} × {status}" for status, count in sorted(statuses.items())
                ),
                f"  slowest         {self.over + self.deadline:.2f} s with a deadline of {self.deadline:g} s",
                f"server's memory   {self.before / 1e6:.0f} MB before, {self.after / 1e6:.0f} MB after",
                f"descriptors       {self.descriptors[0]} before, {self.descriptors[1]} after",
                *sorted(set(self.wrong))[:_LISTED],
            )
        )


def soak(
    seconds: float = 60,
    clients: int = 20,
    hostile: int = 50,
    deadline: float = 10,
    attackers: int = 0,
) -> Soaked:
    """Runs honest clients for so many seconds, and looks at the server.

    Args:
        seconds: How long.
        clients: Honest clients.
        hostile: Hostile queries that are thrown in, spread over the time.
        deadline: What a query may take.
        attackers: Clients that send hostile queries all the time.
    """
    triples = tuple(corpus(10_000))
    answers = _right_answers(triples)
    done = Soaked(deadline=deadline)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.nt"
        path.write_bytes(to_ntriples(triples))
        with _served(path, deadline) as (server, address):
            # connections and the workers that are kept ready exist before memory is looked at
            _storm(
                _Storm(address, _WARM, clients, 0, 0),
                answers,
                Soaked(deadline=deadline),
            )
            time.sleep(2)
            done.before, first = memory(server.pid), descriptors(server.pid)
            _storm(_Storm(address, seconds, clients, hostile, attackers), answers, done)
            time.sleep(2)
            done.after, done.descriptors = (
                memory(server.pid),
                (first, descriptors(server.pid)),
            )
    return done


def memory(pid: int) -> int:
    """The bytes that a process and all below it hold, what they share counted once."""
    total, waiting = 0, [pid]
    while waiting:
        process = waiting.pop()
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            waiting += [
                int(child)
                for child in Path(f"/proc/{process}/task/{process}/children")
                .read_text()
                .split()
            ]
        except (OSError, ValueError):
            continue
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) * 1024 if found else 0
    return total


def descriptors(pid: int) -> int:
    """How many descriptors a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


@dataclass(frozen=True)
class _Storm:
    """Where, how long, and who comes."""

    address: str
    seconds: float
    clients: int
    hostile: int
    attackers: int


def _storm(storm: _Storm, answers: dict[str, object], done: Soaked) -> None:
    until = time.monotonic() + storm.seconds
    lock = threading.Lock()

    def honest(number: int) -> None:
        draw = random.Random(number)  # noqa: S311
        while time.monotonic() < until:
            text = draw.choice(HONEST)
            status, body, took = _ask(storm.address, text, deadline=3 * done.deadline)
            with lock:
                done.honest.append(took)
                if status == 503:  # noqa: PLR2004
                    done.stopped.append(f"after {took:.1f} s: {body}")
                elif status != 200 or body != answers[text]:  # noqa: PLR2004
                    done.wrong.append(f"{status}: {text}: {str(body)[:100]}")
            time.sleep(draw.uniform(0.05, 0.25))

    def attack(number: int) -> None:
        time.sleep(number * 0.8 * storm.seconds / storm.hostile)
        once(HOSTILE[number % len(HOSTILE)])

    def once(text: str) -> None:
        status, _, took = _ask(storm.address, text, deadline=3 * done.deadline)
        with lock:
            done.hostile.append((status, took))

    with (
        ProcessPoolExecutor(1, get_context("spawn")) as apart,
        ThreadPoolExecutor(storm.clients + storm.hostile) as near,
    ):
        attacked = (
            apart.submit(_attack, storm, 3 * done.deadline) if storm.attackers else None
        )
        work = [near.submit(honest, number) for number in range(storm.clients)]
        work += [near.submit(attack, number) for number in range(storm.hostile)]
        for future in work:
            future.result()
        if attacked:
            done.hostile += attacked.result()


def _attack(storm: _Storm, deadline: float) -> list[tuple[int, float]]:
    """What hostile clients got, in a process of their own, so that reading it costs the honest ones nothing."""
    until = time.monotonic() + storm.seconds
    got: list[tuple[int, float]] = []

    def again(number: int) -> None:
        draw = random.Random(number)  # noqa: S311
        while time.monotonic() < until:
            began = time.monotonic()
            got.append(
                (
                    _sent(storm.address, draw.choice(HOSTILE), deadline),
                    time.monotonic() - began,
                )
            )
            time.sleep(0.01)

    with ThreadPoolExecutor(storm.attackers) as threads:
        for future in [
            threads.submit(again, number) for number in range(storm.attackers)
        ]:
            future.result()
    return got


def _sent(address: str, text: str, deadline: float) -> int:
    """The status of an answer that is read and thrown away."""
    try:
        with _CLIENT.stream(
            "POST", f"{address}/sparql", data={"query": text}, timeout=deadline + 30
        ) as response:
            for _ in response.iter_raw():
                pass
            return response.status_code
    except httpx.HTTPError:
        return 0


def _ask(address: str, text: str, deadline: float) -> tuple[int, object, float]:
    began = time.monotonic()
    try:
        response = _CLIENT.post(
            f"{address}/sparql", data={"query": text}, timeout=deadline + 30
        )
    except httpx.HTTPError as error:
        return 0, repr(error), time.monotonic() - began
    is_json = "json" in response.headers.get("content-type", "")
    return (
        response.status_code,
        response.json() if is_json else response.text,
        time.monotonic() - began,
    )


_CLIENT = httpx.Client(
    trust_env=False,
    verify=False,  # noqa: S501 - over plain http, to ourselves: nothing is there to verify
    limits=httpx.Limits(max_connections=200),
)


def _right_answers(triples: tuple[Triple, ...]) -> dict[str, object]:
    """What the store itself answers, as SPARQL JSON results."""
    import json

    from policygraph.store.answering import Wire

    with GraphStore.from_triples(triples) as store:
        return {
            text: json.loads(store.write_answer(text, Wire()).body) for text in HONEST
        }


@contextmanager
def _served(path: Path, deadline: float) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [
        sys.executable,
        "-m",
        "policygraph",
        "serve",
        str(path),
        "--port",
        "0",
        "--seconds",
        str(deadline),
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            told = server.stderr.readline() if server.stderr else ""
            found = re.search(r"http://[\d.]+:\d+", told)
            if not found:
                raise RuntimeError(told)
            yield server, found[0]
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    given = [float(value) for value in sys.argv[1:]]
    for hostile_clients in [int(value) for value in given[1:]] or (0, 3, 20, 60):
        print(f"{hostile_clients} hostile clients beside 20 honest ones")
        print(
            soak(given[0] if given else 30.0, 20, 0, attackers=hostile_clients),
            end="\n\n",
            flush=True,
        )
