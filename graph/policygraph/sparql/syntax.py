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
    line = int(found[1])
    column = int(found[2])
    expected = _short(found[3])
    lines = text.split("\n")
    last = min(line, len(lines))
    broken = lines[last - 1].rstrip("\r")
    shown = _pointed_at(broken, column - 1)
    return QuerySyntaxError(
        f"{source}:{line}:{column}: this is no SPARQL\n{shown}\n{expected}"
    )


def _pointed_at(line: str, at: int) -> str:
    """A line, or what of a long one stands around a place, with a caret below the place."""
    first = 0
    if len(line) > _WIDEST:
        first = max(at - _BEFORE, 0)
    last = first + _WIDEST
    before = "…" if first else ""
    after = ""
    if last < len(line):
        after = f"… ({len(line):,} characters)"
    width = len(before) + at - first
    indent = " " * width
    return f"{before}{line[first:last]}{after}\n{indent}^"


def _first_line(reason: str) -> str:
    return reason.strip().split("\n", 1)[0]


def _helpful(plain: str) -> list[str]:
    """What the engine would have taken, without what helps nobody."""
    listed = plain.removeprefix("expected one of ").removeprefix("expected ")
    choices = map(str.strip, listed.split(","))
    return [choice for choice in choices if _is_helpful(choice)]


def _is_helpful(choice: str) -> bool:
    is_set_of_characters = choice.startswith(("['", '["'))
    return choice not in _UNHELPFUL and not is_set_of_characters


def _short(expected: str) -> str:
    """The engine's list of what it would have taken, without what helps nobody, cut to a sentence's length."""
    without_classes = _CHARACTER_CLASSES.sub("", expected)
    plain = " ".join(without_classes.split())
    if "Prefix not found" in plain:
        return "a prefix before this place is not declared; add PREFIX name: <IRI> at the top"
    choices = _helpful(plain)
    if not choices:
        return "the query cannot go on like this here"
    if not plain.startswith("expected one of "):
        return plain
    shown = ", ".join(choices[:_CHOICES])
    more = " or something else" if len(choices) > _CHOICES else ""
    return f"expected one of {shown}{more}"
