"""The page of several reports: what each is, what they have in common, and a search over all of them."""

from __future__ import annotations

from policygraph.views.corpus.model import COUNTED, Digest, Row
from policygraph.views.corpus.page import (
    INDEX,
    corpus_page,
    made_of,
    served_page,
    served_policy,
)

__all__ = [
    "COUNTED",
    "INDEX",
    "Digest",
    "Row",
    "corpus_page",
    "made_of",
    "served_page",
    "served_policy",
]
