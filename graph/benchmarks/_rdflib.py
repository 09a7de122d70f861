"""The questions asked of rdflib: times each that comes as JSON on stdin, and dies at the first that is too slow."""

from __future__ import annotations

import json
import signal
import sys
import time

import rdflib

from policygraph.namespaces import PREFIXES


def main() -> None:
    """Loads the file that the first argument names, and prints a JSON line for each query."""
    graph = rdflib.Graph()
    graph.parse(sys.argv[1], format="nt")
    for name, text, bindings in json.load(sys.stdin):
        terms = {variable: _term(*parts) for variable, parts in bindings.items()}
        signal.alarm(int(sys.argv[2]))
        began = time.perf_counter()
        list(graph.query(text, initBindings=terms, initNs={k: rdflib.Namespace(str(v)) for k, v in PREFIXES.items()}))
        signal.alarm(0)
        print(json.dumps([name, time.perf_counter() - began]), flush=True)


def _term(value: str, datatype: str | None = None, language: str = "") -> rdflib.term.Identifier:
    if datatype is None:
        return rdflib.URIRef(value)
    return rdflib.Literal(value, datatype=rdflib.URIRef(datatype) if datatype else None, lang=language or None)


if __name__ == "__main__":
    main()
