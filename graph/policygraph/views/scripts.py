"""The page's modules as the one script that a page carries: a page from a mail has no address to import from.

Modules keep to one form of import and export, so that they can be joined without a parser of the language: named
imports from a file beside them, ``export`` before a declaration. What joining would change the meaning of is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:async )?(?:const|let|function|class) (?:([\w$]+)|\[([^\]]*)\])",
    re.MULTILINE,
)
_COMMENT = re.compile(r"//|/\*\*.*\*/$")
_OTHER = re.compile(r"^(?:import\b|export (?!async |const |let |function |class )).*")


@dataclass(frozen=True, slots=True)
class Module:
    """A module's own code without its imports, the names it declares and exports, and those it imports by module."""

    code: str
    declared: tuple[str, ...]
    exported: frozenset[str]
    imported: dict[str, tuple[str, ...]]


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
    order: dict[str, Module] = {}
    _visit((folder, *others), entry, order, ())
    _check_names(order)
    parts = "".join(squeezed(module.code) for module in order.values())
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


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
    kept = (line.strip() for line in lines)
    return "".join(f"{line}\n" for line in kept if line and not _COMMENT.match(line))


def read_module(text: str) -> Module:
    r"""A module's parts.

    Raises:
        ValueError: The module has another form of import or export.

    Example:
        >>> module = read_module('import { a } from "./x.js";\nexport const b = a;\n')
        >>> module.code, module.imported, sorted(module.exported)
        ('const b = a;\n', {'x': ('a',)}, ['b'])
    """
    imported: dict[str, tuple[str, ...]] = {}
    for found in _IMPORT.finditer(text):
        names = tuple(re.findall(r"[\w$]+", found[1]))
        imported[found[2]] = (*imported.get(found[2], ()), *names)
    own = _IMPORT.sub("", text)
    for line in own.splitlines():
        if _OTHER.match(line):
            raise ValueError(f"cannot join '{line}': expected named imports alone")
    declared: list[str] = []
    exported: set[str] = set()
    for found in _DECLARED.finditer(own):
        here = re.findall(r"[\w$]+", found[2] or found[3])
        declared += here
        exported.update(here if found[1] else ())
    code = re.sub(r"^export ", "", own, flags=re.MULTILINE).lstrip("\n")
    return Module(code, tuple(declared), frozenset(exported), imported)


def _visit(
    folders: tuple[Path, ...],
    name: str,
    order: dict[str, Module],
    above: tuple[str, ...],
) -> None:
    if name in above:
        raise ValueError(f"modules import one another: {' → '.join((*above, name))}")
    if name in order:
        return
    module = read_module(_file_of(folders, name).read_text(encoding="utf-8"))
    for other, names in module.imported.items():
        _visit(folders, other, order, (*above, name))
        missing = set(names) - order[other].exported
        if missing:
            raise ValueError(f"{name} imports {sorted(missing)}: {other} has none such")
    order[name] = module


def _file_of(folders: tuple[Path, ...], name: str) -> Path:
    files = [folder / f"{name}.js" for folder in folders]
    return next((file for file in files if file.is_file()), files[0])


def _check_names(order: dict[str, Module]) -> None:
    """In one script a name can be declared once only."""
    owner: dict[str, str] = {}
    for name, one in _declarations(order):
        if owner.setdefault(one, name) != name:
            raise ValueError(f"{owner[one]} and {name} both declare '{one}'")


def _declarations(order: dict[str, Module]) -> Iterator[tuple[str, str]]:
    for name, module in order.items():
        for one in module.declared:
            yield name, one
