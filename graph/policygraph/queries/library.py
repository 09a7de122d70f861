"""The library of questions: `queries/*.rq`, each with a header that says what it answers.

A header is the file's first lines, ``#+ key: value``:

    #+ title: Who carries which project
    #+ title@zh: 谁承担哪些项目
    #+ answers: Each institution with the projects that it undertakes.
    #+ group: Projects
    #+ parameter: institution | Institution | any | only this institution
    #+ column: project, projectLabel | the project and its name

In the SPARQL, a line ``#? NAME: PATTERN`` holds a pattern that only stands where the parameter is given, so that the
engine starts from what it is about. Without it, the line is a comment, and the file is plain SPARQL as it is.

Example:
    >>> query = load_query("undertakings")
    >>> query.title
    'Who carries which project'
    >>> [parameter.name for parameter in query.parameters]
    ['institution', 'project']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import GraphError, UnknownQueryError
from policygraph.queries.model import COMPUTED, Column, Parameter, Query
from policygraph.queries.near import did_you_mean
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ONCE = ("title", "title@zh", "answers", "group", "tree", "computed", "several")
_MANY = ("parameter", "column")
_GROUPS = (
    *("Tasks", "Industries", "Projects", "Places", "Institutions", "Targets"),
    *("Entities", "Linkages", "Networks", "Graphs", "Reports", "Quality"),
)
TYPES = (
    "Place",
    "Institution",
    "Project",
    "Industry",
    "Target",
    "entity",
    "task",
    "any thing",
    "stage",
    "class",
    "linkage",
    "text",
    "part of a name",
    "count",
    "integer",
    "decimal",
)
"""What a parameter may be."""


def load_queries(folder: Path | None = None) -> dict[str, Query]:
    """The questions that can be asked, by name, in alphabetical order.

    Args:
        folder: Where the `.rq` files lie; the shipped library unless given.

    Raises:
        GraphError: A header is broken (with file and line).

    Example:
        >>> queries = load_queries()
        >>> len(queries) >= 20
        True
        >>> queries["promises"].parameters[0].required
        True
    """
    home = folder or resource("queries")
    return {path.stem: read_query(path) for path in sorted(home.glob("*.rq"))}


def find_questions(queries: Mapping[str, Query], words: Iterable[str]) -> list[Query]:
    """The questions whose name, title, answer or parameters have all of the words, by group and then by name.

    Example:
        >>> [query.name for query in find_questions(load_queries(), ["shortest", "end"])]
        ['chain']
    """
    wanted = [word.casefold() for word in words]
    found = [
        query
        for query in queries.values()
        if all(word in _words(query) for word in wanted)
    ]
    groups = {query.group for query in found}
    order = [group for group in _GROUPS if group in groups] + sorted(
        groups - set(_GROUPS)
    )
    return sorted(found, key=lambda query: (order.index(query.group), query.name))


def load_query(name: str, folder: Path | None = None) -> Query:
    """The question of that name; reads its file alone.

    Raises:
        UnknownQueryError: There is none; the message names the nearest.
    """
    home = folder or resource("queries")
    known = sorted(path.stem for path in home.glob("*.rq"))
    if name not in known:
        raise UnknownQueryError(
            f"no question is named '{name}'{did_you_mean(name, known)}",
            remedy="`policygraph queries` lists those that can be asked",
        )
    return read_query(home / f"{name}.rq")


def read_query(path: Path) -> Query:
    """The question in a file, as its header describes it.

    Raises:
        GraphError: The header is broken (with file and line).
    """
    text = path.read_text(encoding="utf-8")
    once: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            break
        key, colon, value = line[2:].strip().partition(": ")
        where = f"{path}:{number}"
        if not colon or key not in _ONCE + _MANY or key in once:
            raise GraphError(
                f"{where}: '{line}' is no header line",
                expected=f"one of {', '.join(_ONCE + _MANY)}",
            )
        if key == "parameter":
            parameters.append(_parameter(value, where))
        elif key == "column":
            columns.extend(_columns(value, where))
        else:
            once[key] = value.strip()
    return Query(
        name=path.stem,
        title=_needed(once, "title", path),
        title_zh=_needed(once, "title@zh", path),
        answers=_needed(once, "answers", path),
        group=_needed(once, "group", path),
        parameters=tuple(parameters),
        columns=tuple(columns),
        several=tuple(
            name.strip() for name in once.get("several", "").split(",") if name.strip()
        ),
        tree=once.get("tree", ""),
        computed=_computed(once.get("computed", ""), path),
        text=text,
    )


def _words(query: Query) -> str:
    parameters = " ".join(
        f"{parameter.name} {parameter.meaning}" for parameter in query.parameters
    )
    return f"{query.name} {query.title} {query.title_zh} {query.answers} {query.group} {parameters}".casefold()


def _parameter(value: str, where: str) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 4 or parts[1] not in TYPES:  # noqa: PLR2004 (the four parts that the message names)
        raise GraphError(
            f"{where}: '{value}' is no parameter",
            expected=f"name | type | default | meaning, a type of {TYPES}",
        )
    return Parameter(*parts)


def _columns(value: str, where: str) -> list[Column]:
    names, bar, meaning = value.partition("|")
    if not bar:
        raise GraphError(
            f"{where}: '{value}' is no column", expected="name, nameLabel | meaning"
        )
    return [Column(name.strip(), meaning.strip()) for name in names.split(",")]


def _needed(header: dict[str, str], key: str, path: Path) -> str:
    if key not in header:
        raise GraphError(
            f"{path}:1: the header has no '{key}'", expected=f"a line '#+ {key}: …'"
        )
    return header[key]


def _computed(value: str, path: Path) -> str:
    if value and value not in COMPUTED:
        raise GraphError(
            f"{path}:1: nothing computes '{value}'",
            expected=f"one of {', '.join(COMPUTED)}",
        )
    return value
