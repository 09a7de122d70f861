"""From mentions to entities: one node for one thing that the report names, however often and in whatever words.

Mentions of one class meet in one entity if their full names have one key (spelling, number, apostrophes, articles and
possessives aside), if they differ in hyphens and spaces alone or in a company's legal form, if the vocabulary knows
both names for one thing, if one is an abbreviation of the other, if both places are one place in GeoNames, or if one is
a short form that only one longer name can stand behind. Namesakes that the text sets in different places stay apart.
Every target is its own. A place that only a longer name implies is an entity under its bare name, the same as a mention
of that name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING

from policygraph.linking import abbreviations
from policygraph.linking.company import countries_meant
from policygraph.linking.english import (
    PROVINCE_BEHIND,
    activity_key,
    key,
    long_forms,
    names_a_division,
    place_class,
)
from policygraph.linking.gazetteer import KIND_COUNTRY, KIND_PROVINCE
from policygraph.linking.model import Entity, Location
from policygraph.linking.namesakes import namesakes
from policygraph.linking.places import Context, find
from policygraph.linking.spelling import without_company_form
from policygraph.namespaces import CONCEPT, FIGURES, GEONAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policygraph.linking.gazetteer import Row
    from policygraph.linking.name_rules import Names
    from policygraph.vocabulary import Entry

_LEAST_OF_AN_INDUSTRY = 2
"""How many letters the abbreviation of an industry has at least ("EV")."""

Node = tuple[str, str, str]
"""Class, key and discriminator of an entity in the making."""


@dataclass(frozen=True)
class Resolution:
    """The entities of a report, the entity of each mention, and where the report is at home."""

    entities: tuple[Entity, ...]
    of_mention: tuple[int, ...]
    context: Context

    def named(self, type_: str, name: str) -> int | None:
        """The entity of a class that bears a name, its own or another one, or None."""
        return self._by_key.get((type_, key(name)))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], int]:
        by_key = {
            (entity.type, key(entity.label)): place
            for place, entity in enumerate(self.entities)
        }
        for place, entity in enumerate(self.entities):
            for name in entity.alt_labels:
                by_key.setdefault((entity.type, key(name)), place)
        return by_key


def resolve(names: Names, *, implied: Iterable[str] = ()) -> Resolution:
    """The entities that a report's mentions name, in the order of the text.

    `implied` are further places, by their bare names, that names imply; those that no mention names come last.
    """
    maker = _Maker(names, implied)
    maker.join()
    return maker.finished()


class _Maker:
    """Joins the nodes of mentions until each thing has one."""

    def __init__(self, names: Names, implied: Iterable[str]) -> None:
        self.text = names.text
        self.mentions = names.mentions
        self.labels = names.labels
        self.knowledge = names.knowledge
        self.context = names.context
        self.entries: dict[Node, Entry] = {}
        self.parents: dict[Node, Node] = {}
        self.aliases: dict[Node, list[str]] = defaultdict(list)
        self.shown: dict[Node, Counter[str]] = defaultdict(Counter)
        self._apart = namesakes(names)
        self._company = countries_meant(names)
        self._lies_in: dict[Node, str] = {}
        self.nodes = [self._node(index) for index in range(len(self.mentions))]
        self.implied = [self.node("Place", name) for name in dict.fromkeys(implied)]

    def _node(self, index: int) -> Node:
        """The node that a mention begins with: by its entry in the vocabulary, or by the key of its name."""
        mention, label = self.mentions[index], self.labels[index]
        if mention.type in FIGURES:
            return (mention.type, str(index), "")
        country = self._company.get(index, "")
        if country and country != self._usual_country(label):
            return self._in_country(label, country)
        return self.node(
            mention.type,
            label,
            self._apart.get(index) or self._explicit_province(index),
        )

    def _usual_country(self, label: str) -> str:
        """The country in which the place of a name lies of which nothing is said."""
        entry = self.knowledge.entry(label, "Place")
        row = find(label, Context() if _is_country(entry) else self.context)
        return row.country if row else ""

    def _in_country(self, label: str, country: str) -> Node:
        """The node of a place that lies in another country than is usual for its name."""
        node = self.node("Place", label, country)
        self._lies_in[node] = country
        if self._is_division(node):
            self.entries.pop(node, None)  # it is that of the country of this name
        return node

    def _is_division(self, node: Node) -> bool:
        """Whether a place is no country, though its name may be a country's."""
        row = self._row(node) if node in self._lies_in else None
        return row is not None and row.kind != KIND_COUNTRY

    def node(self, type_: str, label: str, discriminator: str = "") -> Node:
        """The node of a name: that of the vocabulary's name for it, where there is one."""
        entry = self.knowledge.entry(label, type_)
        name = entry.label if entry else label
        node = (
            type_,
            activity_key(name) if type_ == "Industry" else key(name),
            discriminator,
        )
        if entry:
            self.entries[node] = entry
        self.shown[node][label] += 1
        return node

    def _explicit_province(self, index: int) -> str:
        """The province that the words behind a place's name set it in, if that makes it another than the usual one."""
        mention, label = self.mentions[index], self.labels[index]
        if mention.type != "Place":
            return ""
        behind = PROVINCE_BEHIND.match(self.text, mention.span.end)
        if behind is None:
            return ""
        province = find(behind["province"], Context(self.context.country))
        if province is None or province.kind != KIND_PROVINCE:
            return ""
        return behind["province"] if self._differs_in(label, province) else ""

    def _differs_in(self, label: str, province: Row) -> bool:
        """Whether a name means a place of a province there, and another one where nothing is said of it."""
        there = find(label, Context(self.context.country, province.geonames))
        if there is None or there == find(label, self.context):
            return False
        return there.first == province.geonames

    def join(self) -> None:
        """Joins what is one thing."""
        for index, short in abbreviations.aliases(
            self.text, self.mentions, self.labels
        ):
            node = self.nodes[index]
            self.aliases[node].append(short)
            self._unite(self.node(node[0], short), node)
        for type_, labels in self._first_labels().items():
            if type_ == "Industry":
                self._unite_all(self._abbreviated_industries(labels))
            else:
                self._unite_all(
                    (*abbreviations.unintroduced(labels), *short_forms(labels))
                )
        self._join_spellings()
        self._join_places()

    def _abbreviated_industries(
        self, labels: Mapping[int, str]
    ) -> Iterator[tuple[int, int]]:
        """Abbreviations of industries that no entry knows, each with the one name that they are of."""
        pairs = abbreviations.unintroduced(labels, least=_LEAST_OF_AN_INDUSTRY)
        for short, long in pairs:
            if self.nodes[short] not in self.entries:
                yield short, long

    def _first_labels(self) -> dict[str, dict[int, str]]:
        """For each class that has names the first mention of each node, with its name."""
        labels_of: dict[str, dict[int, str]] = defaultdict(dict)
        first = {node: index for index, node in reversed(list(enumerate(self.nodes)))}
        for node, index in sorted(first.items(), key=lambda item: item[1]):
            if node[0] not in FIGURES:
                labels_of[node[0]][index] = self.labels[index]
        return labels_of

    def _unite_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Makes the nodes of each two mentions one."""
        for one, other in pairs:
            self._unite(self.nodes[one], self.nodes[other])

    def _join_spellings(self) -> None:
        """Joins names that differ in hyphens and spaces alone, and companies whose legal form is left out."""
        seen: dict[Node, Node] = {}
        for node in dict.fromkeys(self.nodes):
            if node[0] in FIGURES or any(map(str.isdigit, node[1])):
                continue
            labels = sorted(self.shown[node]) if node[0] == "Institution" else []
            for form in (
                node[1],
                *(key(without_company_form(label)) for label in labels),
            ):
                self._unite(
                    node,
                    seen.setdefault((node[0], form.replace(" ", ""), node[2]), node),
                )

    def _join_places(self) -> None:
        """Joins places that GeoNames knows for one."""
        by_id: dict[int, Node] = {}
        nodes = {*self.nodes, *self.implied}
        for node in sorted(filter(self._can_be_joined, nodes)):
            row = self._row(node)
            if row is not None and not any(map(names_a_division, self.shown[node])):
                self._unite(node, by_id.setdefault(row.geonames, node))

    def _can_be_joined(self, node: Node) -> bool:
        """Whether a node is a place of which no more is told than the country that it lies in."""
        return node[0] == "Place" and (not node[2] or node in self._lies_in)

    def _row(self, node: Node) -> Row | None:
        rows = {
            row
            for label in self.shown[node]
            if (row := find(label, self._context_of(node)))
        }
        return rows.pop() if len(rows) == 1 else None

    def _context_of(self, node: Node) -> Context:
        """Where a place is to be looked for: a country that the vocabulary knows by its name is one everywhere."""
        if node in self._lies_in:
            return Context(self._lies_in[node])
        if _is_country(self.entries.get(node)):
            return Context()
        province = find(node[2], Context(self.context.country)) if node[2] else None
        return (
            Context(self.context.country, province.geonames)
            if province
            else self.context
        )

    def _root(self, node: Node) -> Node:
        while node in self.parents:
            node = self.parents[node]
        return node

    def _unite(self, node: Node, other: Node) -> None:
        """Makes two nodes one, under the second one's root."""
        root, onto = self._root(node), self._root(other)
        if root != onto:
            self.parents[root] = onto

    def finished(self) -> Resolution:
        """The entities, those with a mention first."""
        members = self._members()
        mentioned = sorted(
            members,
            key=lambda node: (
                not any(self._seen(i) for i in members[node]),
                _first(members[node]),
            ),
        )
        order = {node: place for place, node in enumerate(mentioned)}
        joined: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.shown):
            joined[self._root(node)].append(node)
        entities = tuple(
            self._entity(node, members[node], joined[node]) for node in mentioned
        )
        return Resolution(
            entities,
            tuple(order[self._root(node)] for node in self.nodes),
            self.context,
        )

    def _members(self) -> dict[Node, list[int]]:
        """The mentions of each entity; an entity that names only imply has none."""
        members: dict[Node, list[int]] = {}
        for index, node in enumerate(self.nodes):
            members.setdefault(self._root(node), []).append(index)
        for node in self.implied:
            members.setdefault(self._root(node), [])
        return members

    def _seen(self, index: int) -> bool:
        return not self.mentions[index].implied

    def _entity(
        self, node: Node, members: Sequence[int], joined: Sequence[Node]
    ) -> Entity:
        type_, _, discriminator = node
        entry = next(filter(None, map(self.entries.get, joined)), None)
        label = entry.label if entry else self._best_label(type_, members, joined)
        return Entity(
            type=type_,
            label=label,
            alt_labels=tuple(sorted(self._names(joined) - {label})),
            mentions=tuple(index for index in members if self._seen(index)),
            discriminator=discriminator,
            concept=None
            if self._is_division(node)
            else self.knowledge.concept(label, type_),
            entry=entry.iri if entry else None,
            location=self._location(node) if type_ == "Place" else None,
        )

    def _names(self, nodes: Sequence[Node]) -> set[str]:
        """All names of what was joined, and the short ones that the report introduces."""
        return {
            name for node in nodes for name in (*self.shown[node], *self.aliases[node])
        }

    def _location(self, node: Node) -> Location | None:
        row = self._row(node)
        return (
            Location(GEONAMES[f"{row.geonames}/"], *row.point)
            if row and row.point
            else None
        )

    def _best_label(
        self, type_: str, members: Sequence[int], joined: Sequence[Node]
    ) -> str:
        """The name that most mentions have; of two, the longer one, and never an abbreviation of the other."""
        counts = Counter(self.labels[index] for index in members)
        if not counts:
            counts.update({name: 1 for node in joined for name in self.shown[node]})
        if type_ in FIGURES:
            return next(iter(counts))
        short = _abbreviations_among(counts).union(*(self.aliases[n] for n in joined))
        pool = _preferred(counts, lambda label: label not in short)
        if type_ == "Place":
            pool = _preferred(pool, lambda label: not place_class(label)[1])
        return min(pool, key=lambda label: (-counts[label], -len(label), label))


def _is_country(entry: Entry | None) -> bool:
    """Whether what the vocabulary knows by a name is a country."""
    return entry is not None and entry.kind == CONCEPT.country


def _preferred(labels: Iterable[str], wanted: Callable[[str], bool]) -> list[str]:
    """The labels that are wanted, or all where none is."""
    every = list(labels)
    return [label for label in every if wanted(label)] or every


def _abbreviations_among(labels: Iterable[str]) -> set[str]:
    """The names that are abbreviations of others among them."""
    return {
        short
        for short, long in permutations(labels, 2)
        if abbreviations.is_abbreviation(short, long)
    }


def _first(members: Sequence[int]) -> int:
    return members[0] if members else 1 << 60


def short_forms(labels: dict[int, str]) -> list[tuple[int, int]]:
    """Names of one class that are short for exactly one longer one: "Yangtze" for "Yangtze River"."""
    indices = {label.casefold(): index for index, label in labels.items()}
    pairs = []
    for short, name in labels.items():
        longer = [indices[form] for form in long_forms(name) if form in indices]
        if len(longer) == 1:
            pairs.append((short, longer[0]))
    return pairs
