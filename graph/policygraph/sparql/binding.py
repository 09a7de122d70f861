"""Binding variables for a server that has no other way than the query's text.

An engine of our own takes bindings beside the query. A remote endpoint does not, so each is joined into every group
as a ``VALUES`` block of one row, whose term is written by the rules of the grammar; nothing of what a person typed
becomes syntax. A group behind ``OPTIONAL``, ``EXISTS`` or ``MINUS`` that does not speak of a variable is left alone:
an engine looks such a group up row by row, but reads one with a block of values as a whole.

Source: SPARQL 1.2 Community Group, SEP-0007 (prepared queries).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

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
    places = _groups(tokens, set(bindings))
    blocks = {
        name: f" VALUES ?{name} {{ {written(term)} }}"
        for name, term in bindings.items()
    }
    if not any(token.text == "{" for token in tokens):
        return f"{text} WHERE {{{''.join(blocks.values())} }}"
    parts, last = [], 0
    for place, names in places:
        parts += [text[last:place], *(blocks[name] for name in sorted(names))]
        last = place
    return "".join([*parts, text[last:]])


def with_choices(text: str, name: str, terms: Iterable[Iri | Literal]) -> str:
    """The query with a variable restricted to some terms, in its first group.

    Example:
        >>> with_choices("SELECT ?s { ?s ?p ?o }", "o", [Literal("a"), Literal("b")])
        'SELECT ?s { VALUES ?o { "a" "b" } ?s ?p ?o }'
    """
    place = _groups(list(lex(text)), {name})[0][0]
    values = " ".join(map(written, terms))
    return f"{text[:place]} VALUES ?{name} {{ {values} }}{text[place:]}"


def written(term: Iri | Literal) -> str:
    r"""A term as SPARQL writes it, escaped.

    Example:
        >>> written(Literal('say "no"', language="en"))
        '"say \\"no\\""@en'
    """
    if not isinstance(term, Literal):
        spelled = (
            f"\\u{ord(char):04X}" if char in _NOT_IN_IRI or char <= " " else char
            for char in term
        )
        return f"<{''.join(spelled)}>"
    quoted = f'"{"".join(_ESCAPES.get(char, char) for char in term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


def _groups(tokens: list[Token], names: set[str]) -> list[tuple[int, set[str]]]:
    """After which offsets a block of values can stand, and for which variables."""
    finder = _GroupFinder(tokens, names)
    for at in range(len(tokens)):
        finder.read(at)
    return finder.places


class _GroupFinder:
    """Reads tokens one by one, and keeps which names the group can see that it is in."""

    def __init__(self, tokens: list[Token], names: set[str]) -> None:
        self.places: list[tuple[int, set[str]]] = []
        self._tokens = tokens
        self._spoken = _spoken_of(tokens, names)
        self._visible = [names]
        self._projected: set[str] | None = None
        self._in_data = False

    def read(self, at: int) -> None:
        """Takes notice of the token at a place."""
        word = _word(self._tokens[at])
        if word == "VALUES":
            self._in_data = True
        elif word == "SELECT" and len(self._visible) > 1:
            self._projected = _projected(self._tokens, at, self._visible[-1])
        elif word == "{":
            self._open(at)
        elif word == "}":
            self._close()

    def _open(self, at: int) -> None:
        seen = self._visible[-1] if self._projected is None else self._projected
        if at and _word(self._tokens[at - 1]) in _LOOKED_UP:
            seen = seen & self._spoken[at]
        if not self._in_data and _opens_a_group(self._tokens, at):
            self.places.append((self._tokens[at].start + 1, seen))
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
                found[opened[-1]] |= inner
        elif token.kind == "variable" and opened:
            found[opened[-1]] |= {token.text[1:]} & names
    return found


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else token.text


def _opens_a_group(tokens: list[Token], at: int) -> bool:
    """Whether the brace at that place opens a group of patterns: no template, no subquery."""
    before, before_that = (
        _word(tokens[at - back]) if at >= back else "" for back in (1, 2)
    )
    template = before == "CONSTRUCT" or (
        before == "WHERE" and before_that == "CONSTRUCT"
    )
    subquery = at + 1 < len(tokens) and _word(tokens[at + 1]) == "SELECT"
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
        depth += {"(": 1, ")": -1}.get(word, 0)
        before = word
    return names & found
