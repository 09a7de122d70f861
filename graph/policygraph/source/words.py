"""The words that the reader knows whole: a list of the language, for what a single document cannot tell.

The reader's tokenizer has an entry for each word that is common in the text it was trained on, and pieces for the
rest. So a word with an entry of its own is one that people write.
"""

from __future__ import annotations

import json
from functools import cache

from policygraph.resources import resource


@cache
def known_words() -> frozenset[str]:
    """The words in lower case; none where the weights are not installed.

    Example:
        >>> {"community", "term"} <= known_words(), "munity" in known_words()
        (True, False)
    """
    try:
        pieces = json.loads(resource("weights", "tokenizer.json").read_bytes())[
            "model"
        ]["vocab"]
    except (OSError, ValueError, KeyError):
        return frozenset()
    return frozenset(piece for piece in pieces if len(piece) > 1 and piece.isalpha())
