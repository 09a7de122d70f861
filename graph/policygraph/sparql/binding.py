"""Binding variables for a server that has no other way than the query's text.

An engine of our own takes bindings beside the query. A remote endpoint does not, so each is joined into every group
as a ``VALUES`` block of one row, whose term is written by the rules of the grammar; nothing of what a person typed
becomes syntax. A group behind ``OPTIONAL``, ``EXISTS`` or ``MINUS`` that does not speak of a variable is left alone:
an engine looks such a group up row by row, but reads one with a block of values as a whole.

Source: SPARQL 1.2 Community Group, SEP-0007 (prepared queries).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from policygraph.sparql.lexer import lex
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.sparql.lexer import Token
    from policygraph.terms import Iri

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LOOKED_UP = frozenset({"OPTIONAL", "EXISTS", "MINUS"})
_NOT_IN_IRI = frozenset('<>"{}|^`\\')


def with_values(text: str, bindings: Mapping[str, Iri | Literal]) -> str:
    """The query with each variable restricted to its term, in every group that can see it.

    Example:
        >>> from policygraph.terms import Iri
        >>> with_values("SELECT ?s WHERE { ?s a ?c }", {"c": Iri("http://example.org/C")})
        'SELECT ?s WHERE { VALUES ?c { <http://example.org/C> } ?s a ?c }'
    """
    if not bindings:
        return text
    tokens = list(lex(text))
    blocks = {name: _block(name, [term]) for name, term in bindings.items()}
    if not any(token.text == "{" for token in tokens):
        everything = "".join(blocks.values())
        return f"{text} WHERE {{{everything} }}"
    parts = []
    last = 0
    for group in _groups(tokens, set(bindings)):
        parts.append(text[last : group.begin])
        parts += [blocks[name] for name in sorted(group.names)]
        last = group.begin
    parts.append(text[last:])
    return "".join(parts)


def _block(name: str, terms: Iterable[Iri | Literal]) -> str:
    values = " ".join(map(written, terms))
    return f" VALUES ?{name} {{ {values} }}"


def with_choices(text: str, name: str, terms: Iterable[Iri | Literal]) -> str:
    """The query with a variable restricted to some terms, in its first group.

    Example:
        >>> with_choices("SELECT ?s { ?s ?p ?o }", "o", [Literal("a"), Literal("b")])
        'SELECT ?s { VALUES ?o { "a" "b" } ?s ?p ?o }'
    """
    tokens = list(lex(text))
    first = _groups(tokens, {name})[0]
    before = text[: first.begin]
    behind = text[first.begin :]
    return before + _block(name, terms) + behind


def written(term: Iri | Literal) -> str:
    r"""A term as SPARQL writes it, escaped.

    Example:
        >>> written(Literal('say "no"', language="en"))
        '"say \\"no\\""@en'
    """
    if not isinstance(term, Literal):
        spelled = "".join(map(_in_iri, term))
        return f"<{spelled}>"
    escaped = "".join(_ESCAPES.get(char, char) for char in term.value)
    quoted = f'"{escaped}"'
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype:
        return f"{quoted}^^<{term.datatype}>"
    return quoted


def _in_iri(char: str) -> str:
    if char in _NOT_IN_IRI or char <= " ":
        return f"\\u{ord(char):04X}"
    return char


class _Group(NamedTuple):
    """A group: the offset behind its brace, where a block of values can stand, and the variables that it can see."""

    begin: int
    names: set[str]


def _groups(tokens: list[Token], names: set[str]) -> list[_Group]:
    finder = _GroupFinder(tokens, names)
    for at in range(len(tokens)):
        finder.read(at)
    return finder.groups


class _GroupFinder:
    """Reads tokens one by one, and keeps which names the group can see that it is in."""

    def __init__(self, tokens: list[Token], names: set[str]) -> None:
        self.groups: list[_Group] = []
        self._tokens = tokens
        self._spoken = _spoken_of(tokens, names)
        self._visible = [names]
        self._projected: set[str] | None = None
        self._in_data = False

    def read(self, at: int) -> None:
        """Takes notice of the token at a place."""
        word = _word_at(self._tokens, at)
        if word == "VALUES":
            self._in_data = True
        elif word == "SELECT" and len(self._visible) > 1:
            self._projected = _projected(self._tokens, at, self._visible[-1])
        elif word == "{":
            self._open(at)
        elif word == "}":
            self._close()

    def _open(self, at: int) -> None:
        seen = self._projected
        if seen is None:
            seen = self._visible[-1]
        if _word_at(self._tokens, at - 1) in _LOOKED_UP:
            seen = seen & self._spoken[at]
        if not self._in_data and _opens_a_group(self._tokens, at):
            brace = self._tokens[at]
            group = _Group(brace.start + 1, seen)
            self.groups.append(group)
            self._projected = None
        self._visible.append(seen)

    def _close(self) -> None:
        if len(self._visible) > 1:
            self._visible.pop()
        self._in_data = False


def _spoken_of(tokens: list[Token], names: set[str]) -> dict[int, set[str]]:
    """Which of the names stand between the braces that open at each place."""
    found: dict[int, set[str]] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.text == "{":
            found[at] = set()
            opened.append(at)
        elif token.text == "}" and opened:
            inner = found[opened.pop()]
            if opened:
                around = found[opened[-1]]
                around |= inner
        elif token.kind == "variable" and opened:
            name = token.text[1:]
            if name in names:
                found[opened[-1]].add(name)
    return found


def _word(token: Token) -> str:
    return token.keyword or token.text


def _word_at(tokens: list[Token], at: int) -> str:
    """The word or the sign at a place; empty before the first and behind the last."""
    if at not in range(len(tokens)):
        return ""
    return _word(tokens[at])


def _opens_a_group(tokens: list[Token], at: int) -> bool:
    """Whether the brace at that place opens a group of patterns: no template, no subquery."""
    before = _word_at(tokens, at - 1)
    if before == "WHERE":
        before = _word_at(tokens, at - 2)
    template = before == "CONSTRUCT"
    subquery = _word_at(tokens, at + 1) == "SELECT"
    return not template and not subquery


def _projected(tokens: list[Token], at: int, names: set[str]) -> set[str]:
    """Which of the names a subquery lets through: all with a star, else those that stand alone or behind AS."""
    found: set[str] = set()
    depth = 0
    before = ""
    for token in islice(tokens, at + 1, None):
        word = _word(token)
        if word in {"{", "WHERE", "FROM"}:
            break
        if word == "*" and depth == 0:
            return names
        if token.kind == "variable" and (depth == 0 or before == "AS"):
            found.add(token.text[1:])
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        before = word
    return names & found
