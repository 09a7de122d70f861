"""Texts from outside that may hold what is no character: the bytes of names and arguments that are not in UTF-8.

Python hands such bytes over as halves of surrogate pairs, which neither a literal nor an IRI can hold.

Source: PEP 383.
"""

from __future__ import annotations


def is_unicode(text: str) -> bool:
    r"""Whether a text has whole characters alone, so that UTF-8 can write it.

    Example:
        >>> is_unicode("Île.txt"), is_unicode("\udcff.txt")
        (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(text: str) -> str:
    r"""The text with a replacement character in the place of each that is none.

    Example:
        >>> shown("x\udcff.ttl")
        'x�.ttl'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_iri(text: str) -> bool:
    r"""Whether a text is an absolute IRI, as RFC 3987 spells them.

    Example:
        >>> is_iri("https://example.org/id/"), is_iri("http://a/%zz"), is_iri("id/")
        (True, False, False)
    """
    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
