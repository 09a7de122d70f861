"""Writing that is killed: at any moment, never old beside new, never half a file, and nothing left after the next run.

``python -m benchmarks.kills [COUNT]`` kills `build`, `export`, the writing of a store and the loading of a report into
a larger one so many times each, at moments drawn from a seed, half of them near the end, where files are put in their
places. After each it looks at what is there, lets the same run to its end, and looks again.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import corpus
from policygraph.batch import JOURNAL
from policygraph.building import build_files
from policygraph.errors import PolicygraphError
from policygraph.export import export_to
from policygraph.rdf import read_triples, to_nquads, to_ntriples
from policygraph.store import GraphStore
from policygraph.store.loading import load_graphs
from policygraph.store.text import read_text
from policygraph.terms import Iri, Literal, Triple
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 100
_NEAR_THE_END = 0.7
_MOST_TOLD = 2000
_SOME, _MANY = 1000, 8000
"""Triples of the graph that is written, and of the store that it is loaded into."""

_OTHERS, _REPORT = Iri("http://example.org/others"), Iri("http://example.org/report")
_WORDS = ("Ardenvale", "Brightwater")
"""What tells the results of one run from those of the next."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is killed: how it writes the results that a word tells, into a folder, and what may be found there.

    `write` is run in a process of its own; `wrong` says what is wrong with what a killed one left, or nothing; `names`
    are the files that a whole run leaves.
    """

    write: Callable[[Path, str], None]
    wrong: Callable[[Path], str]
    names: frozenset[str]


def build(home: Path, word: str) -> None:
    """Builds the graph and the page of a report."""
    report = home.parent / "report.txt"
    report.write_text(
        f"(1) Roads. We will build a railway in {word} by 2030.\n", encoding="utf-8"
    )
    (outcome,) = build_files([report], home)
    if outcome.error:
        raise outcome.error


def export(home: Path, word: str) -> None:
    """Writes the two tables of a network."""
    export_to(
        ((triple, None) for triple in _triples(word)), "csv", home / "network.csv"
    )


def save(home: Path, word: str) -> None:
    """Writes a store folder."""
    with GraphStore.from_triples(_triples(word)) as store:
        store.save(home / "store")


def load(home: Path, word: str) -> None:
    """Loads a report into a store that holds more, where it replaces what it said before."""
    others, report = home.parent / "others.nq", home.parent / "report.nq"
    if not (home / "store").exists():
        others.write_bytes(to_nquads((triple, _OTHERS) for triple in _corpus(_MANY)))
        load_graphs([others], home / "store")
    report.write_bytes(to_nquads((triple, _REPORT) for triple in _few(word)))
    load_graphs([report], home / "store")


def _few(word: str) -> tuple[Triple, ...]:
    """The labels of a graph, each with the word."""
    return tuple(triple for triple in _triples(word) if _is_label(triple.object))


def _triples(word: str) -> tuple[Triple, ...]:
    """A graph whose every label has the word."""
    return tuple(
        Triple(
            subject,
            predicate,
            Literal(f"{word} {target.value}", language="en")
            if _is_label(target)
            else target,
        )
        for subject, predicate, target in _corpus(_SOME)
    )


@cache
def _corpus(triples: int) -> tuple[Triple, ...]:
    """A corpus, made once: what is killed is the writing."""
    return tuple(corpus(triples))


def _is_label(target: Iri | Literal) -> bool:
    return isinstance(target, Literal) and bool(target.language)


def _mixed(home: Path) -> str:
    """What is wrong with files that belong together: they tell of two runs, or one is not whole."""
    found = {
        path: _words_in(path)
        for path in home.iterdir()
        if not path.name.startswith(".")
    }
    if any(len(words) != 1 for words in found.values()):
        return f"half a file: {found}"
    return (
        f"old beside new: {found}"
        if len(set(found.values())) > 1
        else _broken_graph(home)
    )


def _words_in(path: Path) -> tuple[str, ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(word for word in _WORDS if word in text)


def _broken_graph(home: Path) -> str:
    for path in home.glob("*.ttl"):
        try:
            list(read_triples(path))
        except PolicygraphError as error:
            return str(error)
    return ""


def _broken_store(home: Path) -> str:
    """What is wrong with a store: it does not open, or holds neither the old graph nor the new one."""
    if not (home / "store").exists():
        return "the store is gone"
    try:
        with GraphStore.open(home / "store") as store:
            held = to_ntriples(store.triples())
    except PolicygraphError as error:
        return str(error)
    return (
        ""
        if held in {to_ntriples(_triples(word)) for word in _WORDS}
        else "the store holds something else"
    )


def _broken_load(home: Path) -> str:
    """What is wrong with a store that a report is loaded into: it is neither as it was before nor as it is after."""
    try:
        with GraphStore.open(home / "store") as store:
            held = {name: set() for name in (_OTHERS, _REPORT)}  # type: dict[Iri | None, set[Triple]]
            for triple, name in store.quads():
                held.setdefault(name, set()).add(triple)
            union = len(store)
    except PolicygraphError as error:
        return str(error)
    said = [word for word in _WORDS if held[_REPORT] == set(_few(word))]
    if not said or held[_OTHERS] != set(_corpus(_MANY)) or len(held) > len(_WORDS):
        return "the store holds something else"
    if union != len(held[_OTHERS] | held[_REPORT]):
        return "the default graph is not the union"
    return "" if read_text(home / "store") else "the index of words is of another state"


KINDS = {
    "build": Kind(build, _mixed, frozenset({"report.ttl", "report.html", JOURNAL})),
    "export": Kind(export, _mixed, frozenset({"network.csv", "network.nodes.csv"})),
    "store": Kind(save, _broken_store, frozenset({"store"})),
    "load": Kind(load, _broken_load, frozenset({"store"})),
}


def killed(name: str, count: int) -> list[str]:
    """What was wrong after so many kills of a kind; nothing if all is well."""
    kind, chance = KINDS[name], random.Random(name)  # noqa: S311 - the same moments on each run
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "out"
        home.mkdir()
        seconds = _run(kind, home, _WORDS[0])
        for number in range(count):
            first = _NEAR_THE_END if number % 2 else 0.0
            word = _WORDS[(number + 1) % 2]
            _run(kind, home, word, kill_after=seconds * chance.uniform(first, 1.05))
            wrong += [
                f"{name}, kill {number}: {found}"
                for found in (_seen(kind, home),)
                if found
            ]
            seconds = (seconds + _run(kind, home, word)) / 2
            left = {path.name for path in home.iterdir()} ^ kind.names
            wrong += [
                f"{name}, after kill {number}: {sorted(left)}"
                for _ in range(bool(left))
            ]
            wrong += [
                f"{name}, next to kill {number}: {found}"
                for found in (_seen(kind, home),)
                if found
            ]
    return wrong


def _seen(kind: Kind, home: Path) -> str:
    """What is wrong, seen by a process of its own: a store that was opened here would leave no threads to forks."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            told = kind.wrong(home)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode()[:_MOST_TOLD])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        found = stream.read().decode(errors="replace")
    os.waitpid(child, 0)
    return found


def _run(kind: Kind, home: Path, word: str, kill_after: float | None = None) -> float:
    """The seconds that a run took, in a process that is killed after so many, if any are given."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            kind.write(home, word)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is told by the code
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if kill_after is None and status:
        raise RuntimeError(
            f"a run that nobody killed ended with {os.waitstatus_to_exitcode(status)}"
        )
    return time.monotonic() - began


def _made_before_forks() -> None:
    """Makes what each run would make anew, so that most moments fall into the writing."""
    for triples in (_SOME, _MANY):
        _corpus(triples)
    for module in ("policygraph.pipeline", "policygraph.views"):
        import_module(module)
    load_vocabulary()


def main(count: int) -> None:
    """Kills each kind and prints what came of it; exits with 1 if something was wrong."""
    wrong: list[str] = []
    _made_before_forks()
    for name in KINDS:
        began = time.monotonic()
        found = killed(name, count)
        print(
            f"{name}: killed {count} times, {len(found)} wrong, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        wrong += found
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
