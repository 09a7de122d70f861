"""The vocabulary: what is known of names and words before a report is read.

`load_vocabulary` reads the shipped concepts and lexicon, and Turtle files of one's own; the `Vocabulary` that it gives
finds known names in a text and looks up concepts, actions, kinds, and the words of figures.

Example:
    >>> from policygraph.vocabulary import load_vocabulary
    >>> [known.entry.label for known in load_vocabulary().find("Growth in the Yangtze Economic Belt")]
    ['Yangtze River Economic Belt']
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.files import is_file
from policygraph.resources import resource
from policygraph.vocabulary.model import (
    Entry,
    HeadNoun,
    Implication,
    KnownConcept,
    KnownName,
    NamePattern,
)
from policygraph.vocabulary.reading import read_records
from policygraph.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "Entry",
    "HeadNoun",
    "Implication",
    "KnownConcept",
    "KnownName",
    "NamePattern",
    "Vocabulary",
    "load_vocabulary",
]

SHIPPED = ("concepts.ttl", "lexicon.ttl")
"""The files of the ontology folder that every vocabulary begins with."""


def load_vocabulary(extra: Sequence[Path] = ()) -> Vocabulary:
    """The shipped vocabulary with files of one's own added; a later file has the last word.

    The same files give the same value without reading them again, as long as the process runs.

    Raises:
        VocabularyError: A file is missing, broken, or has an entry without class or label.
    """
    written = tuple(map(_written_at, extra))
    return _load(tuple(extra), written)


def _written_at(path: Path) -> int:
    """When a file was written last, in nanoseconds; 0 where there is none."""
    if not is_file(path):
        return 0
    return path.stat().st_mtime_ns


@lru_cache(maxsize=4)
def _load(own: tuple[Path, ...], _written: tuple[int, ...]) -> Vocabulary:
    shipped = [resource("ontology", name) for name in SHIPPED]
    records = read_records(shipped, own)
    return Vocabulary(records, files=(*shipped, *own))
