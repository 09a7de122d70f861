"""Whether an endpoint gave all of an answer: some cut every answer at so many rows, and say nothing.

Source: SPARQL 1.1 Query Language, section 12 (subqueries) and 15.4, 15.5 (OFFSET, LIMIT).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.sparql.lexer import lex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.sparql.lexer import Token

FEW = 100
"""Answers with fewer rows are taken for whole: no server cuts so short."""

_FORMS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
_LIMITS = frozenset({"LIMIT", "OFFSET"})


def form_of(text: str) -> str:
    """The form of a query, in capitals: "SELECT", "CONSTRUCT", "ASK" or "DESCRIBE"; empty where it has none.

    Example:
        >>> form_of("PREFIX select: <http://e/> ask {}")
        'ASK'
    """
    tokens = list(lex(text))
    begin = _form_at(tokens)
    return "" if begin is None else tokens[begin].text.upper()


def counting(text: str) -> str:
    """The query that counts the solutions of a query as ``?n``; empty where none can be made of it.

    Example:
        >>> print(counting("PREFIX e: <http://e/> SELECT ?s { ?s e:p ?o } LIMIT 5"))
        PREFIX e: <http://e/> SELECT (COUNT(*) AS ?n) { {
        SELECT ?s { ?s e:p ?o } LIMIT 5
        } }
        >>> print(counting("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }").splitlines()[1].strip())
        SELECT * WHERE { ?s ?p ?o }
    """
    tokens = list(lex(text))
    words = {token.text.upper() for token in tokens if token.kind == "word"}
    begin = _form_at(tokens)
    if (
        begin is None
        or "FROM" in words
        or tokens[begin].text.upper() not in {"SELECT", "CONSTRUCT"}
    ):
        return ""
    start = tokens[begin].start
    prologue, query = text[:start], text[start:]
    if tokens[begin].text.upper() == "CONSTRUCT":
        query = f"SELECT * {text[_behind_template(tokens, begin) :].lstrip()}"
    return f"{prologue}SELECT (COUNT(*) AS ?n) {{ {{\n{query}\n}} }}"


def last_of(text: str, count: int) -> str:
    """The query for the last of so many solutions; empty where the query limits them itself."""
    if any(
        token.kind == "word" and token.text.upper() in _LIMITS for token in lex(text)
    ):
        return ""
    return f"{text}\nLIMIT 1 OFFSET {count - 1}"


def _form_at(tokens: Sequence[Token]) -> int | None:
    forms = (
        at
        for at, token in enumerate(tokens)
        if token.kind == "word" and token.text.upper() in _FORMS
    )
    return next(forms, None)


def _behind_template(tokens: Sequence[Token], begin: int) -> int:
    """The offset behind the template of a CONSTRUCT, where it has one."""
    if tokens[begin + 1].text != "{":
        return tokens[begin + 1].start
    depth = 0
    for token in tokens[begin + 1 :]:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if not depth:
            return token.start + 1
    return tokens[-1].start
