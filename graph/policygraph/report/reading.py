"""From a file to a report: the bytes are UTF-8 text, or an error says what they are and what to do.

The text "as published" is the decoded file without its byte order mark, which is a signature of the encoding and no
part of the text. Nothing else is changed: carriage returns, odd quotes and stray marks stay where they are, so that
offsets count the code points of the text that `nif:isString` carries, and line n is the n-th part between line feeds.

Source: RFC 3629, section 6 (the byte order mark); The Unicode Standard, section 23.8.
"""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import ReportError, UsageError
from policygraph.report.encodings import guess_encoding
from policygraph.report.filetypes import sniff
from policygraph.report.structure import parse_report

if TYPE_CHECKING:
    from policygraph.report.model import Report

MAX_BYTES = 5_000_000
_BOM = b"\xef\xbb\xbf"


def read_report(path: str | Path, *, max_bytes: int = MAX_BYTES) -> Report:
    """The report that a text or Markdown file holds.

    Args:
        path: The file, UTF-8 with or without a byte order mark.
        max_bytes: The longest file that is read, in bytes.

    Raises:
        UsageError: The path is a folder.
        ReportError: The file is missing, unreadable, too long, empty, or no UTF-8 text.

    Example:
        >>> from policygraph.resources import resource
        >>> report = read_report(resource("seeds", "chongqing-2017.txt"))
        >>> report.name, report.date, [task.number for task in report.tasks if task.level == "KeyTask"]
        ('chongqing-2017', '2017-01-15', ['1', '5', '7', '8', '9'])
    """
    path = Path(path)
    content = _read(path, max_bytes)
    text = _decode(path, content)
    if not text.strip():
        raise ReportError(f"{str(path)!r} holds only white space", expected="a report", remedy="name another file")
    return parse_report(text, name=path.stem, sha256=hashlib.sha256(content).hexdigest())


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except IsADirectoryError as error:
        raise UsageError(
            f"{str(path)!r} is a folder", expected="a text or Markdown file", remedy="name the files in it"
        ) from error
    except FileNotFoundError as error:
        raise ReportError(
            f"{str(path)!r} does not exist", expected="a text or Markdown file", remedy="check the name and the folder"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportError(
            f"{str(path)!r} cannot be read ({reason})", expected="a readable file", remedy="check its permissions"
        ) from error
    if len(content) > max_bytes:
        raise ReportError(
            f"{str(path)!r} is longer than {max_bytes:,} bytes",
            expected=f"at most {max_bytes:,} bytes",
            remedy="split it, or allow more with --max-bytes",
        )
    if not content:
        raise ReportError(f"{str(path)!r} is empty", expected="a report", remedy="name another file")
    return content


def _decode(path: Path, content: bytes) -> str:
    quoted = shlex.quote(str(path))
    kind = sniff(content)
    if kind:
        raise ReportError(
            f"{str(path)!r} is {kind.name}, not text",
            expected="a text or Markdown file in UTF-8",
            remedy=kind.remedy.format(source=quoted, target=shlex.quote(f"{path.with_suffix('')}.txt")),
        )
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = f"byte 0x{content[error.start]:02X} at offset {error.start} is not UTF-8"
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
