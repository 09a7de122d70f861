"""The language of a document, paragraph by paragraph, and what of it the reader can read.

Compact Language Detector 2 tells the language of each paragraph by its words and letters and says whether it is sure.
A document is in the language that most of its letters are in. Paragraphs that are surely in another one lose their
part, so that they stay in the text and are not read; how much that is, is told.

Source: https://github.com/CLD2Owners/cld2 (Apache-2.0).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.errors import ReportError, UsageError
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.source.model import Document, Part

    _Letters = Counter[str]
    _Told = tuple[list["_Passage"], _Letters]
    """The passages of a document, and how many of its letters are in each language."""

READ = ("en",)
"""The languages that the reader reads, as primary subtags of BCP 47."""

_KEPT = frozenset(("", *READ))
"""The codes of what is kept: those that are read, and none."""

_FEW_LETTERS = 40
_MOST_OF_IT = 51
_STRAY_LETTERS = 200
_STRAY_SHARE = 0.2
_MOST_CAPITALS = 0.6
_LEAST_SHARE = 0.1
_LARGE_SHARE = 1 / 3
_LEAST_LETTERS = 500
_UNREAD_ROLES = ("row", "contents", "note", "caption")
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_CODES = {"iw": "he", "zh-Hant": "zh", "jw": "jv", "nb": "no", "nn": "no"}
_NAMES = {"en": "English", "zh": "Chinese", "no": "Norwegian", "sr": "Serbian"}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph with the number of its letters and the code of its language, empty where that is not sure."""

    span: Span
    letters: int
    code: str


def primary(code: str) -> str:
    """The primary subtag of a language's code, in lower case.

    Example:
        >>> primary("en-GB"), primary("ZH_Hans")
        ('en', 'zh')
    """
    return re.split(r"[-_]", code.strip(), maxsplit=1)[0].lower()


def check_language(code: str) -> None:
    """Refuses a language that the reader does not read; the empty code stands for none given.

    Raises:
        UsageError: The reader does not read it.

    Example:
        >>> check_language("en-GB")
    """
    if code and primary(code) not in READ:
        raise UsageError(
            f"language {code!r} is not read",
            expected=" or ".join(READ),
            remedy="translate the report first",
        )


def in_language(document: Document, *, insisted: str = "") -> Document:
    r"""The document with its language, its parts in other languages left out and told of in the remarks.

    Args:
        document: A document as its reader gives it.
        insisted: The code of the language that it is in, whatever its words look like.

    Raises:
        ReportError: The document is, or is said to be, in a language that is not read.

    Example:
        >>> from policygraph.source.model import Document
        >>> text = "The Government will build three roads and open two schools in the north.\n"
        >>> in_language(Document("plan.txt", "", "text/plain", text, ())).language
        'en'
    """
    if insisted:
        return _as_insisted(document, insisted)
    passages, letters = _without_strays(*_counted(document))
    read = replace(document, language=_main(document, letters))
    others = {code: count for code, count in letters.items() if code not in READ}
    if not others:
        return read
    kept = _kept(document.parts, {passage.span: passage.code for passage in passages})
    if len(kept) == len(document.parts):
        return read
    remarks = (*document.remarks, *_left_out(others, letters.total()))
    return replace(read, parts=kept, remarks=remarks)


def _counted(document: Document) -> _Told:
    """The passages of a document, and the letters in each language that is told."""
    passages = list(_passages(document))
    letters: _Letters = Counter()
    for passage in passages:
        letters[passage.code] += passage.letters
    del letters[""]
    return passages, letters


def _as_insisted(document: Document, code: str) -> Document:
    if primary(code) not in READ:
        raise ReportError(
            f"{document.filename!r} is said to be in language {code!r}",
            expected=f"a report in {' or '.join(map(_name, READ))}",
            remedy="translate it",
        )
    return replace(document, language=primary(code))


def _without_strays(passages: list[_Passage], letters: _Letters) -> _Told:
    """The passages and counts without languages of which there is too little to be one: a list of names, a greeting."""
    least = min(_STRAY_LETTERS, _STRAY_SHARE * letters.total())
    strays = {
        code for code, count in letters.items() if count < least and code not in READ
    }
    kept = [
        replace(passage, code="") if passage.code in strays else passage
        for passage in passages
    ]
    counts = Counter(letters)
    for code in strays:
        del counts[code]
    return kept, counts


def _guessed(document: Document) -> str:
    """The language of a document none of whose passages tells it: by the whole text, as it says, or the usual one."""
    return _language_of(document.text) or primary(document.language) or READ[0]


def _is_worth_reading(letters: int, total: int) -> bool:
    """Whether so many letters of a document are enough, or enough of it, to be read among another language."""
    if letters >= _LARGE_SHARE * total:
        return True
    return letters >= max(_LEAST_LETTERS, _LEAST_SHARE * total)


def _main(document: Document, letters: _Letters) -> str:
    """The language that the document is read in."""
    known = letters or Counter([_guessed(document)])
    total = known.total()
    most, count = known.most_common(1)[0]
    if most in READ:
        return most
    best = max(READ, key=lambda code: known[code])
    if document.parts and _is_worth_reading(known[best], total):
        return best
    share = ""
    if count < total:
        share = f"{100 * count / total:.0f}% of "
    raise ReportError(
        f"{document.filename!r}: {share}the text is in {_name(most)} ({most})",
        expected=f"a report in {' or '.join(map(_name, READ))}",
        remedy=f"translate it, or insist with --language {READ[0]}",
    )


def _passages(document: Document) -> Iterator[_Passage]:
    spans = [part.span for part in document.parts if part.role not in _UNREAD_ROLES]
    if not spans:
        spans = [Span(*found.span()) for found in _LINE.finditer(document.text)]
    for span in spans:
        words = span.of(document.text)
        letters = sum(map(str.isalpha, words))
        if letters:
            yield _Passage(span, letters, _language_of(words))


def _could_be_any(words: str) -> bool:
    if sum(map(str.isalpha, words)) < _FEW_LETTERS:
        return True
    return _are_names(words)


def _language_of(words: str) -> str:
    """The code of the language that words are surely in, or nothing: a few in Latin letters, or names, could be any."""
    if _LATIN.search(words) and _could_be_any(words):
        return ""
    import pycld2

    try:
        sure, _, found = pycld2.detect(_CONTROLS.sub(" ", words))
    except (pycld2.error, ValueError):
        return ""
    name, tag, share, _ = found[0]
    if not sure or tag == "un" or share < _MOST_OF_IT:
        return ""
    code = _CODES.get(tag, str(tag))
    _NAMES.setdefault(code, name.title())
    return code


def _are_names(words: str) -> bool:
    """Whether most words begin with a capital, as they do in lists of names and in headings."""
    firsts = [word[0] for word in _WORD.findall(words)]
    return sum(map(str.isupper, firsts)) > _MOST_CAPITALS * len(firsts)


def _name(code: str) -> str:
    return _NAMES.get(code, code)


def _kept(parts: Sequence[Part], codes: dict[Span, str]) -> tuple[Part, ...]:
    """The parts that are read.

    A heading of unsure language goes with what follows, another part is left out where it stands between two that are.
    """
    sure = [codes.get(part.span, "") for part in parts]
    before = _carried_on(sure)
    following = _carried_on(reversed(sure))
    following.reverse()
    kept: list[Part] = []
    for at, part in enumerate(parts):
        could_be = {sure[at]}
        if not sure[at]:
            could_be = {following[at]}
            if part.role != "heading":
                could_be.add(before[at])
        if not could_be.isdisjoint(_KEPT):
            kept.append(part)
    return tuple(kept)


def _carried_on(codes: Iterable[str]) -> list[str]:
    """Codes, each that is unknown as the last known one before it."""
    last = ""
    carried: list[str] = []
    for code in codes:
        last = code or last
        carried.append(last)
    return carried


def _left_out(others: dict[str, int], total: int) -> tuple[str]:
    most_first = sorted(others, key=lambda code: (-others[code], code))
    names = " and ".join(map(_name, most_first))
    left_out = sum(others.values())
    share = 100 * left_out / total
    much = "less than 1%"
    if share >= 1:
        much = f"{share:.0f}%"
    return (f"{much} of its text is in {names} and was not read",)
