"""A graph as the engine is handed it: short, for a long report's is the largest thing in memory beside its triples."""

from __future__ import annotations

import io
import re
from itertools import groupby, starmap
from operator import attrgetter
from string import ascii_letters
from typing import TYPE_CHECKING

from policygraph.rdf import quoted
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Iri, Triple

_PARTS = re.compile(
    r"(.*[/#=](?:[a-z]+-(?:[0-9a-f]{16}-)?)?)([A-Za-z0-9_][A-Za-z0-9_,\-]*)"
)
"""What an IRI that can be written with a prefix begins with, its kind and its report's digest too, and the rest."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LAST_OF_FOUR_DIGITS = 0xFFFF
_MOST_PREFIXES = 1000


def as_text(triples: Iterable[Triple]) -> str:
    """The triples as Turtle of ASCII alone, in which no IRI is relative: a byte a character in memory.

    Args:
        triples: Those of one subject one behind the other, or the text is longer; no blank node is among them.

    Raises:
        ValueError: A name is no absolute IRI.

    Example:
        >>> from policygraph.terms import Iri, Triple
        >>> print(as_text([Triple(Iri("urn:a"), Iri("http://b.org/c"), Iri("http://b.org/d"))]), end="")
        @prefix a: <http://b.org/c> .
        @prefix b: <http://b.org/> .
        <urn:a> a: b:d .
    """
    written = io.BytesIO()
    spelling = _Spelling()
    for subject, about in groupby(triples, key=attrgetter("subject")):
        spelled = spelling.of(subject)
        by_predicate = groupby(about, key=attrgetter("predicate"))
        stated = " ; ".join(starmap(spelling.stated, by_predicate))
        written.write(spelling.declared().encode())
        written.write(f"{spelled} {stated} .\n".encode())
    return written.getvalue().decode("ascii")


class _Spelling:
    """How terms are spelled with prefixes, which are made as they are needed."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._declarations: list[str] = []

    def stated(self, predicate: Iri, triples: Iterable[Triple]) -> str:
        """A predicate and its objects."""
        name = self._name(predicate)
        objects = " , ".join(self.of(triple.object) for triple in triples)
        return f"{name} {objects}"

    def of(self, term: Iri | Literal) -> str:
        """A term.

        Raises:
            ValueError: It is no absolute IRI.
        """
        if not isinstance(term, Literal):
            return self._iri(term)
        text = _ascii(quoted(term.value))
        if term.language:
            return f"{text}@{term.language.lower()}"
        return f"{text}^^{self._name(term.datatype)}" if term.datatype else text

    def declared(self) -> str:
        """The prefixes that have come up since this was asked."""
        new = "".join(self._declarations)
        self._declarations.clear()
        return new

    def _name(self, iri: str) -> str:
        """An IRI of which there are few and which stands often: a prefix is made for it alone."""
        return self._prefix(iri) or self._iri(iri)

    def _iri(self, iri: str) -> str:
        parts = _PARTS.fullmatch(iri)
        prefix = self._prefix(parts[1]) if parts else ""
        if parts and prefix:
            return prefix + parts[2].replace(",", r"\,")
        return _in_full(iri)

    def _prefix(self, beginning: str) -> str:
        """The prefix for what an IRI begins with, with its colon; empty where there are too many."""
        if beginning not in self._prefixes and len(self._prefixes) < _MOST_PREFIXES:
            prefix = _prefix_named(len(self._prefixes))
            self._declarations.append(f"@prefix {prefix} {_in_full(beginning)} .\n")
            self._prefixes[beginning] = prefix
        return self._prefixes.get(beginning, "")


def _prefix_named(number: int) -> str:
    """The prefix of a number, from 0 on, with its colon: one letter as long as there are some."""
    times, place = divmod(number, len(ascii_letters))
    return f"{ascii_letters[place]}{times or ''}:"


def _in_full(iri: str) -> str:
    if not _SCHEME.match(iri):
        raise ValueError(f"'{iri}' is no absolute IRI")
    return f"<{_ascii(iri)}>"


def _ascii(text: str) -> str:
    """A text whose other characters are written by their numbers."""
    return text if text.isascii() else _BEYOND_ASCII.sub(_by_number, text)


def _by_number(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{number:04X}" if number <= _LAST_OF_FOUR_DIGITS else f"\\U{number:08X}"
