"""Messages stay short: a value that is very long is cut, and its length told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.abridging import LONGEST_LINE, abridged
from policygraph.errors import QuerySyntaxError
from policygraph.store import GraphStore
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
LONG = "k" * 5000


@pytest.mark.parametrize("quotes", ["''", '""', "<>", "“”"])
def test_a_long_value_is_cut_between_its_quotes(quotes: str) -> None:
    """Its ends and its length are told, and what stands around it."""
    cut = abridged(f"there is no {quotes[0]}{LONG}{quotes[1]} here")
    assert cut.startswith(f"there is no {quotes[0]}kkk")
    assert cut.endswith(f"k{quotes[1]} (5,000 characters) here")
    assert abridged(cut) == cut


def test_a_long_line_is_cut_and_the_others_stay() -> None:
    """Where no quotes stand around what is long."""
    first, second, third = abridged(f"one\n{LONG}\nthree").split("\n")
    assert (first, third) == ("one", "three")
    assert "(5,000 characters)" in second
    assert len(second) < LONGEST_LINE


def test_a_list_of_short_values_is_no_long_value() -> None:
    """What stands between two quotes of different values is none."""
    listed = ", ".join(f"'{number}'" for number in range(60))
    assert abridged(f"expected one of {listed}") == f"expected one of {listed}"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((LONG,), 2),
        ((f"--{LONG}",), 2),
        (("query", LONG), 2),
        (("query", f"{LONG}.rq"), 3),
        (("query", "search", "-g", SMALL, "-p", LONG), 2),
        (("query", "search", "-g", SMALL, "-p", f"{LONG}=x"), 2),
        (("query", "search", "-g", SMALL, "-p", f"text={LONG}"), 0),
        (("query", "places", "-g", LONG), 3),
        (("query", "places", "-g", SMALL, "-f", LONG), 2),
        (("query", "places", "-g", SMALL, "-o", f"{LONG}.csv"), 3),
        (("queries", LONG), 0),
        (("explain", SMALL, LONG), 2),
        (("view", SMALL, "--around", LONG), 2),
        (("export", SMALL, "-f", LONG), 2),
        (("validate", LONG), 3),
        (("build", LONG), 3),
        (("build", SMALL, "--base", LONG), 2),
        (("build", SMALL, "--about", LONG), 3),
        (("build", SMALL, "--vocabulary", LONG), 3),
        (("build", SMALL, "--weights", LONG), 3),
        (("serve", SMALL, "--host", LONG), 3),
        (("serve", SMALL, "--port", LONG), 2),
        (("push", SMALL, f"http://{LONG}/"), 3),
    ],
    ids=lambda value: (
        " ".join(map(str, value))[:40] if isinstance(value, tuple) else ""
    ),
)
def test_no_argument_is_echoed_whole(
    policygraph: Run, tmp_path: Path, arguments: tuple[str | Path, ...], code: int
) -> None:
    """Whatever an argument of 5,000 letters is taken for, the message says how long it is and stays short."""
    ended = policygraph(*arguments, cwd=tmp_path)
    assert ended.returncode == code, ended.stderr
    assert ",0" in ended.stderr, ended.stderr
    assert "characters)" in ended.stderr, ended.stderr
    assert max(map(len, ended.stderr.splitlines())) < 2 * LONGEST_LINE


def test_a_syntax_error_shows_what_stands_around_its_place() -> None:
    """Of a query on one long line, with the caret below the sign that its column counts."""
    query = f"SELECT * {{ {'?a ?b ?c . ' * 400} ?s ?p }} # {LONG}"
    with GraphStore.open(SMALL) as store, pytest.raises(QuerySyntaxError) as raised:
        store.query(query)
    told, shown, caret, *_ = str(raised.value).split("\n")
    column = int(told.split(":")[2])
    assert len(shown) < 250
    assert column > 250
    assert shown[caret.index("^") :][:5] == query[column - 1 :][:5]
    assert f"({len(query):,} characters)" in shown
