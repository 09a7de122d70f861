"""Text for a terminal, which obeys what it is shown.

Source: ECMA-48, section 5 (control functions); Unicode Standard Annex #9 (bidirectional controls).
"""

from __future__ import annotations

import re

_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences: colours, movements, clearing
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # strings: titles, links, the clipboard
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)


def printable(text: str) -> str:
    r"""The text without what a terminal would obey: control sequences, control characters but tab and newline.

    Example:
        >>> printable("\x1b[31mred\x1b[0m \x1b]0;title\x07and\x00 plain")
        'red and plain'
    """
    return _SEQUENCES.sub("", text)
