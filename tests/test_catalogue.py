"""The table that says of reports what only their reader knows."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from policygraph.archives import MOST_BYTES
from policygraph.building import build_files
from policygraph.catalogue import read_catalogue
from policygraph.errors import CatalogueError
from policygraph.namespaces import DCTERMS, PG
from policygraph.pipeline import build_graph
from policygraph.report import parse_report
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policygraph.terms import Triple
    from project import Run

TEXT = "(1) Transport.\nWe will build a railway from Chongqing to Kunming by 2030.\n"
FRENCH = "Le gouvernement construira trois routes dans le nord du pays et y ouvrira deux écoles avant l'an 2031.\n"


def licences(triples: Iterable[Triple]) -> set[object]:
    """What stands behind dcterms:license of reports; of coordinates it is another's."""
    triples = tuple(triples)
    reports = {t.subject for t in triples if t.object == PG.Report}
    return {
        t.object
        for t in triples
        if t.predicate == DCTERMS.license and t.subject in reports
    }


def written(folder: Path, content: str | bytes, name: str = "about.csv") -> Path:
    """A table in a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_however_it_is_separated(
    tmp_path: Path, separator: str, codec: str
) -> None:
    """Commas, semicolons and tabs, with the marks that spreadsheets write; columns in any order and case."""
    rows = [
        ["Title", "FILE", "Year"],
        ['"Plan, that is; ours"', "plan.txt", "2031"],
        ["", "b.pdf", ""],
    ]
    content = "\r\n".join(separator.join(row) for row in rows).encode(codec)
    catalogue = read_catalogue(written(tmp_path, content))
    assert [(entry.file, entry.title, entry.date) for entry in catalogue.entries] == [
        ("plan.txt", "Plan, that is; ours", "2031"),
        ("b.pdf", "", ""),
    ]
    assert catalogue.remarks == ()


def test_empty_cells_behind_the_last_column_say_nothing(tmp_path: Path) -> None:
    """Spreadsheets write separators for cells that were once filled."""
    table = "file,title,,\na.txt,A,,,,\nb.txt\n"
    catalogue = read_catalogue(written(tmp_path, table))
    assert [entry.title for entry in catalogue.entries] == ["A", ""]
    assert catalogue.remarks == ()


def test_a_spreadsheet_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    """Days come in ISO 8601, years as they are, whatever the file is called."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["file", "year", "date", "place"],
        ["a.pdf", 2031, None, "Arden"],
        ["b.pdf", None, dt.date(2031, 5, 4)],
    ):
        sheet.append(row)
    book.save(tmp_path / "about.bin")
    entries = read_catalogue(tmp_path / "about.bin").entries
    assert [(entry.file, entry.date, entry.place) for entry in entries] == [
        ("a.pdf", "2031", "Arden"),
        ("b.pdf", "2031-05-04", ""),
    ]


def workbook(*rows: Iterable[object]) -> bytes:
    """An Excel file of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """An Excel file whose sheet is another."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return saved.getvalue()


SHEET = workbook(["file", "title"], ["a.txt", "A"])


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its directory tells how much there would be."""
    bomb = with_sheet(
        SHEET, lambda part: part.replace(b"<sheetData>", b" " * MOST_BYTES, 1)
    )
    monkeypatch.setattr(
        "openpyxl.load_workbook", lambda *_, **__: pytest.fail("it was unpacked")
    )
    with pytest.raises(CatalogueError, match=r"unpacks to 120,\d{3},\d{3} bytes"):
        read_catalogue(written(tmp_path, bomb))


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part.replace(b'r="A2"', b'r="9"'),
        lambda part: part.replace(b"</row>", b"<row>"),
        lambda part: part.replace(b"<is><t>A</t></is>", b"<v>99</v>").replace(
            b"inlineStr", b"s"
        ),
        lambda _: b"",
    ],
)
def test_a_damaged_spreadsheet_is_told_in_words(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    """No word of how Python found out."""
    with pytest.raises(CatalogueError, match="missing or damaged") as caught:
        read_catalogue(written(tmp_path, with_sheet(SHEET, change)))
    assert "Error" not in str(caught.value)


def test_a_spreadsheet_is_read_to_its_last_row_whatever_it_says_of_its_size(
    tmp_path: Path,
) -> None:
    """Some programs write the dimension of a single cell; a row far below is none of the table's."""
    far = b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row></sheetData>'
    small = with_sheet(
        SHEET,
        lambda part: part.replace(b'ref="A1:B2"', b'ref="A1"').replace(
            b"</sheetData>", far
        ),
    )
    entries = read_catalogue(written(tmp_path, small)).entries
    assert [(entry.file, entry.title) for entry in entries] == [("a.txt", "A")]


def test_a_table_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    """None is left out in silence; blank rows behind the last are none."""
    rows = "".join(f"{at}.txt\n" for at in range(100_000))
    full = read_catalogue(written(tmp_path, f"file\n{rows}\n\n"))
    assert len(full.entries) == 100_000
    with pytest.raises(CatalogueError, match="more than 100,000 rows"):
        read_catalogue(written(tmp_path, f"file\n{rows}one-more.txt\n"))


def test_an_entry_is_found_by_path_name_or_stem(tmp_path: Path) -> None:
    """The longest part of the path that fits wins."""
    table = "file,title\nplan,stem\nplan.txt,name\na/plan.txt,path\nother.txt,none\n"
    catalogue = read_catalogue(written(tmp_path, table))
    titles = [
        entry.title if (entry := catalogue.entry(Path(path))) else ""
        for path in ("x/a/plan.txt", "x/b/plan.txt", "plan.pdf", "else.txt")
    ]
    assert titles == ["path", "name", "stem", ""]
    assert catalogue.unused([Path("x/a/plan.txt")]) == (
        "about.csv: 'other.txt' is none of the reports",
    )


def test_what_is_said_wins_over_the_text(tmp_path: Path) -> None:
    """Title, date and place that are given take the place of the text's, others stay."""
    report = parse_report(
        "Budget Speech 2031\n4 May 2031\nMadam Speaker, we meet.\n", name="speech"
    )
    entry = read_catalogue(
        written(tmp_path, "file,title,place\nspeech.txt,The speech,Arden\n")
    ).entries[0]
    told = entry.over(report)
    assert (told.title, told.date, told.jurisdiction) == (
        "The speech",
        "2031-05-04",
        "Arden",
    )


@pytest.mark.parametrize("column", ["licence", "License"])
def test_a_licence_is_said_of_the_report(tmp_path: Path, column: str) -> None:
    """Its IRI stands behind dcterms:license of the report, which the gate lets through; without one nothing does."""
    terms = "https://creativecommons.org/licenses/by/4.0/"
    (tmp_path / "plan.txt").write_text("(1) Roads.\nWe will build roads.\n")
    table = written(tmp_path, f"file,{column}\nplan.txt,{terms}\n")
    entry = read_catalogue(table).entries[0]
    built = build_graph(tmp_path / "plan.txt", entry=entry)
    assert licences(built.triples) == {Iri(terms)}
    assert built.rejected == ()
    assert licences(build_graph(tmp_path / "plan.txt").triples) == set()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no column 'file'"),
        ("name,title\na.txt,A\n", "no column 'file'"),
        ("file,year\na.txt,next year\n", r"about\.csv:2: 'next year' is no date"),
        ("file,date\na.txt,2031-13-01\n", "no date"),
        ("file,date\na.txt,2030-02-30\n", r"about\.csv:2: '2030-02-30' is no date"),
        ("file,year\na.txt,٢٠٣٠\n", "'٢٠٣٠' is no date"),
        ("file,year\na.txt,0000\n", "'0000' is no date"),
        ("file,year,date\na.txt,soon,2031\n", "'soon' is no date"),
        ("file,licence\na.txt,http://a/%zz\n", "'http://a/%zz' is no address"),
        ("file,licence\na.txt,CC BY\n", r"about\.csv:2: 'CC BY' is no address"),
        ("file,title,title\na.txt,A,B\n", "two columns 'title' in its first row"),
        ("file,licence,License\na.txt,,\n", "two columns 'licence'"),
        (
            "file,title\na.txt,Roads, rails\n",
            r"about\.csv:2: 'rails' stands in a column without a name",
        ),
        ("file,\na.txt,B\n", r"about\.csv:2: 'B' stands in a column without a name"),
        ("file\na.txt\na.txt\n", r"about\.csv:3: 'a\.txt' stands there twice"),
        ("file,title\na.txt,Développement\n".encode("cp1252"), "not in UTF-8"),
        (b"PK\x03\x04 and no more", "no Excel file"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    """Nothing is guessed."""
    with pytest.raises(CatalogueError, match=message) as caught:
        read_catalogue(written(tmp_path, content))
    assert caught.value.exit_code == 3


def test_build_takes_the_table_and_tells_what_it_does_not_understand(
    policygraph: Run, tmp_path: Path
) -> None:
    """The graph has what is said; unknown columns and files are told on the error stream; rows without a file too."""
    written(tmp_path, TEXT, "a.txt")
    written(tmp_path, TEXT.replace("2030", "2029"), "b.txt")
    table = "file,title,year,place,theme\na.txt,Plan A,2031,Chongqing,rail\nc.txt,Plan C,2031,,\n,Nobody,,,\n"
    about = written(tmp_path, table)
    ended = policygraph(
        "build",
        tmp_path / "a.txt",
        tmp_path / "b.txt",
        "-o",
        tmp_path / "out",
        "--about",
        about,
        "--json",
    )
    assert ended.returncode == 0, ended.stderr
    first, second = json.loads(ended.stdout)
    assert (first["title"], first["date"], first["place"]) == (
        "Plan A",
        "2031",
        "Chongqing",
    )
    assert (second["title"], second["date"]) == ("b", "")
    for told in (
        "'theme'",
        "'c.txt' is none of the reports",
        "about.csv:4: names no file",
    ):
        assert told in ended.stderr
    assert "Plan A" in (tmp_path / "out" / "a.ttl").read_text(encoding="utf-8")


def test_a_language_in_the_table_is_insisted_on(tmp_path: Path) -> None:
    """One that is not read fails that report with 3; one that is read overrules what the words look like."""
    a, b = written(tmp_path, FRENCH, "a.txt"), written(tmp_path, TEXT, "b.txt")
    about = written(tmp_path, "file,language\na.txt,en\nb.txt,fr\n")
    row = f"{about}:3: 'b.txt' is said to be in language 'fr'"
    first, second = build_files([a, b], tmp_path / "out", about=about)
    assert first.error is None
    assert second.error is not None
    assert second.error.exit_code == 3
    assert row in str(second.error)


def test_the_row_in_which_something_is_said_decides_nothing(tmp_path: Path) -> None:
    """A table with another row before it gives the same graph."""
    report = written(tmp_path, TEXT, "a.txt")
    entries = [
        read_catalogue(written(tmp_path, f"file,title\n{others}a.txt,A\n")).entries[-1]
        for others in ("", "b.txt,B\n")
    ]
    first, second = (build_graph(report, entry=entry).turtle() for entry in entries)
    assert first == second
