"""The page's modules as the one script that a page carries: a page from a mail has no address to import from.

Modules keep to one form of import and export, so that they can be joined without a parser of the language: named
imports from a file beside them, ``export`` before a declaration. What joining would change the meaning of is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    Names = tuple[str, ...]
    Modules: TypeAlias = "dict[str, Module]"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:async )?(?:const|let|function|class) (?:([\w$]+)|\[([^\]]*)\])",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_WORD = re.compile(r"[\w$]+")
_COMMENT = re.compile(r"//|/\*\*.*\*/$")
_OTHER = re.compile(r"^(?:import\b|export (?!async |const |let |function |class )).*")


@dataclass(frozen=True, slots=True)
class Module:
    """A module's own code without its imports, the names it declares and exports, and those it imports by module."""

    code: str
    declared: Names
    exported: frozenset[str]
    imported: dict[str, Names]


def joined(folder: Path, entry: str, *others: Path) -> str:
    """One strict script of the module `entry` and all that it imports, each after those that it imports itself.

    Args:
        folder: Where the modules lie, as ``NAME.js``.
        entry: The name of the module that the page begins with.
        others: Folders of further modules; one that lies in several is taken from the first.

    Raises:
        ValueError: Modules import one another in a ring, two declare one name, an imported name is not exported, or a
            module has another form of import or export.
    """
    order: Modules = {}
    folders = (folder, *others)
    _visit(folders, entry, order, ())
    _check_names(order)
    parts = [squeezed(module.code) for module in order.values()]
    code = "".join(parts)
    return f'(() => {{\n"use strict";\n{code}}})();\n'


def squeezed(code: str) -> str:
    r"""A module without the lines that only people need: indentation, empty lines, comments on lines of their own.

    A module with a text over several lines is left as it is, for there each of these may be meant.

    Example:
        >>> squeezed("// Why.\nif (a) {\n  b();\n}\n")
        'if (a) {\nb();\n}\n'
    """
    lines = code.splitlines()
    if any(line.count("`") % 2 for line in lines):
        return code
    stripped = map(str.strip, lines)
    kept = [line for line in stripped if line and not _COMMENT.match(line)]
    return "".join(f"{line}\n" for line in kept)


def read_module(text: str) -> Module:
    r"""A module's parts.

    Raises:
        ValueError: The module has another form of import or export.

    Example:
        >>> module = read_module('import { a } from "./x.js";\nexport const b = a;\n')
        >>> module.code, module.imported, sorted(module.exported)
        ('const b = a;\n', {'x': ('a',)}, ['b'])
    """
    own = _IMPORT.sub("", text)
    for line in own.splitlines():
        if _OTHER.match(line):
            raise ValueError(f"cannot join '{line}': expected named imports alone")
    declared: list[str] = []
    exported: set[str] = set()
    for found in _DECLARED.finditer(own):
        export, name, several = found.groups()
        here = _WORD.findall(name or several)
        declared += here
        if export:
            exported.update(here)
    code = _EXPORT.sub("", own)
    return Module(
        code=code.lstrip("\n"),
        declared=tuple(declared),
        exported=frozenset(exported),
        imported=_imported(text),
    )


def _imported(text: str) -> dict[str, Names]:
    """The names that a module imports, by the module that they come from."""
    imported: dict[str, Names] = {}
    for found in _IMPORT.finditer(text):
        listed, module = found.groups()
        names = _WORD.findall(listed)
        imported[module] = (*imported.get(module, ()), *names)
    return imported


def _visit(folders: tuple[Path, ...], name: str, order: Modules, above: Names) -> None:
    way = (*above, name)
    if name in above:
        raise ValueError(f"modules import one another: {' → '.join(way)}")
    if name in order:
        return
    file = _file_of(folders, name)
    module = read_module(file.read_text(encoding="utf-8"))
    for other, names in module.imported.items():
        _visit(folders, other, order, way)
        missing = set(names) - order[other].exported
        if missing:
            raise ValueError(f"{name} imports {sorted(missing)}: {other} has none such")
    order[name] = module


def _file_of(folders: tuple[Path, ...], name: str) -> Path:
    files = [folder / f"{name}.js" for folder in folders]
    there = filter(Path.is_file, files)
    return next(there, files[0])


def _check_names(order: Modules) -> None:
    """In one script a name can be declared once only."""
    owner: dict[str, str] = {}
    for name, one in _declarations(order):
        first = owner.setdefault(one, name)
        if first != name:
            raise ValueError(f"{first} and {name} both declare '{one}'")


def _declarations(order: Modules) -> Iterator[tuple[str, str]]:
    for name, module in order.items():
        for one in module.declared:
            yield name, one
