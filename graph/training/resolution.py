"""Measures linking alone, on gold mentions: how mentions meet in entities, and what each rule on names is worth.

    python graph/training/resolution.py [FOLDER]

FOLDER holds ``NAME.mentions.tsv`` and ``NAME.linkages.tsv`` beside ``NAME.txt``, or is a home with them in ``gold``,
``reports`` and ``seed``; it is the folder that POLICYGRAPH_SHARED names, or else the project's own gold.

B-cubed looks at each mention: how many of those in its entity the gold puts under its label, and the other way
round. Targets are left out: each is its own entity, whatever it says. A linkage by a rule is right if the gold has it
between entities of the same mentions, or labels.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.evaluation.gold import read_gold
from policygraph.extraction.model import Extraction, Mention
from policygraph.linking import link
from policygraph.linking.english import key
from policygraph.report import read_report
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from policygraph.evaluation.gold import Gold
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
        texts = (mentions.with_name(name), folder / "reports" / name, folder / "seed" / name)
        text = next((path for path in texts if path.is_file()), None)
        if text is not None:
            yield mentions, text


def b_cubed(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> tuple[float, float]:
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


class Tally:
    """What is counted over all passages."""

    def __init__(self) -> None:
        self.precision = self.recall = 0.0
        self.mentions = 0
        self.rules: dict[Rule, Counter[bool]] = defaultdict(Counter)

    def add(self, gold: Gold, linked: Linked) -> None:
        """Counts one passage."""
        entity_of = {mention: place for place, entity in enumerate(linked.entities) for mention in entity.mentions}
        items = [
            (entity_of[index], (mention.type, mention.label))
            for index, mention in enumerate(gold.mentions)
            if mention.type != "Target"
        ]
        precision, recall = b_cubed([item[0] for item in items], [item[1] for item in items])
        self.precision, self.recall = self.precision + precision, self.recall + recall
        self.mentions += len(items)
        names: dict[int, set[str]] = defaultdict(set)
        for index, place in entity_of.items():
            names[place].add(gold.mentions[index].label)
        for place, entity in enumerate(linked.entities):
            names[place] |= {key(name) for name in (entity.label, *entity.alt_labels)}
        for linkage in linked.linkages:
            self._add_linkage(gold, linked, linkage, names)

    def _add_linkage(self, gold: Gold, linked: Linked, linkage: Linkage, names: dict[int, set[str]]) -> None:
        def same(place: int, label: str) -> bool:
            return label in names[place] or key(label) in names[place]

        right = any(
            linkage.property == property_ and same(linkage.subject, subject) and same(linkage.object, object_)
            for subject, property_, object_ in gold.linkages or ()
        )
        rule = (linked.entities[linkage.subject].type, linkage.property, linkage.found_by)
        self.rules[rule][right] += 1

    def show(self) -> None:
        """Prints the figures."""
        precision, recall = self.precision / self.mentions, self.recall / self.mentions
        f1 = 2 * precision * recall / (precision + recall)
        print(f"B-cubed on {self.mentions:,} gold mentions: P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}")
        for (type_, property_, rule), counts in sorted(self.rules.items()):
            share = counts[True] / counts.total()
            print(f"{type_:<12} {property_:<13} {rule:<22} {counts[True]:>5} of {counts.total():>5} right: {share:.3f}")


def linked_gold(mentions: Path, text: Path, vocabulary: Vocabulary) -> tuple[Gold, Linked]:
    """One passage's gold, and what linking makes of its mentions."""
    report = read_report(text)
    gold = read_gold(mentions, report.text)
    marked = tuple(Mention(mention.span, mention.type, 1.0, "reader") for mention in gold.mentions)
    return gold, link(report, Extraction(marked, (), (), ()), vocabulary)


def main(arguments: Sequence[str]) -> None:
    """Measures all passages of a folder and prints the figures."""
    folder = Path(arguments[0] if arguments else os.environ.get("POLICYGRAPH_SHARED", OWN_GOLD))
    vocabulary, tally = load_vocabulary(), Tally()
    for mentions, text in passages(folder):
        tally.add(*linked_gold(mentions, text, vocabulary))
    if not tally.mentions:
        sys.exit(f"'{folder}' holds no gold; expected NAME{SUFFIX} with its text; name another folder")
    tally.show()


if __name__ == "__main__":
    main(sys.argv[1:])
