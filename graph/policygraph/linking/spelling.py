"""The spellings of one name: composed letters, quotation marks, dotted abbreviations, forms of companies.

Letters are composed (NFC) and not replaced by what they are compatible with: NFKC would make "312" of "3½2". Only
letters and digits that differ in width or as ligatures are folded, and characters that nobody sees are left out.

Source: Unicode Standard Annex #15, "Unicode Normalization Forms".
"""

from __future__ import annotations

import re
import unicodedata

from policygraph.vocabulary.english import american_to_british

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_PLURAL_OF_CAPITALS = re.compile(r"\b([A-Z][A-Z&\d]*[A-Z])['’]?s\b")
_AND = re.compile(r"\s&\s")

_QUOTES = re.compile(r'["“”„‟«»‹›`*]|(?<![^\W_])_+|_+(?![^\W_])')
"""Quotation marks and the marks by which Markdown sets words off; an underscore inside a word is part of it."""

_SINGLE = re.compile(r"‘|(?<![^\W_])'(?=[^\W_])|(?<=[^\W_])['’](?![^\W_])")
_OPENING = re.compile(r"[‘']\s*$")

_STOPPED = re.compile(r"\b(?:Ltd|Inc|Corp|Co|Bros|[^\W\d_](?:\.[^\W\d_])+)$")
"""How a name ends whose last full stop is its own."""

_COMPANY = re.compile(
    r"[\s,]+(?:(?:company|co|corporation|corp|incorporated|inc|limited|ltd|plc|llc|llp|gmbh|ag|s\.?a|n\.?v|b\.?v|pty|pte"
    r"|pvt|private)\b\.?[\s,]*)+$",
    re.IGNORECASE,
)


def composed(text: str) -> str:
    """A text with one form for each letter: composed, of usual width, without characters that nobody sees.

    Example:
        >>> composed("Que\u0301bec"), composed("\uff2d\uff41\uff52low"), composed("Sha\u200bpingba"), composed("3½")
        ('Québec', 'Marlow', 'Shapingba', '3½')
    """
    if text.isascii():
        return text
    seen = _UNSEEN.sub("", text)
    letters = unicodedata.normalize("NFC", seen)
    plain = "".join(map(_plain, letters))
    return unicodedata.normalize("NFC", plain)


def _plain(letter: str) -> str:
    """A letter or digit of usual width, a ligature as its letters; anything else as it is."""
    if unicodedata.category(letter) not in {"Ll", "Lu", "Nd"}:
        return letter
    return unicodedata.normalize("NFKC", letter)


def unquoted(name: str, before: str = "") -> str:
    """A name without quotation marks and marks of emphasis; an apostrophe stays.

    Args:
        name: The name as it stands in the text.
        before: What stands before it, where a single quotation mark may open.

    Example:
        >>> unquoted('Green Lantern" project'), unquoted("_Harbour Wall_ project"), unquoted("Workers' Hall")
        ('Green Lantern project', 'Harbour Wall project', "Workers' Hall")
        >>> unquoted("Bay Light' project", before="The '")
        'Bay Light project'
    """
    plain = _QUOTES.sub("", name)
    opened = _OPENING.search(before) is not None
    if opened or "‘" in plain or plain.startswith("'"):
        plain = _SINGLE.sub("", plain)
    if not any(map(str.isalnum, plain)):
        return name
    return plain


def with_own_stop(name: str, behind: str) -> str:
    """A name with the full stop that is its own ("Marlow Steel Co., Ltd.", "U.N."), which a reader leaves out.

    Example:
        >>> with_own_stop("Marlow Steel Co., Ltd", ". will build"), with_own_stop("Marlow", ". We")
        ('Marlow Steel Co., Ltd.', 'Marlow')
    """
    if behind.startswith(".") and _STOPPED.search(name):
        return f"{name}."
    return name


def one_spelling(name: str) -> str:
    """A name in the spelling under which its variants are compared: British, "&" as "and", abbreviations bare.

    Example:
        >>> one_spelling("U.N. Center for NGOs & Labor Organization")
        'UN Centre for NGO and Labour Organisation'
    """
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), composed(name))
    plain = _PLURAL_OF_CAPITALS.sub(r"\1", plain)
    return american_to_british(_AND.sub(" and ", plain))


def without_company_form(name: str) -> str:
    """A company's name without the words for its legal form.

    Example:
        >>> [without_company_form(name) for name in ("Marlow Steel Co., Ltd.", "Lark Foods plc", "Limited")]
        ['Marlow Steel', 'Lark Foods', 'Limited']
    """
    return _COMPANY.sub("", name) or name
