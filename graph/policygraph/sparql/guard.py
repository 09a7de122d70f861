"""What a query may not ask for: anything that would leave the dataset or change it.

The engine would follow ``SERVICE`` to any host, and has no switch against it; so the text is judged before the
engine sees it. Keywords of SPARQL stand outside IRIs, strings, names, variables and comments, and a bare word is
never anything else, so that a token is enough to know one. Where two readings of the text are possible, either
one that reaches out is refused.

Source: SPARQL 1.1 Query Language, sections 13.2 (FROM) and 19; SPARQL 1.1 Update; SPARQL 1.1 Federated Query.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from policygraph.errors import RefusedQueryError
from policygraph.namespaces import PREFIXES
from policygraph.sparql.lexer import lex, place, unescape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from policygraph.sparql.lexer import Token

_UPDATES = frozenset({"LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE", "WITH", "USING"})

# "?x<1)SERVICE#>" is an IRI to a reader of tokens, but a comparison, a keyword and a comment to a parser that comes
# upon it inside an expression.
_COMPARISON_LIKE_IRI = re.compile(r"\).*\b(SERVICE|LOAD)\b.*#", re.IGNORECASE | re.DOTALL)
_LOCAL_ESCAPE = re.compile(r"\\(.)")


def refuse_what_reaches_out(text: str, graphs: Collection[str] = ()) -> None:
    """Returns for a query that stays inside the dataset; raises for one that does not.

    Args:
        text: The query, which need not be well formed.
        graphs: The IRIs of the named graphs that ``FROM`` and ``FROM NAMED`` may name.

    Raises:
        RefusedQueryError: The text has ``SERVICE``, an update, or a ``FROM`` outside `graphs`, in whatever case
            and behind whatever escape.
    """
    for iri, where in _judged(text):
        if iri not in graphs:
            raise RefusedQueryError(
                f"FROM <{iri}> at {where} names a graph that is not in the dataset",
                expected=_known(graphs),
                remedy="leave FROM out to ask the whole dataset",
            )


def graphs_named_in(text: str) -> tuple[str, ...]:
    """The IRIs that ``FROM`` and ``FROM NAMED`` name, resolved, in order.

    Example:
        >>> graphs_named_in("PREFIX x: <http://e/> SELECT * FROM x:a FROM NAMED <http://e/b> {}")
        ('http://e/a', 'http://e/b')
    """
    return tuple(dict.fromkeys(iri for iri, _ in _judged(text)))


@lru_cache(maxsize=128)
def _judged(text: str) -> tuple[tuple[str, str], ...]:
    """Each graph that a FROM clause names, in either reading, with its place; the same texts come again and again.

    Raises:
        RefusedQueryError: Either reading has ``SERVICE`` or an update.
    """
    named: list[tuple[str, str]] = []
    for reading in dict.fromkeys((text, unescape(text))):
        tokens = list(lex(reading))
        for token in tokens:
            _refuse_keyword(reading, token)
        named += [(iri, place(reading, token.start)) for iri, token in _from_clauses(tokens)]
    return tuple(named)


def _refuse_keyword(text: str, token: Token) -> None:
    hidden = _COMPARISON_LIKE_IRI.search(token.text) if token.kind == "iri" else None
    word = hidden[1].upper() if hidden else token.text.upper() if token.kind == "word" else ""
    if word == "SERVICE":
        raise RefusedQueryError(
            f"SERVICE at {place(text, token.start)} asks another server",
            expected="a query over this dataset alone",
            remedy="ask that server itself, with its URL as the graph",
        )
    if word in _UPDATES:
        raise RefusedQueryError(
            f"{word} at {place(text, token.start)} is an update",
            expected="a SELECT, ASK, CONSTRUCT or DESCRIBE query",
            remedy="change the graph by building it again; nothing is written from a query",
        )


def _from_clauses(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Each IRI that a FROM clause names, resolved against the prologue, with its token."""
    prefixes, base = {prefix: str(iri) for prefix, iri in PREFIXES.items()}, ""
    for first, second in pairwise(tokens):
        word = first.text.upper() if first.kind == "word" else ""
        if word == "BASE" and second.kind == "iri":
            base = urljoin(base, unescape(second.text[1:-1]))
        elif first.kind == "name" and second.kind == "iri" and first.text.endswith(":"):
            prefixes[first.text[:-1]] = urljoin(base, unescape(second.text[1:-1]))
        elif word in {"FROM", "NAMED"} and second.kind in {"iri", "name"}:
            yield _resolved(second, prefixes, base), second


def _resolved(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, unescape(token.text[1:-1]))
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + _LOCAL_ESCAPE.sub(r"\1", local)


def _known(graphs: Collection[str]) -> str:
    if not graphs:
        return "no FROM, for the dataset has no named graph"
    shown = ", ".join(f"<{graph}>" for graph in sorted(graphs)[:5])
    return f"one of {shown}" + (f" or {len(graphs) - 5} more" if len(graphs) > 5 else "")  # noqa: PLR2004 (a sentence holds five)
