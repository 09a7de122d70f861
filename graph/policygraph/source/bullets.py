"""Signs before the items of a list, those of Word's symbol fonts among them."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"(?:[-*+•·▪▫●○◦‣⁃∙■□◆◇►▶➢➤➔→✓✔✗–—\uf000-\uf0ff§]|o(?=\s[A-Z“\"]))(?:[ \t\u00a0]+|(?<=[\uf000-\uf0ff])(?=\S))"
)
"""A sign with the space behind it; the private characters of symbol fonts need none."""

LETTER = re.compile(r"(?:\([a-z]\)|[a-z]\))\s+(?=\S)")
"""A letter before the items of a list, in brackets or before one."""
