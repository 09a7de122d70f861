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
    return _load(
        tuple((path, path.stat().st_mtime_ns if is_file(path) else 0) for path in extra)
    )


@lru_cache(maxsize=4)
def _load(extra: tuple[tuple[Path, int], ...]) -> Vocabulary:
    shipped = [resource("ontology", name) for name in SHIPPED]
    own = [path for path, _ in extra]
    return Vocabulary(read_records(shipped, own), files=(*shipped, *own))
