"""Bad input: one clear message, the right exit code, no traceback, no half-written file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from policygraph import ask, load_graphs
from policygraph.resources import resource
from project import ROOT, SEED

if TYPE_CHECKING:
    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
WORD = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml"
STRAY = "stray\udcff.ttl"
"""A name that is not in UTF-8, as Python spells it."""

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)


def told(ended: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """The command ended with that code and one message on stderr that has all of the words."""
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    messages = [
        line for line in ended.stderr.splitlines() if line.startswith("policygraph: ")
    ]
    assert len(messages) == 1, ended.stderr
    for word in words:
        assert word in ended.stderr, ended.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", ("empty",)),
        ("blank.txt", b" \n\n\t\n", ("white space",)),
        ("binary.txt", bytes(range(256)) * 8, ()),
        (
            "latin.txt",
            "Le déficit budgétaire diminuera.\n".encode("latin-1"),
            ("UTF-8",),
        ),
        ("chinese.txt", "政府工作报告\n".encode("gb18030"), ("UTF-8",)),
        ("utf16.txt", "We will build roads.\n".encode("utf-16"), ("UTF-8",)),
        ("report.pdf", PDF, ("PDF", "damaged")),
        ("report.docx", WORD, ("Word", "text")),
        ("report.doc", OLD_WORD, ("Word", "text")),
        ("disguised.txt", PDF, ("PDF", "damaged")),
    ],
)
def test_report_that_is_no_text_is_refused(
    policygraph: Run, tmp_path: Path, name: str, content: bytes, words: tuple[str, ...]
) -> None:
    """A file that holds no readable text is named, with what to do, and nothing is written for it."""
    (tmp_path / name).write_bytes(content)
    told(policygraph("build", name, cwd=tmp_path), 3, name, *words)
    assert not list((tmp_path / "out").glob("*"))


def test_report_whose_name_is_not_in_utf8_is_refused_and_the_others_are_built(
    policygraph: Run, tmp_path: Path
) -> None:
    """The graph keeps the name of its report, which no literal can hold then."""
    (tmp_path / "good.txt").write_text("We will build roads.\n", encoding="utf-8")
    shutil.copyfile(tmp_path / "good.txt", tmp_path / STRAY)
    ended = policygraph("build", "good.txt", STRAY, cwd=tmp_path)
    told(ended, 3, "of 'stray\\udcff.ttl' is not in UTF-8", "rename it")
    made = {path.name for path in (tmp_path / "out").glob("[!.]*")}
    assert made == {"good.ttl", "good.html"}


def test_vocabulary_whose_name_is_not_in_utf8_is_read(
    policygraph: Run, tmp_path: Path
) -> None:
    """Its name stands in the graph with a replacement character."""
    (tmp_path / "good.txt").write_text("We will build roads.\n", encoding="utf-8")
    shutil.copyfile(ROOT / "ontology" / "lexicon.ttl", tmp_path / STRAY)
    ended = policygraph("build", "good.txt", "--vocabulary", STRAY, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    graph = (tmp_path / "out" / "good.ttl").read_text(encoding="utf-8")
    assert "stray\ufffd.ttl" in graph


def test_missing_report_is_an_input_error(policygraph: Run, tmp_path: Path) -> None:
    """A report that is not there ends in 3."""
    told(policygraph("build", "none.txt", cwd=tmp_path), 3, "none.txt")


def test_folder_without_a_report_is_an_input_error(
    policygraph: Run, tmp_path: Path
) -> None:
    """A folder with nothing to build ends in 3."""
    (tmp_path / "reports").mkdir()
    told(policygraph("build", "reports", cwd=tmp_path), 3, "reports", "folder")


def test_report_over_the_limit_is_refused_unless_the_limit_is_raised(
    policygraph: Run, tmp_path: Path
) -> None:
    """The limit is told, and --max-bytes moves it."""
    (tmp_path / "long.txt").write_text("We will build roads.\n" * 4, encoding="utf-8")
    told(
        policygraph("build", "long.txt", "--max-bytes", "50", cwd=tmp_path),
        3,
        "50",
        "--max-bytes",
    )
    assert (
        policygraph("build", "long.txt", "--max-bytes", "84", cwd=tmp_path).returncode
        == 0
    )
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(3_000_001)
    told(policygraph("build", "big.txt", cwd=tmp_path), 3, "3,000,000", "1 GB")


def test_text_too_large_for_the_memory_is_refused_before_anything_costly(
    policygraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many bytes, lines or sentences are told with the limit and the reason; no weights are loaded for them."""
    refuse = "policygraph.extraction.reader.Reader.__init__"
    monkeypatch.setattr(refuse, lambda *_: pytest.fail("the reader was loaded"))
    parse = "policygraph.source.plain.read_plain"
    texts = {
        "bytes.txt": "We will build roads in all the towns of Arden. " * 65_000,
        "headings.md": "# A\n\n" * 100_000,
        "sentences.txt": "We build it. " * 25_000,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told(
        policygraph("build", "sentences.txt", cwd=tmp_path),
        3,
        "25,000 sentences",
        "at most 21,428 sentences",
        "1 GB of memory",
    )
    monkeypatch.setattr(parse, lambda *_, **__: pytest.fail("the text was read"))
    for name, *words in (
        ("bytes.txt", "3,055,000 bytes", "at most 3,000,000 bytes"),
        ("headings.md", "100,000 lines", "at most 75,000 lines"),
    ):
        told(policygraph("build", name, cwd=tmp_path), 3, name, *words, "split it")
    assert not list(tmp_path.glob("out/*"))


def test_output_that_cannot_be_written_is_an_error(
    policygraph: Run, tmp_path: Path
) -> None:
    """A file in the place of the folder, and a folder in the place of a file, end in 3, and leave nothing behind."""
    (tmp_path / "a.txt").write_text("We will build roads.\n", encoding="utf-8")
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    told(policygraph("build", "a.txt", "-o", "taken", cwd=tmp_path), 3, "taken")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    (tmp_path / "made" / "a.ttl").mkdir(parents=True)
    told(policygraph("build", "a.txt", "-o", "made", cwd=tmp_path), 3, "a.ttl")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["a.ttl"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission_is_an_error(
    policygraph: Run, tmp_path: Path
) -> None:
    """A folder that may not be written ends in 3."""
    (tmp_path / "a.txt").write_text("We will build roads.\n", encoding="utf-8")
    (tmp_path / "locked").mkdir(mode=0o500)
    told(policygraph("build", "a.txt", "-o", "locked", cwd=tmp_path), 3, "locked")


def test_nothing_is_written_into_a_store_that_is_read(
    policygraph: Run, tmp_path: Path
) -> None:
    """Neither over one of its files, however deep it lies, nor beside them."""
    load_graphs([SMALL], tmp_path / "store")
    before = sorted(path for path in (tmp_path / "store").rglob("*"))
    facts = next(path for path in before if path.name.endswith(".nq.gz"))
    for output in (facts, tmp_path / "store" / "CURRENT", tmp_path / "store" / "new"):
        for command in (
            ("query", "places", "-g", "store", "-f", "csv"),
            ("view", "store"),
            ("export", "store", "-f", "csv"),
            ("compare", "store", SMALL, "-f", "csv"),
        ):
            told(
                policygraph(*command, "-o", output, cwd=tmp_path),
                3,
                output.name,
                "overwritten",
            )
    assert sorted(path for path in (tmp_path / "store").rglob("*")) == before
    assert len(ask("reports", [str(tmp_path / "store")]).answer) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", SMALL, "-o", "loop"),
        ("view", SMALL, "-o", "loop"),
        ("build", "loop", "-o", "out"),
        ("build", "a.txt", "-o", "loop"),
        ("load", SMALL, "--store", "loop"),
        ("validate", "loop"),
    ],
)
def test_links_that_lead_in_a_circle_are_told(
    policygraph: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """As what is read and as what is written; the link stays."""
    (tmp_path / "a.txt").write_text("We build roads in Arden.", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    told(policygraph(*arguments, cwd=tmp_path), 3, "loop")
    assert (tmp_path / "loop").is_symlink()


@pytest.mark.parametrize("store", ["a.txt", "store/within", "http://127.0.0.1:9/x"])
def test_what_can_be_no_store_is_told_before_anything_is_written(
    policygraph: Run, tmp_path: Path, store: str
) -> None:
    """A file, a folder within a store, an address of the web: for `build` as for `load`."""
    (tmp_path / "a.txt").write_text("We build roads in Arden.", encoding="utf-8")
    load_graphs([SMALL], tmp_path / "store")
    before = sorted(tmp_path.rglob("*"))
    name = store.removeprefix("http:/")
    for command in (("build", "a.txt", "-o", "out"), ("load", SMALL)):
        told(policygraph(*command, "--store", store, cwd=tmp_path), 3, name, "--store")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(
    not Path("/dev/full").is_char_device(), reason="no device that is always full"
)
def test_device_that_takes_nothing_is_told_and_stays_a_device(policygraph: Run) -> None:
    """Where a result cannot be written in full, the error is told; a device is written to and never replaced."""
    told(policygraph("export", SMALL, "-o", "/dev/full"), 3, "/dev/full")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("broken.ttl", "<urn:a> <urn:b> "),
        ("broken.ttl", "this is no Turtle at all"),
        ("words.docx", "PK"),
    ],
)
def test_broken_vocabulary_is_told_with_its_place(
    policygraph: Run, tmp_path: Path, name: str, text: str
) -> None:
    """A vocabulary file that does not parse stops the build before anything is written."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    told(policygraph("build", SEED, "--vocabulary", name, cwd=tmp_path), 3, name)
    assert not (tmp_path / "out").exists()


def test_missing_vocabulary_is_told(policygraph: Run, tmp_path: Path) -> None:
    """A vocabulary file that is not there ends in 3."""
    told(
        policygraph("build", SEED, "--vocabulary", "none.ttl", cwd=tmp_path),
        3,
        "none.ttl",
    )


def test_missing_and_damaged_weights_are_told(policygraph: Run, tmp_path: Path) -> None:
    """Weights that are not there, not all there or not what they should be end in 3."""
    (tmp_path / "a.txt").write_text("We will build roads.\n", encoding="utf-8")
    told(policygraph("build", "a.txt", "--weights", "none", cwd=tmp_path), 3, "none")
    (tmp_path / "empty").mkdir()
    told(policygraph("build", "a.txt", "--weights", "empty", cwd=tmp_path), 3, "empty")
    shutil.copytree(resource("weights"), tmp_path / "cut")
    for file in (tmp_path / "cut").iterdir():
        if file.is_file() and file.suffix == ".onnx":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    told(policygraph("build", "a.txt", "--weights", "cut", cwd=tmp_path), 3, "cut")


@pytest.mark.parametrize("given", ["-0.1", "1.5", "nan"])
def test_confidence_outside_its_range_is_a_usage_error(
    policygraph: Run, tmp_path: Path, given: str
) -> None:
    """A confidence is a number from 0 to 1."""
    told(
        policygraph("build", SEED, "--min-confidence", given, cwd=tmp_path), 2, "0 to 1"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("query", "no-such-question", "-g", SMALL), 2, ("no-such-question",)),
        (("query", "promises", "-g", SMALL), 2, ("industry",)),
        (("query", "promises", "-g", SMALL, "-p", "industry=motor"), 2, ("motor",)),
        (("query", "tasks", "-g", SMALL, "-f", "pdf"), 2, ("pdf",)),
        (("query", "tasks", "-g", "none.ttl"), 3, ("none.ttl",)),
        (("query", "none.rq", "-g", SMALL), 3, ("none.rq",)),
        (("export", SMALL, "-f", "pdf"), 2, ("pdf",)),
        (("export", "none.ttl"), 3, ("none.ttl",)),
        (("view", SMALL, "--around", "Nowhere"), 2, ("Nowhere",)),
        (("view", SMALL, "--types", "Road"), 2, ("Road",)),
        (("view", SMALL, "--view", "cube"), 2, ("cube",)),
        (("validate", "none.ttl"), 3, ("none.ttl",)),
        (("validate", ROOT / "README.md"), 3, ("README.md",)),
        (("evaluate", "none.ttl", "none.mentions.tsv"), 3, ("none.ttl",)),
        (("evaluate", SMALL, "none.mentions.tsv"), 3, ("none.mentions.tsv",)),
        (("explain", SMALL, "Nowhere at all"), 2, ("Nowhere at all",)),
        (("ontology", "-f", "pdf"), 2, ("pdf",)),
    ],
)
def test_request_that_cannot_stand_is_told(
    policygraph: Run,
    tmp_path: Path,
    arguments: tuple[str | Path, ...],
    code: int,
    words: tuple[str, ...],
) -> None:
    """Unknown names and formats end in 2, files that are missing or wrong in 3; both say what was wrong."""
    told(policygraph(*arguments, cwd=tmp_path), code, *words)
    assert not list(tmp_path.iterdir())


def test_bad_sparql_shows_where_it_breaks(policygraph: Run) -> None:
    """A query that does not parse ends in 2, with line, column and a caret."""
    ended = policygraph(
        "query", "-", "-g", SMALL, stdin="SELECT ?x WHERE {\n  ?x a pg:Place \n"
    )
    assert ended.returncode == 2
    assert "^" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_damaged_graph_is_told_with_its_place(policygraph: Run, tmp_path: Path) -> None:
    """A graph that does not parse ends in 3, with file, line and column."""
    (tmp_path / "cut.ttl").write_bytes(SMALL.read_bytes()[:2000])
    for command in ("validate", "export", "view"):
        told(policygraph(command, "cut.ttl", cwd=tmp_path), 3, "cut.ttl:")
    assert [path.name for path in tmp_path.iterdir()] == ["cut.ttl"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "g.ttl", "-f", "csv", "-o", "g.ttl"),
        ("export", "folder", "-o", "folder/g.ttl"),
        ("view", "g.ttl", "-o", "g.ttl"),
        ("view", "g.ttl", "-o", "link.ttl"),
        ("query", "own.rq", "-g", "g.ttl", "-f", "csv", "-o", "own.rq"),
        ("query", "places", "-g", "g.ttl", "-f", "csv", "-o", "g.ttl"),
        ("compare", "folder", "g.ttl", "-f", "csv", "-o", "g.ttl"),
        ("compare", "g.ttl", "folder", "-o", "folder/g.ttl"),
        ("build", "a.txt", "--vocabulary", "own/a.ttl", "-o", "own"),
        ("build", "a.txt", "--about", "own/a.html", "-o", "own"),
    ],
)
def test_what_is_read_is_never_overwritten(
    policygraph: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """A result that would take the place of what it is made from is refused, also through a link."""
    (tmp_path / "folder").mkdir()
    for place in ("g.ttl", "folder/g.ttl"):
        shutil.copyfile(SMALL, tmp_path / place)
    (tmp_path / "link.ttl").symlink_to("g.ttl")
    (tmp_path / "own.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    (tmp_path / "a.txt").write_text("We build roads in Arden.", encoding="utf-8")
    (tmp_path / "own").mkdir()
    beside = {"a.ttl": "", "a.html": "file,year\na.txt,2030\n"}
    for name, text in beside.items():
        (tmp_path / "own" / name).write_text(text, encoding="utf-8")
    told(policygraph(*arguments, cwd=tmp_path), 3, arguments[-1], "overwritten", "-o")
    for name, text in beside.items():
        assert (tmp_path / "own" / name).read_text(encoding="utf-8") == text
    assert (
        (tmp_path / "g.ttl").read_bytes()
        == (tmp_path / "folder" / "g.ttl").read_bytes()
        == SMALL.read_bytes()
    )
    assert (tmp_path / "own.rq").read_text(encoding="utf-8") == "SELECT * { ?s ?p ?o }"


@pytest.mark.skipif(
    not Path("/dev/full").is_char_device(), reason="no device that is always full"
)
def test_standard_output_that_cannot_take_it_is_told_by_every_command(
    tmp_path: Path,
) -> None:
    """A full disk ends in 3 with one message, a reader that went away in silence; nothing is left, nobody waits."""
    graph = str(SMALL)
    lines = (
        ("query", "places", "-g", graph),
        ("queries",),
        ("export", graph),
        ("validate", graph),
        ("explain", graph, "Silver Carp LCD panel project"),
        ("ontology",),
        ("--help",),
    )
    command = [sys.executable, "-m", "policygraph"]
    with Path("/dev/full").open("wb") as full:
        ended = [_ended([*command, *line], tmp_path, full) for line in lines]
        found = [
            (process.wait(), told)
            for process, told in ((one, one.communicate()[1]) for one in ended)
        ]
    for line, (code, told_) in zip(lines, found, strict=True):
        assert (code, told_.count("policygraph: "), "Traceback" in told_) == (
            3,
            1,
            False,
        ), (line, told_)
    for line in lines:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as closed:
            process = _ended([*command, *line], tmp_path, closed)
            assert (process.communicate()[1], process.returncode) == ("", 0), line
    assert not list(tmp_path.iterdir())


def _ended(command: list[str], home: Path, output: IO[bytes]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=home, stdout=output, stderr=subprocess.PIPE, text=True
    )
