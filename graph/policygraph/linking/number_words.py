"""English words for numbers: what opens and continues a cardinal, parts of a whole, and what multiplies."""

from __future__ import annotations

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")

OPENING = (*_UNITS, *_TENS)
"""The words that a cardinal begins with, those below twenty first."""

CARDINALS = (*OPENING, *_SCALES)
"""All words of cardinals."""

PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
"""The words for parts of a whole, by how many make it."""

FACTORS = {
    "double": 2,
    "doubling": 2,
    "twice": 2,
    "triple": 3,
    "tripling": 3,
    "treble": 3,
    "quadruple": 4,
    "fourfold": 4,
}
"""The words that say how many times as much something becomes."""
