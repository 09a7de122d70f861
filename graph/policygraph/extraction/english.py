"""What extraction knows of English: the words that a name neither begins nor ends with."""

from __future__ import annotations

ARTICLES = frozenset(["a", "an", "the"])

PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "among",
        "around",
        "at",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "between",
        "beyond",
        "by",
        "despite",
        "down",
        "during",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "outside",
        "over",
        "past",
        "per",
        "since",
        "through",
        "throughout",
        "to",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "via",
        "with",
        "within",
        "without",
    ]
)

CONJUNCTIONS = frozenset(
    [
        "and",
        "or",
        "but",
        "nor",
        "as",
        "such",
        "that",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "while",
        "than",
        "including",
        "like",
    ]
)

POSSESSIVES = frozenset(
    ["its", "our", "their", "his", "her", "my", "your", "this", "these", "those"]
)

FIGURE_OPENERS = frozenset(
    [
        "about",
        "above",
        "around",
        "at",
        "below",
        "between",
        "from",
        "near",
        "nearly",
        "of",
        "over",
        "to",
        "under",
        "up",
        "within",
    ]
)
"""Words that modify a figure, and so may open a target."""

NOT_FIRST = ARTICLES | PREPOSITIONS | CONJUNCTIONS | POSSESSIVES | {"'s", "’s"}
NOT_LAST = ARTICLES | PREPOSITIONS | CONJUNCTIONS | POSSESSIVES | {"'s", "’s"}

FINITE = frozenset(
    {
        "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "is", "may",
        "might", "must", "not", "shall", "should", "was", "were", "will", "would",
    }
)  # fmt: skip
"""Verbs that follow a subject, and so stand in no name and behind no imperative ("Support is admissible")."""

BODY_WORDS = frozenset(
    {
        "academy", "administration", "agency", "alliance", "army", "assembly", "association", "authority", "bank",
        "board", "bureau", "centre", "center", "chamber", "college", "commission", "committee", "company", "congress",
        "consortium", "cooperative", "corporation", "council", "court", "department", "directorate", "federation",
        "force", "forces", "forum", "foundation", "fund", "government", "group", "initiative", "institute",
        "institution", "league", "ministry", "movement", "network", "office", "organisation", "organization",
        "parliament", "partnership", "party", "police", "programme", "program", "project", "school", "secretariat",
        "service", "services", "society", "system", "team", "treasury", "trust", "union", "unit", "university",
    }
)  # fmt: skip
"""Words of which one stands in most names of bodies and undertakings."""
