"""What a page tells of the ontology."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words in English and Chinese; either may be empty."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Link:
    """A term that another speaks of: its short name, and where it is explained (a place of the page, or its IRI)."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or an individual; `facts` are what is said of it, under headings in words."""

    name: str
    iri: str
    label: Words
    definition: Words
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptNode:
    """A concept with those below it; `code` is its ISIC code or empty."""

    name: str
    label: Words
    code: str
    below: tuple[ConceptNode, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of concepts, as trees."""

    name: str
    label: Words
    definition: Words
    size: int
    tops: tuple[ConceptNode, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that the page tells: the head, the terms by kind in words, and the schemes."""

    iri: str
    title: Words
    description: Words
    facts: tuple[tuple[Words, str], ...]
    groups: tuple[tuple[str, Words, tuple[Term, ...]], ...]
    schemes: tuple[Scheme, ...]
