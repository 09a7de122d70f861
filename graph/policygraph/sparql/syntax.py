"""Where a query breaks, so that a person sees it: line, column and a caret."""

from __future__ import annotations

import re

from policygraph.errors import QuerySyntaxError

_PLACE = re.compile(r"^(?:error|Error) at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTER_CLASSES = re.compile(r"\[[^\]]*'\.\.='[^\]]*\]|\[[^\]]* ..= [^\]]*\]")
_CHOICES = 6
_WIDEST = 160
_BEFORE = 100
_UNHELPFUL = frozenset(
    {"", "[_]", "LATERAL", "SERVICE"}
)  # any sign at all; extensions and what we refuse


def syntax_error(text: str, reason: str, source: str = "query") -> QuerySyntaxError:
    r"""The error for a query that does not parse, with the line it breaks in and a caret below the place.

    Args:
        text: The query.
        reason: What the engine said, which begins with the place where it knows one.
        source: What to call the query: its file or name.

    Example:
        >>> print(syntax_error("SELECT * {\n  ?s ?p }", "error at 2:9: expected an object"))
        query:2:9: this is no SPARQL
          ?s ?p }
                ^
        expected an object
    """
    found = _PLACE.match(reason)
    if not found:
        return QuerySyntaxError(f"{source}: this is no SPARQL: {_first_line(reason)}")
    line, column = int(found[1]), int(found[2])
    lines = text.split("\n")
    shown = _pointed_at(lines[min(line, len(lines)) - 1].rstrip("\r"), column - 1)
    return QuerySyntaxError(
        f"{source}:{line}:{column}: this is no SPARQL\n{shown}\n{_short(found[3])}"
    )


def _pointed_at(line: str, at: int) -> str:
    """A line, or what of a long one stands around a place, with a caret below the place."""
    first = max(at - _BEFORE, 0) if len(line) > _WIDEST else 0
    shown = line[first : first + _WIDEST]
    before = "…" if first else ""
    after = f"… ({len(line):,} characters)" if first + _WIDEST < len(line) else ""
    return f"{before}{shown}{after}\n{' ' * (len(before) + at - first)}^"


def _first_line(reason: str) -> str:
    return reason.strip().split("\n", 1)[0]


def _helpful(plain: str) -> list[str]:
    """What the engine would have taken, without what helps nobody."""
    listed = plain.removeprefix("expected one of ").removeprefix("expected ")
    choices = (choice.strip() for choice in listed.split(","))
    return [
        choice
        for choice in choices
        if choice not in _UNHELPFUL and not choice.startswith(("['", '["'))
    ]


def _short(expected: str) -> str:
    """The engine's list of what it would have taken, without what helps nobody, cut to a sentence's length."""
    plain = " ".join(_CHARACTER_CLASSES.sub("", expected).split())
    if "Prefix not found" in plain:
        return "a prefix before this place is not declared; add PREFIX name: <IRI> at the top"
    choices = _helpful(plain)
    if not choices:
        return "the query cannot go on like this here"
    if not plain.startswith("expected one of "):
        return plain
    more = " or something else" if len(choices) > _CHOICES else ""
    return f"expected one of {', '.join(choices[:_CHOICES])}{more}"
