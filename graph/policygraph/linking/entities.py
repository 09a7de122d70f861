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
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policygraph.linking.gazetteer import Row
    from policygraph.linking.name_rules import Names
    from policygraph.vocabulary import Entry

_LEAST_OF_AN_INDUSTRY = 2
"""How many letters the abbreviation of an industry has at least ("EV")."""


class Node(NamedTuple):
    """An entity in the making: its class, the key of its name, and what tells it from others of that name."""

    type: str
    key: str
    discriminator: str


MentionPairs = Iterable[tuple[int, int]]
"""Mentions of one thing, two by two, by index."""


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
        by_key = {}
        for place, entity in enumerate(self.entities):
            by_key[entity.type, key(entity.label)] = place
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
        type_ = self.mentions[index].type
        label = self.labels[index]
        if type_ in FIGURES:
            return Node(type_, str(index), "")
        country = self._company.get(index, "")
        if country and country != self._usual_country(label):
            return self._in_country(label, country)
        place = self._apart.get(index) or self._explicit_province(index)
        return self.node(type_, label, place)

    def _usual_country(self, label: str) -> str:
        """The country in which the place of a name lies of which nothing is said."""
        entry = self.knowledge.entry(label, "Place")
        context = Context() if _is_country(entry) else self.context
        row = find(label, context)
        if row is None:
            return ""
        return row.country

    def _in_country(self, label: str, country: str) -> Node:
        """The node of a place that lies in another country than is usual for its name."""
        node = self.node("Place", label, country)
        self._lies_in[node] = country
        if self._is_division(node):
            self.entries.pop(node, None)  # it is that of the country of this name
        return node

    def _is_division(self, node: Node) -> bool:
        """Whether a place is no country, though its name may be a country's."""
        if node not in self._lies_in:
            return False
        row = self._row(node)
        return row is not None and row.kind != KIND_COUNTRY

    def node(self, type_: str, label: str, discriminator: str = "") -> Node:
        """The node of a name: that of the vocabulary's name for it, where there is one."""
        entry = self.knowledge.entry(label, type_)
        name = entry.label if entry else label
        key_of = activity_key if type_ == "Industry" else key
        node = Node(type_, key_of(name), discriminator)
        if entry:
            self.entries[node] = entry
        self.shown[node][label] += 1
        return node

    def _explicit_province(self, index: int) -> str:
        """The province that the words behind a place's name set it in, if that makes it another than the usual one."""
        mention = self.mentions[index]
        if mention.type != "Place":
            return ""
        behind = PROVINCE_BEHIND.match(self.text, mention.span.end)
        if behind is None:
            return ""
        name = behind["province"]
        province = find(name, Context(self.context.country))
        if province is None or province.kind != KIND_PROVINCE:
            return ""
        if not self._differs_in(self.labels[index], province):
            return ""
        return name

    def _differs_in(self, label: str, province: Row) -> bool:
        """Whether a name means a place of a province there, and another one where nothing is said of it."""
        within = Context(self.context.country, province.geonames)
        there = find(label, within)
        if there is None or there == find(label, self.context):
            return False
        return there.first == province.geonames

    def join(self) -> None:
        """Joins what is one thing."""
        introduced = abbreviations.aliases(self.text, self.mentions, self.labels)
        for index, short in introduced:
            node = self.nodes[index]
            self.aliases[node].append(short)
            self._unite(self.node(node.type, short), node)
        for type_, labels in self._first_labels().items():
            if type_ == "Industry":
                self._unite_all(self._abbreviated_industries(labels))
                continue
            self._unite_all(abbreviations.unintroduced(labels))
            self._unite_all(short_forms(labels))
        self._join_spellings()
        self._join_places()

    def _abbreviated_industries(self, labels: Mapping[int, str]) -> MentionPairs:
        """Abbreviations of industries that no entry knows, each with the one name that they are of."""
        pairs = abbreviations.unintroduced(labels, least=_LEAST_OF_AN_INDUSTRY)
        for short, long in pairs:
            if self.nodes[short] not in self.entries:
                yield short, long

    def _first_labels(self) -> dict[str, dict[int, str]]:
        """For each class that has names the first mention of each node, with its name."""
        labels_of: dict[str, dict[int, str]] = defaultdict(dict)
        first: dict[Node, int] = {}
        for index, node in enumerate(self.nodes):
            first.setdefault(node, index)
        for node, index in first.items():
            if node.type in FIGURES:
                continue
            labels = labels_of[node.type]
            labels[index] = self.labels[index]
        return labels_of

    def _unite_all(self, pairs: MentionPairs) -> None:
        """Makes the nodes of each two mentions one."""
        for one, other in pairs:
            self._unite(self.nodes[one], self.nodes[other])

    def _join_spellings(self) -> None:
        """Joins names that differ in hyphens and spaces alone, and companies whose legal form is left out."""
        seen: dict[Node, Node] = {}
        for node in dict.fromkeys(self.nodes):
            if node.type in FIGURES or any(map(str.isdigit, node.key)):
                continue
            for form in self._forms(node):
                bare = node._replace(key=form.replace(" ", ""))
                first = seen.setdefault(bare, node)
                self._unite(node, first)

    def _forms(self, node: Node) -> Iterator[str]:
        """The key of a name; of a body's also those without the legal form of a company."""
        yield node.key
        if node.type == "Institution":
            for label in sorted(self.shown[node]):
                yield key(without_company_form(label))

    def _join_places(self) -> None:
        """Joins places that GeoNames knows for one."""
        by_id: dict[int, Node] = {}
        nodes = {*self.nodes, *self.implied}
        for node in sorted(filter(self._can_be_joined, nodes)):
            row = self._row(node)
            if row is None:
                continue
            if not any(map(names_a_division, self.shown[node])):
                first = by_id.setdefault(row.geonames, node)
                self._unite(node, first)

    def _can_be_joined(self, node: Node) -> bool:
        """Whether a node is a place of which no more is told than the country that it lies in."""
        if node.type != "Place":
            return False
        return not node.discriminator or node in self._lies_in

    def _row(self, node: Node) -> Row | None:
        rows = set()
        for label in self.shown[node]:
            row = find(label, self._context_of(node))
            if row:
                rows.add(row)
        return rows.pop() if len(rows) == 1 else None

    def _context_of(self, node: Node) -> Context:
        """Where a place is to be looked for: a country that the vocabulary knows by its name is one everywhere."""
        if node in self._lies_in:
            return Context(self._lies_in[node])
        if _is_country(self.entries.get(node)):
            return Context()
        if not node.discriminator:
            return self.context
        country = self.context.country
        province = find(node.discriminator, Context(country))
        if province is None:
            return self.context
        return Context(country, province.geonames)

    def _root(self, node: Node) -> Node:
        while node in self.parents:
            node = self.parents[node]
        return node

    def _unite(self, node: Node, other: Node) -> None:
        """Makes two nodes one, under the second one's root."""
        root = self._root(node)
        onto = self._root(other)
        if root != onto:
            self.parents[root] = onto

    def finished(self) -> Resolution:
        """The entities, those with a mention first."""
        members = self._members()
        roots = sorted(members, key=lambda node: self._place(members[node]))
        order = {node: place for place, node in enumerate(roots)}
        joined: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.shown):
            root = self._root(node)
            joined[root].append(node)
        entities = (self._entity(root, members[root], joined[root]) for root in roots)
        of_mention = (order[self._root(node)] for node in self.nodes)
        return Resolution(
            entities=tuple(entities),
            of_mention=tuple(of_mention),
            context=self.context,
        )

    def _place(self, members: Sequence[int]) -> tuple[bool, int]:
        """Where an entity stands among others, by its mentions: behind those that are seen where it is not."""
        is_seen = any(map(self._seen, members))
        first = members[0] if members else 1 << 60
        return not is_seen, first

    def _members(self) -> dict[Node, list[int]]:
        """The mentions of each entity; an entity that names only imply has none."""
        members: dict[Node, list[int]] = {}
        for index, node in enumerate(self.nodes):
            root = self._root(node)
            members.setdefault(root, []).append(index)
        for node in self.implied:
            root = self._root(node)
            members.setdefault(root, [])
        return members

    def _seen(self, index: int) -> bool:
        return not self.mentions[index].implied

    def _entity(
        self, node: Node, members: Sequence[int], joined: Sequence[Node]
    ) -> Entity:
        entries = filter(None, map(self.entries.get, joined))
        entry = next(entries, None)
        label = entry.label if entry else self._best_label(node.type, members, joined)
        concept = None
        if not self._is_division(node):
            concept = self.knowledge.concept(label, node.type)
        others = self._names(joined) - {label}
        return Entity(
            type=node.type,
            label=label,
            alt_labels=tuple(sorted(others)),
            mentions=tuple(filter(self._seen, members)),
            discriminator=node.discriminator,
            concept=concept,
            entry=entry.iri if entry else None,
            location=self._location(node),
        )

    def _names(self, nodes: Sequence[Node]) -> set[str]:
        """All names of what was joined, and the short ones that the report introduces."""
        names: set[str] = set()
        for node in nodes:
            names.update(self.shown[node])
            names.update(self.aliases[node])
        return names

    def _location(self, node: Node) -> Location | None:
        if node.type != "Place":
            return None
        row = self._row(node)
        if row is None or row.point is None:
            return None
        return Location(GEONAMES[f"{row.geonames}/"], *row.point)

    def _best_label(
        self, type_: str, members: Sequence[int], joined: Sequence[Node]
    ) -> str:
        """The name that most mentions have; of two, the longer one, and never an abbreviation of the other."""
        counts = Counter(self.labels[index] for index in members)
        if not counts:
            for node in joined:
                counts |= Counter(self.shown[node].keys())
        if type_ in FIGURES:
            return next(iter(counts))
        short = _abbreviations_among(counts)
        for node in joined:
            short.update(self.aliases[node])
        pool = _preferred(counts, lambda label: label not in short)
        if type_ == "Place":
            pool = _preferred(pool, _is_bare)
        return min(pool, key=lambda label: (-counts[label], -len(label), label))


def _is_country(entry: Entry | None) -> bool:
    """Whether what the vocabulary knows by a name is a country."""
    return entry is not None and entry.kind == CONCEPT.country


def _is_bare(label: str) -> bool:
    """Whether a place's name has no word for its class."""
    _, kind = place_class(label)
    return not kind


def _preferred(labels: Iterable[str], wanted: Callable[[str], bool]) -> list[str]:
    """The labels that are wanted, or all where none is."""
    every = list(labels)
    preferred = [label for label in every if wanted(label)]
    return preferred or every


def _abbreviations_among(labels: Iterable[str]) -> set[str]:
    """The names that are abbreviations of others among them."""
    short_names = set()
    for short, long in permutations(labels, 2):
        if abbreviations.is_abbreviation(short, long):
            short_names.add(short)
    return short_names


def short_forms(labels: dict[int, str]) -> MentionPairs:
    """Names of one class that are short for exactly one longer one: "Yangtze" for "Yangtze River"."""
    indices = {label.casefold(): index for index, label in labels.items()}
    pairs = []
    for short, name in labels.items():
        forms = (indices.get(form) for form in long_forms(name))
        longer = [index for index in forms if index is not None]
        if len(longer) == 1:
            pairs.append((short, longer[0]))
    return pairs
