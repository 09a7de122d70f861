"""Measures linking: how mentions meet in entities, and what each rule on names is worth.

    python graph/training/resolution.py [FOLDER] [--graphs DIR]

FOLDER holds ``NAME.mentions.tsv`` and ``NAME.linkages.tsv`` beside ``NAME.txt``, or is a home with them in ``gold``,
``reports`` and ``seed``; it is the folder that POLICYGRAPH_SHARED names, or else the project's own gold.

Without graphs linking is measured alone, on gold mentions. With a folder of graphs (``NAME.ttl``) the full build is:
the mentions that it found, by half of their joint length, and the entities that they name in the graph.

B-cubed looks at each mention: how many of those in its entity the gold puts under its label, and the other way
round. Targets are left out: each is its own entity, whatever it says. Most things are named once, so the mentions of
things that the gold names more than once are counted by themselves too; and of a full build all mentions of the gold,
where one that was not found lowers the recall. A linkage by a rule is right if the gold has it between entities of the
same mentions, or labels.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.evaluation.gold import read_gold
from policygraph.evaluation.reading import read_graph
from policygraph.evaluation.scoring import match
from policygraph.extraction.model import Extraction, Mention
from policygraph.linking import link
from policygraph.linking.english import key
from policygraph.rdf import read_triples
from policygraph.report import read_report
from policygraph.resources import resource
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from policygraph.evaluation.gold import Gold
    from policygraph.evaluation.reading import GraphReading
    from policygraph.linking.model import Linkage, Linked
    from policygraph.vocabulary import Vocabulary

OWN_GOLD = Path(__file__).parent / "gold"
SUFFIX = ".mentions.tsv"

Rule = tuple[str, str, str]


def passages(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The file of gold mentions and the text of each passage, in the order of their names."""
    home = folder / "gold" if (folder / "gold").is_dir() else folder
    for mentions in sorted(home.glob(f"*{SUFFIX}")):
        name = mentions.name.removesuffix(SUFFIX) + ".txt"
        texts = (
            mentions.with_name(name),
            folder / "reports" / name,
            folder / "seed" / name,
            resource("seeds", name),
        )
        text = next((path for path in texts if path.is_file()), None)
        if text is not None:
            yield mentions, text


def b_cubed(
    found: Sequence[Hashable], wanted: Sequence[Hashable]
) -> tuple[float, float]:
    """The sums over all items of B-cubed precision and recall.

    Source: Bagga and Baldwin, Entity-Based Cross-Document Coreferencing (1998).

    Example:
        >>> b_cubed(["a", "a", "b"], [1, 1, 1])
        (3.0, 1.6666666666666665)
    """
    both = Counter(zip(found, wanted, strict=True))
    of_found, of_wanted = Counter(found), Counter(wanted)
    pairs = list(zip(found, wanted, strict=True))
    precision = sum(both[pair] / of_found[pair[0]] for pair in pairs)
    recall = sum(both[pair] / of_wanted[pair[1]] for pair in pairs)
    return precision, recall


class Resolution:
    """B-cubed, added up over passages.

    An item is a mention: the entity that it was resolved to, and the gold's, a class and a label.
    """

    def __init__(self) -> None:
        self.precision = self.recall = 0.0
        self.mentions = self.marked = 0

    def add(
        self,
        found: Sequence[Hashable],
        wanted: Sequence[Hashable],
        marked: Sequence[Hashable] = (),
    ) -> None:
        """Counts one passage: the entities of its mentions on either side, and all mentions of the gold, if more."""
        self.marked += len(marked) or len(wanted)
        self.mentions += len(wanted)
        precision, recall = b_cubed(found, wanted)
        if marked:
            both, of_wanted = Counter(zip(found, wanted, strict=True)), Counter(marked)
            recall = sum(
                both[pair] / of_wanted[pair[1]]
                for pair in zip(found, wanted, strict=True)
            )
        self.precision, self.recall = self.precision + precision, self.recall + recall

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = (
            self.precision / max(self.mentions, 1),
            self.recall / max(self.marked, 1),
        )
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1)

    def show(self, title: str) -> None:
        """Prints the figures."""
        precision, recall, f1 = self.figures
        print(
            f"{title:<64} {self.mentions:>6,} mentions  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"
        )


class Tally:
    """What is counted over all passages."""

    def __init__(self) -> None:
        self.all, self.repeated, self.whole = Resolution(), Resolution(), Resolution()
        self.rules: dict[Rule, Counter[bool]] = defaultdict(Counter)

    def add(self, gold: Gold, linked: Linked) -> None:
        """Counts one passage whose gold mentions were linked."""
        entity_of = {
            mention: place
            for place, entity in enumerate(linked.entities)
            for mention in entity.mentions
        }
        self._add_mentions(gold, entity_of)
        names: dict[int, set[str]] = defaultdict(set)
        for index, place in entity_of.items():
            names[place].add(gold.mentions[index].label)
        for place, entity in enumerate(linked.entities):
            names[place] |= {key(name) for name in (entity.label, *entity.alt_labels)}
        for linkage in linked.linkages:
            self._add_linkage(gold, linked, linkage, names)

    def add_built(self, gold: Gold, graph: GraphReading) -> None:
        """Counts one passage that was built: the mentions of the gold that the graph has."""
        found = {
            index: graph.mentions[place].entity
            for index, place in match(gold.mentions, graph.mentions)
        }
        self._add_mentions(gold, found)

    def _add_mentions(self, gold: Gold, entity_of: Mapping[int, Hashable]) -> None:
        marked = {
            i: (m.type, m.label)
            for i, m in enumerate(gold.mentions)
            if m.type != "Target"
        }
        often = {
            entity for entity, count in Counter(marked.values()).items() if count > 1
        }
        found = [index for index in marked if index in entity_of]
        repeated = [index for index in found if marked[index] in often]
        self.all.add([entity_of[i] for i in found], [marked[i] for i in found])
        self.repeated.add(
            [entity_of[i] for i in repeated], [marked[i] for i in repeated]
        )
        self.whole.add(
            [entity_of[i] for i in found],
            [marked[i] for i in found],
            list(marked.values()),
        )

    def _add_linkage(
        self, gold: Gold, linked: Linked, linkage: Linkage, names: dict[int, set[str]]
    ) -> None:
        def same(place: int, label: str) -> bool:
            return label in names[place] or key(label) in names[place]

        right = any(
            linkage.property == property_
            and same(linkage.subject, subject)
            and same(linkage.object, object_)
            for subject, property_, object_ in gold.linkages or ()
        )
        rule = (
            linked.entities[linkage.subject].type,
            linkage.property,
            linkage.found_by,
        )
        self.rules[rule][right] += 1

    def show(self) -> None:
        """Prints the figures."""
        self.all.show("B-cubed")
        self.repeated.show("B-cubed, of things that are named more than once")
        if self.whole.marked > self.whole.mentions:
            self.whole.show(
                f"B-cubed, of all {self.whole.marked:,} mentions of the gold"
            )
        for (type_, property_, rule), counts in sorted(self.rules.items()):
            share = counts[True] / counts.total()
            print(
                f"{type_:<12} {property_:<13} {rule:<22} {counts[True]:>5} of {counts.total():>5} right: {share:.3f}"
            )


def linked_gold(
    mentions: Path, text: Path, vocabulary: Vocabulary
) -> tuple[Gold, Linked]:
    """One passage's gold, and what linking makes of its mentions."""
    report = read_report(text)
    gold = read_gold(mentions, report.text)
    marked = tuple(
        Mention(mention.span, mention.type, 1.0, "reader") for mention in gold.mentions
    )
    return gold, link(report, Extraction(marked, (), (), ()), vocabulary)


def main(arguments: Sequence[str]) -> None:
    """Measures all passages of a folder and prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=os.environ.get("POLICYGRAPH_SHARED", OWN_GOLD),
    )
    parser.add_argument(
        "--graphs",
        type=Path,
        metavar="DIR",
        help="graphs of the passages, to measure the full build",
    )
    options = parser.parse_args(arguments)
    vocabulary, tally = load_vocabulary(), Tally()
    for mentions, text in passages(Path(options.folder)):
        if options.graphs is None:
            tally.add(*linked_gold(mentions, text, vocabulary))
        elif (graph := options.graphs / f"{text.stem}.ttl").exists():
            reading = read_graph(read_triples(graph), str(graph))
            tally.add_built(read_gold(mentions, reading.text), reading)
    if not tally.all.mentions:
        sys.exit(
            f"'{options.folder}' holds no gold of these; expected NAME{SUFFIX} with its text; name another folder"
        )
    tally.show()


if __name__ == "__main__":
    main(sys.argv[1:])
