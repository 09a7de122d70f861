"""A corpus of any size: reports made of plain sentences, read by their pattern, assembled as `build` assembles them."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from policygraph.assembly import assemble
from policygraph.extraction.model import Extraction, Measure, Mention
from policygraph.linking.model import Entity, Figure, Linkage, Linked
from policygraph.namespaces import CONCEPT
from policygraph.report import parse_report
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.terms import Triple

_SYLLABLES = (
    "nor",
    "wick",
    "lan",
    "ford",
    "sta",
    "ven",
    "mar",
    "low",
    "ber",
    "ton",
    "hal",
    "dene",
)
_INDUSTRIES = (
    *(
        "agriculture",
        "automobile industry",
        "banking industry",
        "batteries",
        "big data",
        "biomedicine",
        "blockchain",
    ),
    *(
        "accounting services",
        "advertising industry",
        "air transport",
        "animal husbandry",
        "aquaculture",
        "auto parts",
    ),
    *(
        "artificial intelligence",
        "aviation industry",
        "biofuels",
        "biogas",
        "biotechnology",
        "brewing industry",
    ),
    *(
        "broadcasting industry",
        "car rental",
        "carbon capture",
        "carbon fibre",
        "bioeconomy",
        "biosimilars",
        "aerospace",
    ),
    *(
        "agritourism",
        "advanced manufacturing",
        "bakery industry",
        "bamboo industry",
        "basic metals",
        "bioethanol",
    ),
    *(
        "beekeeping",
        "beverage industry",
        "bicycle industry",
        "biodiesel",
        "biomass energy",
        "beef industry",
    ),
    *("aerospace", "agribusiness", "animation industry"),
)
"""What the scheme of industries knows by these names."""

_COMMON = tuple(1 / rank for rank in range(1, len(_INDUSTRIES) + 1))
"""How often reports speak of each industry: of the first forty times as often as of the last."""

_JURISDICTIONS = (
    *(
        "Chongqing",
        "Shanghai",
        "Hunan",
        "Anhui",
        "Fujian",
        "Guangxi",
        "Guizhou",
        "Hubei",
        "Jilin",
        "Yunnan",
    ),
    *(
        "Kenya",
        "Ghana",
        "Finland",
        "Estonia",
        "Chile",
        "Peru",
        "Jordan",
        "Nepal",
        "Fiji",
        "Barbados",
    ),
)
"""Places that the gazetteer knows: only of such do two reports name the same things."""


class Shape(NamedTuple):
    """How long a report is: numbered sections, paragraphs in each, sentences in each of these."""

    sections: int
    paragraphs: int
    sentences: int


LONG = Shape(3, 4, 3)
"""Reports of 180 mentions and 5,700 triples."""

SHORT = Shape(2, 2, 3)
"""Reports of 60 mentions and 2,000 triples."""


def corpus(triples: int, seed: int = 1) -> Iterator[Triple]:
    """Assembled triples of as many reports as it takes to have at least so many."""
    made = 0
    for found in reports(LONG, seed):
        made += len(found)
        yield from found
        if made >= triples:
            return


def reports(shape: Shape, seed: int = 1) -> Iterator[tuple[Triple, ...]]:
    """The graphs of reports without end, each of one of a few jurisdictions, whose reports speak of the same things."""
    draw = random.Random(seed)  # noqa: S311 (figures must come out the same)
    places = sorted({_name(draw) for _ in range(400)})
    institutions = [f"{_name(draw)} Works" for _ in range(300)]
    for number in count():
        yield assemble(_Writer(number, draw, places, institutions, shape).linked())


@dataclass
class _Writer:
    """Writes one report, and keeps what a perfect reader would find in it."""

    number: int
    draw: random.Random
    places: list[str]
    institutions: list[str]
    shape: Shape
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[tuple[str, str], int] = field(default_factory=dict)
    named_by: dict[int, list[int]] = field(default_factory=dict)
    links: list[tuple[int, str, int, int]] = field(default_factory=list)
    doings: list[tuple[Span, Span]] = field(default_factory=list)

    def linked(self) -> Linked:
        """The report with its mentions, entities and linkages."""
        self._say(f"Work plan {self.number}\n\n")
        for section in range(1, self.shape.sections + 1):
            self._say(f"({section}) Advance matter {section} of plan {self.number}.\n")
            for _ in range(self.shape.paragraphs):
                self._say("Move this work ahead. ")
                for _ in range(self.shape.sentences):
                    self._sentence()
                self._say("\n")
        place = _JURISDICTIONS[self.number % len(_JURISDICTIONS)]
        report = replace(
            parse_report(self.text, name=f"plan-{self.number}"), jurisdiction=place
        )
        starts = [sentence.span.begin for sentence in report.sentences]

        def sentence_at(offset: int) -> int:
            return max(index for index, start in enumerate(starts) if start <= offset)

        entities = tuple(
            self._entity(kind, label, at) for (kind, label), at in self.entities.items()
        )
        merged: dict[tuple[int, str, int], set[int]] = {}
        for subject, name, target, offset in self.links:
            merged.setdefault((subject, name, target), set()).add(sentence_at(offset))
        linkages = tuple(
            Linkage(subject, name, target, tuple(sorted(sentences)), "Reader", 0.9)
            for (subject, name, target), sentences in merged.items()
        )
        measures = tuple(
            Measure(verb, what, "Planned", sentence_at(verb.begin), 0.9)
            for verb, what in self.doings
        )
        order = sorted(
            range(len(self.mentions)), key=lambda index: self.mentions[index].span
        )
        renumbered = {old: new for new, old in enumerate(order)}
        mentions = tuple(self.mentions[index] for index in order)
        entities = tuple(_renumber(entity, renumbered) for entity in entities)
        return Linked(
            report, Extraction(mentions, measures, (), ()), entities, linkages
        )

    def _sentence(self) -> None:
        """One commitment: a project of an institution, in a place and an industry, with a figure."""
        place, institution = (
            self.draw.choice(self.places),
            self.draw.choice(self.institutions),
        )
        (industry,) = self.draw.choices(_INDUSTRIES, _COMMON)
        began = len(self.text)
        verb = self._say("Build")
        self._say(" the ")
        label = f"{_name(self.draw)} plant {self.number}-{began}"
        project = self._mention("Project", label)
        self.doings.append((verb, self.mentions[-1].span))
        self._say(" of ")
        carrier = self._mention("Institution", institution)
        self._say(" in ")
        where = self._mention("Place", place)
        self._say(" for the ")
        kind = self._mention("Industry", industry)
        self._say(" and grow it by ")
        target = self._mention(
            "Target", f"{self.draw.randint(2, 90)}%", unique=f"{self.number}-{began}"
        )
        self._say(". ")
        self.links += [
            (project, "undertakenBy", carrier, began),
            (project, "locatedIn", where, began),
            (project, "inIndustry", kind, began),
            (project, "hasTarget", target, began),
        ]

    def _say(self, words: str) -> Span:
        begin = len(self.text)
        self.text += words
        return Span(begin, len(self.text))

    def _mention(self, kind: str, words: str, unique: str = "") -> int:
        """Names an entity in the text; a target is a new one each time."""
        span = self._say(words)
        entity = self.entities.setdefault(
            (kind, f"{words}\n{unique}" if unique else words), len(self.entities)
        )
        self.named_by.setdefault(entity, []).append(len(self.mentions))
        self.mentions.append(Mention(span, kind, 0.9, "reader"))
        return entity

    def _entity(self, kind: str, label: str, at: int) -> Entity:
        words = label.partition("\n")[0]
        figure = (
            Figure(Decimal(words.rstrip("%")), "%", "", "Exactly", None)
            if kind == "Target"
            else None
        )
        concept = (
            CONCEPT[words.lower().replace(" ", "_")] if kind == "Industry" else None
        )
        return Entity(
            kind,
            words,
            mentions=tuple(self.named_by[at]),
            figure=figure,
            concept=concept,
        )


def _renumber(entity: Entity, numbers: dict[int, int]) -> Entity:
    mentions = tuple(sorted(numbers[index] for index in entity.mentions))
    return replace(entity, mentions=mentions)


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(3)).capitalize()


def bench() -> None:
    """Prints what stores of 1,250, 2,500 and 5,000 reports take, or of as many as ``CORPUS_SIZES`` names."""
    from benchmarks._at_size import bench_sizes

    sizes = os.environ.get("CORPUS_SIZES", "1250,2500,5000")
    bench_sizes([int(size) for size in sizes.split(",")])
