"""How hard the code is to follow: paths through each function, and syntax nodes on each line.

Run it: ``make complexity``. ``make check`` runs it with ``--gate``, which fails where a function takes more paths than
the bar allows, or where more than one function in twenty takes more than a small part of them.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from radon.complexity import cc_visit
from radon.visitors import Function

from benchmarks.processes import ROOT, verdict

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "graph" / "policygraph"
MOST_PATHS = 10
MOST_PATHS_P95 = 7
MOST_NODES_A_LINE = 8.5

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


_LEAST_LINES = 8
_DENSEST = 20


@dataclass(frozen=True, slots=True)
class MeasuredFunction:
    """A function or method: its module below the package, where it begins, its name, its cyclomatic complexity.

    `nodes` are its syntax nodes, `lines` its lines of code.
    """

    module: str
    line: int
    name: str
    complexity: int
    nodes: int
    lines: int

    @property
    def excess(self) -> float:
        """How many syntax nodes more it has than lines of the bar's density would hold."""
        return self.nodes - MOST_NODES_A_LINE * self.lines


@dataclass(frozen=True, slots=True)
class MeasuredModule:
    """A module: its place below the package, its syntax nodes, its lines of code, its functions."""

    place: str
    nodes: int
    lines: int
    functions: tuple[MeasuredFunction, ...]

    @property
    def room(self) -> str:
        """The part of the package that it belongs to: the first name of its place."""
        return self.place.partition("/")[0]


def measure(package: Path = PACKAGE) -> list[MeasuredModule]:
    """All modules below a folder, measured, in the order of their places."""
    return [
        _measured(path, path.relative_to(package).as_posix())
        for path in sorted(package.rglob("*.py"))
    ]


def code_lines(source: str) -> int:
    r"""How many lines are neither blank, nor a comment alone, nor part of a docstring.

    >>> code_lines("'What it is.'\n\n# why\nx = 1  # and how\n")
    1
    """
    return len(_counted_lines(source))


def _counted_lines(source: str) -> set[int]:
    documented = _docstring_lines(ast.parse(source))
    return {
        number
        for number, line in enumerate(map(str.strip, source.splitlines()), 1)
        if line and not line.startswith("#") and number not in documented
    }


def density(modules: list[MeasuredModule]) -> float:
    """Syntax nodes on a line of code, over all the modules together."""
    nodes = sum(module.nodes for module in modules)
    lines = sum(module.lines for module in modules)
    return nodes / max(lines, 1)


def percentile_95(values: list[int]) -> int:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def _measured(path: Path, place: str) -> MeasuredModule:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    counted = _counted_lines(source)
    sizes = {
        node.lineno: (_nodes(node), len(counted & _lines_of(node)))
        for node in ast.walk(tree)
        if isinstance(node, _FUNCTIONS)
    }
    functions = tuple(
        MeasuredFunction(
            place, block.lineno, block.fullname, block.complexity, *sizes[block.lineno]
        )
        for block in cc_visit(source)
        if isinstance(block, Function)
    )
    return MeasuredModule(place, _nodes(tree), len(counted), functions)


def _nodes(tree: ast.AST) -> int:
    return sum(1 for _ in ast.walk(tree))


def _lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def _docstring_lines(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, _DOCUMENTED)
            and ast.get_docstring(node, clean=False) is not None
        ):
            docstring = node.body[0]
            lines.update(
                range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1)
            )
    return lines


def _report(modules: list[MeasuredModule], over: list[MeasuredFunction]) -> None:
    values = [
        function.complexity for module in modules for function in module.functions
    ]
    print(
        f"{len(values)} functions, cyclomatic complexity {statistics.mean(values):.2f} on average"
    )
    verdict(
        "cyclomatic complexity of 95 functions in 100",
        percentile_95(values),
        MOST_PATHS_P95,
    )
    verdict(f"functions over {MOST_PATHS}", len(over), 0)
    verdict("syntax nodes a line of code", density(modules), MOST_NODES_A_LINE)
    for function in over:
        print(
            f"{function.complexity:>4}  {function.module}:{function.line}  {function.name}"
        )
    _report_rooms(modules)
    _report_densest(modules)


def _report_densest(modules: list[MeasuredModule]) -> None:
    """The functions in which most could be named, the densest of all sizes first."""
    functions = [
        function
        for module in modules
        for function in module.functions
        if function.lines >= _LEAST_LINES
    ]
    print("\nnodes a line  lines  function")
    for one in sorted(functions, key=lambda one: -one.excess)[:_DENSEST]:
        dense = one.nodes / one.lines
        print(f"{dense:12.2f}  {one.lines:5}  {one.module}:{one.line}  {one.name}")


def _report_rooms(modules: list[MeasuredModule]) -> None:
    print("\nnodes a line  lines  room")
    rooms = {
        module.room: [other for other in modules if other.room == module.room]
        for module in modules
    }
    for room in sorted(rooms, key=lambda room: density(rooms[room]), reverse=True):
        lines = sum(module.lines for module in rooms[room])
        print(f"{density(rooms[room]):12.2f}  {lines:5}  {room}")


def main(arguments: list[str] | None = None) -> None:
    """Print the figures, or, as a gate, only what breaks the bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--gate", action="store_true", help="fail where a function is too complex"
    )
    gate = parser.parse_args(arguments).gate
    modules = measure()
    functions = [function for module in modules for function in module.functions]
    over = [function for function in functions if function.complexity > MOST_PATHS]
    over.sort(
        key=lambda function: (-function.complexity, function.module, function.name)
    )
    if not gate:
        _report(modules, over)
        return
    if any([_refuse_over(over), _refuse_many(functions)]):
        sys.exit(1)


def _refuse_over(over: list[MeasuredFunction]) -> bool:
    """Name the functions that take more paths than any may; false where there are none."""
    for function in over:
        place = f"graph/policygraph/{function.module}:{function.line}: {function.name}"
        print(
            f"{place} has complexity {function.complexity}, expected at most {MOST_PATHS}; give its parts names"
        )
    return bool(over)


def _refuse_many(functions: list[MeasuredFunction]) -> bool:
    """Say how many functions take more than a small part of the paths, if more than one in twenty does."""
    many = [function for function in functions if function.complexity > MOST_PATHS_P95]
    if percentile_95([function.complexity for function in functions]) <= MOST_PATHS_P95:
        return False
    print(
        f"{len(many)} of {len(functions)} functions have complexity over {MOST_PATHS_P95}, expected at most one in "
        "twenty; give the parts of some of them names (make complexity counts them)"
    )
    return True


if __name__ == "__main__":
    main()
