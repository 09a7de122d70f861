"""What text that is not UTF-8 may be encoded in: a guess for the error's advice, never for reading."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAMPLE = 65_536
_HIGH_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]?(?:[\x80-\xff][\x40-\xff])*")
_CJK = re.compile("[\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e“”‘’—…·]")
_NULL_SHARE = 0.2
_CJK_SHARE = 0.9
_MOST_LATIN_RUN = 2
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Guess:
    """A likely encoding by its name for iconv (empty if there is none), why, and what to do if there is none."""

    codec: str
    reason: str
    remedy: str = ""


def guess_encoding(content: bytes, at: int) -> Guess:
    """What bytes that are not UTF-8 from offset `at` on may be.

    Example:
        >>> guess_encoding("Développer les routes".encode("latin-1"), 1).codec
        'WINDOWS-1252'
        >>> guess_encoding("建设公路,改善民生".encode("gb18030"), 0).codec
        'GB18030'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Guess(name, f"its byte order mark says {name}")
    sample = content[:_SAMPLE]
    wide = _wide_codec(sample)
    if wide:
        return Guess(wide, "its null bytes look like UTF-16")
    controls = len(_CONTROL.findall(sample))
    if content[at] == 0 or controls > _CONTROL_SHARE * len(sample):
        return Guess("", "it is binary", "save the report as plain text in UTF-8")
    half = _SAMPLE // 2
    begin = max(0, at - half)
    window = content[begin : at + half]
    return _guess_by_window(content, at, window)


def _wide_codec(sample: bytes) -> str:
    """The UTF-16 that the places of the null bytes tell; nothing where there are few."""
    few = _NULL_SHARE * len(sample)
    if sample[1::2].count(0) > few:
        return "UTF-16LE"
    if sample[::2].count(0) > few:
        return "UTF-16BE"
    return ""


def _guess_by_window(content: bytes, at: int, window: bytes) -> Guess:
    if at >= len(content) - 3 and _is_cut_off(content[at:]):
        return Guess(
            "",
            "the file ends within a character",
            "fetch the file again: it is cut off",
        )
    if _has_utf8(content[:at]):
        return Guess(
            "",
            "the text before it is UTF-8",
            "correct that byte: the file is damaged or mixes encodings",
        )
    if _is_chinese(_HIGH_RUN.findall(window)):
        return Guess("GB18030", "it looks like GB18030 (Chinese)")
    return Guess("WINDOWS-1252", "it looks like Windows-1252 (Latin-1)")


def _is_chinese(runs: list[bytes]) -> bool:
    """Whether runs of high bytes are Chinese in GB18030: one is longer than Latin letters run, most are characters."""
    decoded = "".join(run.decode("gb18030", errors="ignore") for run in runs)
    wide = [char for char in decoded if not char.isascii()]
    if not wide:
        return False
    longest = max(map(len, runs))
    if longest <= _MOST_LATIN_RUN:
        return False
    characters = sum(bool(_CJK.match(char)) for char in wide)
    return characters >= _CJK_SHARE * len(wide)


def _is_cut_off(tail: bytes) -> bool:
    """Whether bytes are the beginning of a UTF-8 character whose rest is missing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(tail) == ""
    except UnicodeDecodeError:
        return False


def _has_utf8(before: bytes) -> bool:
    """Whether valid text holds characters of more than one byte: then it is UTF-8 by intent."""
    return not before.isascii()
