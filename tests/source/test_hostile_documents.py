"""Documents that are damaged or made to harm: each is a text with its parts in order, or an error that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.crafted import crafted
from benchmarks.hostile import COUNT, mutants
from policygraph.errors import ReportError
from policygraph.source import read_source
from samples.kinds import KINDS, make

if TYPE_CHECKING:
    from pathlib import Path

_DRAWN = (
    "PDF, one column",
    "PDF, footnotes in two columns",
    "PDF, tables",
    "PDF, cover and contents",
)
_WRITTEN = ("Word, styles and counted headings", "Word, tracked changes and text boxes")
_READ = ("pages", "letters", "pieces", "scripts")


def ends_well(path: Path) -> bool:
    """Whether a file is read, its parts in order; an error that says what to do is as well."""
    try:
        document = read_source(path)
    except ReportError as error:
        assert error.remedy  # noqa: PT017 (either outcome is right)
        return False
    begin = 0
    for part in document.parts:
        assert begin <= part.span.begin < part.span.end <= len(document.text)
        begin = part.span.end
    return True


@pytest.mark.parametrize(("ending", "names"), [(".pdf", _DRAWN), (".docx", _WRITTEN)])
def test_a_fiftieth_of_the_mutants_ends_in_a_text_or_an_error(
    ending: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    """Bytes changed, cut out and doubled, files broken off, elements exchanged: nothing else is raised."""
    kinds = [kind for kind in KINDS if kind.name in names]
    originals = [make(kind, 1, tmp_path).path.read_bytes() for kind in kinds]
    path = tmp_path / f"mutant{ending}"
    read = 0
    for content in mutants(originals, ending, COUNT // 50):
        path.write_bytes(content)
        read += ends_well(path)
    assert 0 < read < COUNT // 50


def test_what_is_made_to_harm_ends_in_a_text_or_an_error(tmp_path: Path) -> None:
    """Bombs, endless pages and elements are refused; many pages, much text, scripts and addresses are no harm."""
    for name, made in crafted(pages=300, letters=60_000, blanks=130_000_000).items():
        path = tmp_path / name
        path.write_bytes(made())
        assert ends_well(path) is any(
            word in name for word in _READ if "within" not in name
        ), name


def test_scripts_and_addresses_are_no_text(tmp_path: Path) -> None:
    """What a document would run or fetch stands nowhere in what is read from it."""
    for name, made in crafted().items():
        if name.startswith("scripts"):
            path = tmp_path / name
            path.write_bytes(made())
            assert (
                read_source(path).text.strip()
                == "The Government will dredge the harbour of Merrow by 2027."
            )
