"""The text of a text or Markdown file: it is UTF-8, or an error says what it may be and how to convert it.

The text "as published" is the decoded file without its byte order mark, which is a signature of the encoding and no
part of the text. Nothing else is changed: carriage returns, odd quotes and stray marks stay where they are, so that
offsets count the code points of the text that `nif:isString` carries, and line n is the n-th part between line feeds.

Source: RFC 3629, section 6 (the byte order mark); The Unicode Standard, section 23.8.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from policygraph.errors import ReportError
from policygraph.source.encodings import guess_encoding

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"


def decode(path: Path, content: bytes) -> str:
    r"""The text of a file's bytes.

    Args:
        path: The file, for errors.
        content: Its bytes: UTF-8, with or without a byte order mark.

    Raises:
        ReportError: The bytes are no UTF-8, or hold a null.

    Example:
        >>> from pathlib import Path
        >>> decode(Path("plan.txt"), "\ufeffÆrø".encode())
        'Ærø'
    """
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = (
            f"byte 0x{content[error.start]:02X} at offset {error.start} is not UTF-8"
        )
        raise _foreign(path, content, error.start, fault) from error
    null = content.find(0)
    if null >= 0:
        raise _foreign(path, content, null, f"a null byte at offset {null} is no text")
    return text


def _foreign(path: Path, content: bytes, at: int, fault: str) -> ReportError:
    """The error for bytes that are no UTF-8 text: the fault, its place, what they may be, how to convert them."""
    guess = guess_encoding(content, at)
    line = content.count(b"\n", 0, at) + 1
    target = shlex.quote(f"{path.with_suffix('')}.utf8{path.suffix}")
    remedy = f"convert it: iconv -f {guess.codec} -t UTF-8 {shlex.quote(str(path))} > {target}"
    return ReportError(
        f"{path}:{line}: {fault}; {guess.reason}",
        expected="a text or Markdown file in UTF-8",
        remedy=remedy if guess.codec else guess.remedy,
    )
