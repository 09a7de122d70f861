"""Random texts, graphs and queries: whatever they are, an answer comes or an error of the project's own.

``python -m benchmarks.fuzz [COUNT]`` makes so many of each in processes of their own, from a seed, by putting together
pieces that matter to the readers and by damaging what is sound, and prints what came of them.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError
from policygraph.queries import LocalGraph, own_query
from policygraph.queries.engine import ask_source
from policygraph.queries.sources import sandboxed
from policygraph.rdf import SYNTAXES, parse_triples, serialise
from policygraph.store import GraphStore
from policygraph.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 20_000
SHARE = 400
"""How many of each the test suite makes."""

_SHOWN = 5
_PIECES = (
    *(
        "(1) ",
        "7. ",
        "III. ",
        "## ",
        "Chapter 2: ",
        "\n",
        "\n\n",
        "\f",
        "\t",
        " ",
        "- ",
        "• ",
        "| ",
        "|---|\n",
        "'",
        '"',
        "“",
    ),
    *(
        "We will build ",
        "the railway ",
        "in Arden ",
        "by 2030 ",
        "12.5 percent ",
        "$3 billion ",
        "not ",
        "and ",
        "of ",
    ),
    *(
        "Ministry of Roads ",
        "from 3 to ",
        "9" * 30,
        "x" * 600,
        "建设",
        "é",
        "\u0301",
        "\u200b",
        "\ufffe",
        "\x00",
        "\r",
        "½",
    ),
    *(
        "\u202e",
        "\U0001f600",
        "...",
        "e.g. ",
        "U.S. ",
        "1,000,000 ",
        "III",
        "–",
        "%",
        "°C ",
        "M&A ",
        "http://a/b ",
        "\x1b[31m",
    ),
)
_TERMS = (
    *(
        "<urn:a>",
        "<urn:b>",
        "_:x",
        "_:y",
        '"x"',
        '"x"@en',
        '"5"^^xsd:integer',
        '"\\u0000"',
        '"é"',
        "pg:Place",
        "a",
        "[]",
    ),
    *(
        "()",
        "(1 2)",
        "[ a pg:Task ]",
        "12.5e400",
        "-0",
        "true",
        "<a b>",
        "<<",
        "nif:isString",
        "rdf:type",
        "skos:prefLabel",
    ),
)
_SIGNS = (
    ".",
    ";",
    ",",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "@",
    "^^",
    "#",
    "\n",
    "GRAPH",
    "BASE",
    "PREFIX",
)
_WORDS = (
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "{",
        "}",
        "*",
        "?x",
        "?y",
        "?z",
        ".",
        ";",
        "FILTER",
        "(",
        ")",
    ),
    *(
        "OPTIONAL",
        "UNION",
        "MINUS",
        "BIND",
        "AS",
        "VALUES",
        "GROUP BY",
        "ORDER BY",
        "LIMIT 3",
        "COUNT(*)",
        "REGEX",
        "SERVICE",
    ),
    *(
        "FROM",
        "GRAPH",
        "EXISTS",
        "NOT",
        "IN",
        "=",
        "<",
        "<urn:a>",
        "pg:Place",
        "a",
        '"x"',
        "'''",
        "1",
        "0.5",
        "/",
        "|",
        "^",
        "+",
    ),
    *(
        "INSERT",
        "LOAD",
        "\\u0053ERVICE",
        "#",
        "\n",
        "DISTINCT",
        "HAVING",
        "?x ?y ?z .",
        "{ ?x a ?y }",
        "SUM(?x)",
        "SUBSTR",
        "UUID()",
    ),
)
_PREFIXES = (
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n"
)
_SOUND = f"{_PREFIXES}<urn:a> a pg:Place ; skos:prefLabel \"A\"@en, 'B' ; pg:partOf [ pg:p (1 2.5 true) ] ."


def text(chance: random.Random) -> str:
    """A report of pieces that mean something to one of the stages."""
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 60)))


def graph(chance: random.Random) -> tuple[bytes, str]:
    """A graph's text, sound or not, and the name of its syntax."""
    syntax = chance.choice(sorted(SYNTAXES))
    if chance.random() < 0.5:  # noqa: PLR2004 - half
        parts = (
            chance.choice(chance.choice((_TERMS, _TERMS, _SIGNS)))
            for _ in range(chance.randrange(30))
        )
        return (
            _PREFIXES * (syntax in {"turtle", "trig"}) + " ".join(parts)
        ).encode(), syntax
    return damaged(serialise(parse_triples(_SOUND, "turtle"), syntax), chance), syntax


def query(chance: random.Random) -> str:
    """Words of SPARQL, as often as not behind a head that makes a query of them."""
    head = chance.choice(
        (
            "",
            "SELECT * { ",
            "ASK { ",
            "CONSTRUCT { ?x ?y ?z } WHERE { ",
            "SELECT (COUNT(*) AS ?n) { ",
        )
    )
    return (
        head
        + " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(12)))
        + " }" * bool(head)
    )


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, taken out or doubled."""
    changed = bytearray(content)
    for _ in range(chance.choice((0, 1, 3, 10))):
        at = chance.randrange(len(changed) + 1)
        changed[at : at + chance.randrange(3)] = chance.choice(
            (b"", b"\x00", b"\xff", b'"', b"<", b"}", changed[:at][-9:])
        )
    return bytes(changed)


def read_text(chance: random.Random) -> None:
    """Reads a text into sections, tasks and sentences."""
    from policygraph.report import parse_report

    parse_report(text(chance), name="fuzz")


def read_graph(chance: random.Random) -> None:
    """Reads a graph, checks it, and writes it in another syntax."""
    content, syntax = graph(chance)
    triples = parse_triples(content, syntax)
    serialise(triples, chance.choice(sorted(SYNTAXES)))
    validate(triples)


_SMALL = LocalGraph(GraphStore.from_triples(parse_triples(_SOUND, "turtle")))


def ask_query(chance: random.Random) -> None:
    """Asks a query, one in fifty apart as the command line does."""
    source = sandboxed(_SMALL) if chance.random() < 0.02 else _SMALL  # noqa: PLR2004
    ask_source(own_query(query(chance)), source, {})


def build_text(chance: random.Random) -> None:
    """Builds the whole graph of a text, one in a hundred times: it takes as long as a hundred of the others."""
    from policygraph.pipeline import build_graph
    from policygraph.report import parse_report

    report = parse_report(text(chance), name="fuzz")
    if chance.random() < 0.01:  # noqa: PLR2004
        build_graph(report)


SORTS: dict[str, Callable[[random.Random], None]] = {
    "texts": read_text,
    "graphs": read_graph,
    "queries": ask_query,
    "builds": build_text,
}


def tried(sort: str, count: int) -> tuple[dict[str, int], list[str]]:
    """How so many of a sort ended, and the errors that are not the project's own, each kind of them once."""
    ends: Counter[str] = Counter()
    faults: dict[str, str] = {}
    for seed in range(count):
        try:
            SORTS[sort](random.Random(f"{sort} {seed}"))  # noqa: S311 - the same on each run
        except PolicygraphError:
            ends["refused"] += 1
        except Exception as error:  # noqa: BLE001 - what is looked for
            ends[type(error).__name__] += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            faults.setdefault(
                f"{type(error).__name__} at {last.filename}:{last.lineno}",
                f"seed {seed}: {error}"[:300],
            )
        else:
            ends["answered"] += 1
    return dict(ends), [f"{sort}: {place}: {told}" for place, told in faults.items()]


def main(count: int) -> None:
    """Makes so many of each sort and prints how they ended; exits with 1 if one ended otherwise than it may."""
    wrong: list[str] = []
    for sort in SORTS:
        began = time.monotonic()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            ends, faults = pool.submit(tried, sort, count).result()
        print(f"{count:,} {sort}: {ends}, {time.monotonic() - began:.0f} s", flush=True)
        wrong += faults
    print("\n".join(wrong[:_SHOWN]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
