"""The page's modules become one script whose names are those that the modules mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.views.scripts import joined, read_module, squeezed
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "graph" / "policygraph" / "views" / "page"


def modules(folder: Path, **texts: str) -> Path:
    """A folder that holds these modules."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_after_those_that_it_imports(tmp_path: Path) -> None:
    """Each module stands once, before its users, without its imports and exports."""
    folder = modules(
        tmp_path,
        app='import { b } from "./b.js";\nimport {\n  c,\n} from "./c.js";\nrun(b, c);\n',
        b='import { c } from "./c.js";\n\nexport const b = c + 1;\n',
        c="// The first.\nexport function c() {}\n",
    )
    assert joined(folder, "app") == (
        '(() => {\n"use strict";\nfunction c() {}\nconst b = c + 1;\nrun(b, c);\n})();\n'
    )


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            {"app": 'import { a } from "./a.js";\n', "a": "const a = 1;\n"},
            "app imports",
        ),
        (
            {
                "app": 'import { a } from "./a.js";\nexport const b = 1;\n',
                "a": 'import { b } from "./app.js";\nexport const a = 1;\n',
            },
            "app → a → app",
        ),
        (
            {
                "app": 'import { a } from "./a.js";\nconst same = a;\n',
                "a": "function same() {}\nexport const a = 1;\n",
            },
            "a and app both declare 'same'",
        ),
        ({"app": 'import a from "./a.js";\n'}, "import a from"),
        ({"app": 'import { a } from "package";\n'}, 'import .* from "package"'),
        ({"app": "export default 3;\n"}, "export default"),
        ({"app": "const a = 1;\nexport { a };\n"}, "export { a }"),
    ],
)
def test_what_joining_would_change_is_refused(
    tmp_path: Path, texts: dict[str, str], message: str
) -> None:
    """Rings, names declared twice, names that are not there and other forms of import and export."""
    with pytest.raises(ValueError, match=message):
        joined(modules(tmp_path, **texts), "app")


def test_a_text_over_several_lines_keeps_its_lines() -> None:
    """What stands in a template is no comment and no indentation."""
    code = "const a = `\n  // b\n`;\n"
    assert squeezed(code) == code


def test_names_in_brackets_are_declared_too() -> None:
    """A declaration may take a list apart."""
    assert read_module("export let [a, b] = [1, 2];\n").declared == ("a", "b")


def test_every_module_of_the_page_is_in_the_page() -> None:
    """No file is left that nothing imports, and no line is longer than people read."""
    script = joined(PAGE, "app")
    for path in sorted(PAGE.glob("*.js")):
        module = read_module(path.read_text(encoding="utf-8"))
        assert squeezed(module.code) in script, path.name
        long = [line for line in module.code.splitlines() if len(line) > 120]
        assert long == [], path.name
