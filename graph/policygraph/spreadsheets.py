"""Text for spreadsheets, which compute what begins like a formula.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)


def no_formula(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula.

    Example:
        >>> no_formula("=1+1"), no_formula("1+1")
        ("'=1+1", '1+1')
    """
    if text.startswith(_FORMULA):
        return f"'{text}"
    return text
