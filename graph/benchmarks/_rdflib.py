"""The questions asked of rdflib: times each that comes as JSON on stdin, in a process that is stopped in time."""

from __future__ import annotations

import json
import os
import signal
import sys
import time

import rdflib

from policygraph.namespaces import PREFIXES


def main() -> None:
    """Loads the file that the first argument names, and prints a JSON line for each query: its name and its seconds.

    A query that takes longer than the second argument says is stopped, and counts as that long. Each has a process of
    its own, forked from the one that holds the graph.
    """
    graph = rdflib.Graph()
    graph.parse(sys.argv[1], format="nt")
    graph.query("ASK { ?s ?p ?o }")  # its parser is built now, not in each process anew
    stop = int(sys.argv[2])
    for name, text, bindings in json.load(sys.stdin):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(stop)
            os.write(writing, json.dumps(_seconds(graph, text, bindings)).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            seconds = told.read()
        _, status = os.waitpid(child, 0)
        if not seconds and os.WTERMSIG(status) != signal.SIGALRM:
            sys.exit(f"rdflib failed at question {name!r}")
        print(json.dumps([name, json.loads(seconds) if seconds else stop]), flush=True)


def _seconds(graph: rdflib.Graph, text: str, bindings: dict[str, list[str]]) -> float:
    terms = {variable: _term(*parts) for variable, parts in bindings.items()}
    began = time.perf_counter()
    list(
        graph.query(
            text,
            initBindings=terms,
            initNs={k: rdflib.Namespace(str(v)) for k, v in PREFIXES.items()},
        )
    )
    return time.perf_counter() - began


def _term(
    value: str, datatype: str | None = None, language: str = ""
) -> rdflib.term.Identifier:
    if datatype is None:
        return rdflib.URIRef(value)
    return rdflib.Literal(
        value,
        datatype=rdflib.URIRef(datatype) if datatype else None,
        lang=language or None,
    )


if __name__ == "__main__":
    main()
