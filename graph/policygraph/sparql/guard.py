"""What a query may not ask for: anything that would leave the dataset or change it.

The engine would follow ``SERVICE`` to any host, and has no switch against it; so the text is judged before it is
evaluated. Whether the word is a keyword, the engine's own parser says (`policygraph.sparql.grammar`): what is only
mentioned, in a string, a name or a comment, is none. ``FROM`` is read by its tokens, in either of two readings where
two are possible. What is nested or chained so far that a parser would run out of stack is refused as well.

Source: SPARQL 1.1 Query Language, sections 13.2 (FROM) and 19; SPARQL 1.1 Update; SPARQL 1.1 Federated Query.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from policygraph.errors import QuerySyntaxError, RefusedQueryError
from policygraph.namespaces import PREFIXES
from policygraph.sparql.grammar import Reach, keyword_at, reach_of
from policygraph.sparql.lexer import Token, lex, place, unescape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MOST_NESTED = 400
"""The most brackets within brackets: the parser bears twice as many, whatever they are, on the usual stack of 8 MB."""

MOST_CHAINED = 2000
"""The most operators and clauses: evaluation nests one in the other, and bears more than so many."""

_UPDATES = frozenset(
    {
        "LOAD",
        "CLEAR",
        "DROP",
        "CREATE",
        "ADD",
        "MOVE",
        "COPY",
        "INSERT",
        "DELETE",
        "WITH",
        "USING",
    }
)
_REFUSED = _UPDATES | {"SERVICE"}
_CLAUSES = frozenset(
    {
        "BIND",
        "FILTER",
        "UNION",
        "OPTIONAL",
        "MINUS",
        "EXISTS",
        "SELECT",
        "LATERAL",
    }
)
_OPERATORS = frozenset("+-*/|&!^=<>")
_OPENING = frozenset("({[")
_CLOSING = frozenset(")}]")
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_GLUED = re.compile(r"FROM(?:NAMED)?|NAMED", re.IGNORECASE)
_LARGE = 4096
_IN_AN_IRI = 50
_LISTED = 5


class _Clause(NamedTuple):
    """An IRI that a FROM clause names, and where: the reading of the text that it was found in, and the offset."""

    iri: str
    text: str
    start: int


def refuse_what_reaches_out(text: str, graphs: Collection[str] = ()) -> None:
    """Returns for a query that stays inside the dataset; raises for one that does not.

    Args:
        text: The query, which need not be well formed.
        graphs: The IRIs of the named graphs that ``FROM`` and ``FROM NAMED`` may name.

    Raises:
        RefusedQueryError: The text has ``SERVICE``, an update, or a ``FROM`` outside `graphs`, in whatever case
            and behind whatever escape.
        QuerySyntaxError: Its brackets are nested deeper, or its operators are more, than can be evaluated.
    """
    for clause in _clauses(text):
        if clause.iri not in graphs:
            raise RefusedQueryError(
                f"FROM <{clause.iri}> at {place(clause.text, clause.start)} names a graph that is not in the dataset",
                expected=_known(graphs),
                remedy="leave FROM out to ask the whole dataset",
            )


def graphs_named_in(text: str) -> tuple[str, ...]:
    """The IRIs that ``FROM`` and ``FROM NAMED`` name, resolved, in order.

    Example:
        >>> graphs_named_in("PREFIX x: <http://e/> SELECT * FROM x:a FROM NAMED <http://e/b> {}")
        ('http://e/a', 'http://e/b')
    """
    return tuple(dict.fromkeys(clause.iri for clause in _clauses(text)))


def _clauses(text: str) -> tuple[_Clause, ...]:
    """Each graph that a FROM clause names; the same small texts come again and again.

    Raises:
        RefusedQueryError: The text has ``SERVICE`` or is an update.
        QuerySyntaxError: It is nested deeper, or longer, than can be evaluated.
    """
    return _remembered(text) if len(text) < _LARGE else _judged(text)


@lru_cache(maxsize=128)
def _remembered(text: str) -> tuple[_Clause, ...]:
    return _judged(text)


def _judged(text: str) -> tuple[_Clause, ...]:
    _refuse_surrogates(text)
    spellings = dict.fromkeys((text, unescape(text)))
    readings = {reading: list(lex(reading)) for reading in spellings}
    for tokens in readings.values():
        _refuse_depth(tokens)
    _refuse_service(text)
    for reading, tokens in readings.items():
        _refuse_words(text, reading, tokens)
    if keyword_at(text, "FROM") is None and reach_of(text) is not Reach.SHORT:
        return ()
    found = (_from_clauses(reading, tokens) for reading, tokens in readings.items())
    return tuple(chain.from_iterable(found))


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(
            f"the query is no Unicode text at {place(text, error.start)}",
            expected="UTF-8",
            remedy="save it as UTF-8",
        ) from error


def _refuse_depth(tokens: list[Token]) -> None:
    """Refuses what a parser or an evaluator that calls itself would not come back from.

    What looks like an IRI may be a comparison with code behind it; so what it holds is counted, too.

    Raises:
        QuerySyntaxError: So many brackets are open at once, or so many operators are chained.
    """
    depth = most = chained = 0
    for kind, text, _ in tokens:
        if kind == "iri":
            opened = text.count("(")
            most = max(most, depth + opened)
            depth += max(opened - text.count(")"), 0)
            chained += max(sum(map(text.count, _OPERATORS)) - _IN_AN_IRI, 0)
        elif text in _OPENING:
            depth += 1
            most = max(most, depth)
        elif text in _CLOSING:
            depth -= 1
        elif text in _OPERATORS or (kind == "word" and text.upper() in _CLAUSES):
            chained += 1
    _refuse_number(most, MOST_NESTED, "brackets within brackets", "nest less deeply")
    _refuse_number(
        chained, MOST_CHAINED, "operators and clauses", "ask in several queries"
    )


def _refuse_number(number: int, most: int, noun: str, remedy: str) -> None:
    if number > most:
        raise QuerySyntaxError(
            f"the query has {number:,} {noun}",
            expected=f"{most:,} at most",
            remedy=remedy,
        )


def _refuse_service(text: str) -> None:
    start = keyword_at(text, "SERVICE")
    if start is not None:
        raise _service_at(text, start)


def _service_at(text: str, start: int) -> RefusedQueryError:
    return RefusedQueryError(
        f"SERVICE at {place(text, start)} asks another server",
        expected="a query over this dataset alone",
        remedy="ask that server itself, with its URL as the graph",
    )


def _refuse_words(text: str, reading: str, tokens: Iterable[Token]) -> None:
    """Refuses by its words what is no query: an update, or an attempt at SERVICE that does not parse."""
    words = [token for token in tokens if token.keyword in _REFUSED]
    if not words or reach_of(text) is not Reach.SHORT:
        return
    word = words[0]
    if word.keyword == "SERVICE":
        raise _service_at(reading, word.start)
    where = place(reading, word.start)
    raise RefusedQueryError(
        f"{word.keyword} at {where} is an update",
        expected="a SELECT, ASK, CONSTRUCT or DESCRIBE query",
        remedy="change the graph by building it again; nothing is written from a query",
    )


def _from_clauses(reading: str, tokens: list[Token]) -> Iterator[_Clause]:
    """Each IRI that a FROM clause names, resolved against the prologue."""
    prologue = _Prologue()
    split = chain.from_iterable(map(_unglued, tokens))
    for first, second in pairwise(split):
        if first.keyword == "FROM" and second.kind in {"iri", "name"}:
            iri = prologue.resolved(second)
            yield _Clause(iri, reading, second.start)
        elif second.kind == "iri":
            prologue.declare(first, second)


class _Prologue:
    """What has been said so far of the base and of prefixes, on top of those that are known to everybody."""

    def __init__(self) -> None:
        self._base = ""
        self._prefixes = {prefix: str(iri) for prefix, iri in PREFIXES.items()}

    def declare(self, first: Token, iri: Token) -> None:
        """Takes notice of an IRI behind BASE or the name of a prefix; any other declares nothing."""
        if first.keyword == "BASE":
            self._base = self.resolved(iri)
        elif first.kind == "name" and first.text.endswith(":"):
            prefix = first.text.removesuffix(":")
            self._prefixes[prefix] = self.resolved(iri)

    def resolved(self, token: Token) -> str:
        """The IRI that a token stands for here."""
        if token.kind == "iri":
            named = unescape(token.text[1:-1])
            return _joined(self._base, named)
        prefix, _, local = token.text.partition(":")
        home = self._prefixes.get(prefix, f"{prefix}:")
        return home + _LOCAL_ESCAPE.sub(r"\1", local)


def _unglued(token: Token) -> list[Token]:
    """The token, and behind it what it would be if a keyword were glued to a name: either may be meant."""
    if token.kind not in {"word", "name"}:
        return [token]
    glued = _GLUED.match(token.text)
    if not glued:
        return [token]
    keyword = Token("word", "FROM", token.start)
    if token.kind == "word":
        return [keyword]
    end = glued.end()
    name = Token("name", token.text[end:], token.start + end)
    return [token, keyword, name]


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # brackets that hold no address: the engine will say so
        return iri


def _known(graphs: Collection[str]) -> str:
    if not graphs:
        return "no FROM, for the dataset has no named graph"
    shown = ", ".join(f"<{graph}>" for graph in sorted(graphs)[:_LISTED])
    more = len(graphs) - _LISTED
    if more <= 0:
        return f"one of {shown}"
    return f"one of {shown} or {more} more"
