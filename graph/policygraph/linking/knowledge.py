"""What linking asks of the vocabulary, in the form in which it asks."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from policygraph.linking.english import activity_key, key
from policygraph.namespaces import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policygraph.terms import Iri
    from policygraph.vocabulary import Entry, HeadNoun, Implication, Vocabulary

_KINDS = ("Place", "Institution", "Project")
_OF_A_TOWN = (CONCEPT.urban_rail_line, CONCEPT.urban_road)
"""The kinds of route that a town has within or around it."""


class Knowledge:
    """The vocabulary's names by their keys, and its head nouns as sets of words.

    Args:
        vocabulary: The vocabulary to ask.

    Example:
        >>> from policygraph.vocabulary import load_vocabulary
        >>> knowledge = knowledge_of(load_vocabulary())
        >>> "expressway" in knowledge.route_heads, "expressway" in knowledge.heads
        (True, True)
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._entries = _by_key(vocabulary.entries)
        nouns = vocabulary.head_nouns
        self.heads = _words(nouns)
        self.route_heads = _words(_of_routes(vocabulary))
        self._town_heads = _words(noun for noun in nouns if noun.kind in _OF_A_TOWN)

    def entry(self, name: str, type_: str) -> Entry | None:
        """The entry that knows a name as one of a class, whatever its spelling and number."""
        return self._entries.get((type_, _key(name, type_)))

    def country(self, words: str) -> str:
        """The country that words name, or that an adjective such as "Kenyan" speaks of; nothing where there is none."""
        if not words[:1].isupper():
            return ""
        entry = self.entry(words, "Place")
        if entry is None or entry.kind != CONCEPT.country:
            return ""
        return entry.label

    def is_company(self, label: str) -> bool:
        """Whether the vocabulary knows a name as that of a company or a commercial bank."""
        entry = self.entry(label, "Institution")
        if entry is None or entry.kind is None:
            return False
        return self.within(entry.kind, CONCEPT.company)

    def concept(self, label: str, type_: str) -> Iri | None:
        """The industry concept that an industry falls under, or the kind of another thing; None where none is known."""
        if type_ == "Industry":
            return self._vocabulary.concept_for(label)
        if type_ not in _KINDS:
            return None
        return self._vocabulary.kind_for(label, type_)

    def within(self, concept: Iri, wider: Iri) -> bool:
        """Whether a concept is another one or lies below it."""
        return self._vocabulary.within(concept, wider)

    def is_route(self, label: str) -> bool:
        """Whether the head of a project's name is the noun of a route, which lies in more places than one.

        The routes of a town ("metro", "ring road") lie in it.
        """
        kind = self._vocabulary.kind_for(label, "Project")
        if kind is None or kind in _OF_A_TOWN:
            return False
        if not self._vocabulary.within(kind, CONCEPT.transport_route):
            return False
        words = key(label).split()
        pairs = map(" ".join, pairwise(words))
        return self._town_heads.isdisjoint((*words, *pairs))

    def implications(
        self,
        name: str,
        type_: str,
        is_place: Callable[[str], bool],
        is_name: Callable[[str], bool],
    ) -> tuple[Implication, ...]:
        """What the patterns of the vocabulary say that a name implies."""
        return self._vocabulary.implications(
            name, type_, is_place=is_place, is_name=is_name
        )


def _of_routes(vocabulary: Vocabulary) -> Iterator[HeadNoun]:
    """The head nouns of what connects places."""
    connecting = (one for one in vocabulary.patterns if one.property == "connects")
    kinds = [one.kind for one in connecting if one.kind]
    for noun in vocabulary.head_nouns:
        if any(vocabulary.within(noun.kind, kind) for kind in kinds):
            yield noun


def _by_key(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """The entries by class and key of each name; as where names are found, the later file wins."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in reversed(entries):
        for name in _names(entry):
            key_of_name = _key(name, entry.type)
            found.setdefault((entry.type, key_of_name), entry)
    return found


def _words(nouns: Iterable[HeadNoun]) -> frozenset[str]:
    """The keys of some head nouns' words."""
    labels = chain.from_iterable(noun.labels for noun in nouns)
    return frozenset(map(key, labels))


def _names(entry: Entry) -> Iterator[str]:
    """The names that lead to an entry; an industry's hidden words are other lines of business, filed below it."""
    yield from entry.labels
    if entry.type != "Industry":
        yield from entry.hidden


def _key(name: str, type_: str) -> str:
    if type_ == "Industry":
        return activity_key(name)
    return key(name)


@lru_cache(maxsize=4)
def knowledge_of(vocabulary: Vocabulary) -> Knowledge:
    """What linking asks of a vocabulary, arranged once for each."""
    return Knowledge(vocabulary)
