"""The command line: what each command prints and writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from policygraph import __version__
from policygraph.cli.app import app
from policygraph.namespaces import CONCEPT
from policygraph.rdf import read_triples
from project import ROOT, SEED

if TYPE_CHECKING:
    from project import Run

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
HEAVY = (
    "onnxruntime",
    "tokenizers",
    "numpy",
    "rdflib",
    "networkx",
    "pyvis",
    "shacl",
    "starlette",
    "xlsxwriter",
)
COMMANDS = (
    *(
        "build",
        "query",
        "queries",
        "view",
        "compare",
        "load",
        "export",
        "validate",
        "evaluate",
        "explain",
        "ontology",
        "serve",
    ),
    "push",
)

runner = CliRunner()


def loaded_by(*arguments: str) -> set[str]:
    """The modules that are loaded when a command of a process ends."""
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write(' '.join(m for m in sys.modules if '.' not in m)))\n"
        "from policygraph.cli import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT / "graph",
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ended.stderr.split())


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    """The help of the whole, and of each command, comes without the libraries that do the work."""
    assert runner.invoke(app, ["--help"]).stdout.count("\n  ") >= len(COMMANDS)
    assert not {*HEAVY, "pyoxigraph"} & loaded_by("--help")
    assert not set(HEAVY) & loaded_by("build", "--help")


def test_query_loads_no_reader_and_no_network_library() -> None:
    """A question is answered without onnxruntime, rdflib, networkx or pyvis."""
    assert not set(HEAVY) & loaded_by("query", "tasks", "--graph", str(SMALL))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str) -> None:
    """Each command says what it does, and of each option what it is for."""
    shown = runner.invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("  -"):
            told = line.split("  ", 2)[-1].strip() and (
                "  " in line.strip() or lines[number + 1].startswith("      ")
            )
            assert told, line


def test_version_is_the_package_s() -> None:
    """The version shown is the package's own, which is the one in pyproject.toml."""
    assert runner.invoke(app, ["--version"]).stdout == f"policygraph {__version__}\n"
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(
        encoding="utf-8"
    )


def test_command_stands_in_the_environment() -> None:
    """The command is there beside the interpreter that `make` set up."""
    command = Path(sys.executable).with_name("policygraph")
    if not command.exists():
        pytest.skip("not in an environment that make set up")
    assert subprocess.run(
        [command, "--version"], capture_output=True, text=True, check=True
    ).stdout.startswith("policygraph")


def test_public_names_come_when_they_are_used() -> None:
    """Every name that the package promises is there, and importing the package loads none of their libraries."""
    program = (
        "import sys, policygraph; print(*sys.modules); "
        "print(all(getattr(policygraph, n) for n in policygraph.__all__))"
    )
    loaded, found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT / "graph",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert not {*HEAVY, "pyoxigraph"} & set(loaded.split())
    assert found == "True"


PLAN = """\
(1) Open the valley.
Work will start on the Merton-Chengdu railway and the Chongqing-Kunming high-speed railway.
(2) Give work.
Corning will build a glass substrate project in Chongqing, and the auto industry will be supported in Kunming.
By 2030, the output of the display industry will exceed 20 billion yuan.
"""


def test_build_writes_graph_and_page_and_says_what_it_read(
    process: Run, tmp_path: Path
) -> None:
    """A build leaves two files and a summary for a person."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    ended = process("build", tmp_path / "plan.txt", "-o", tmp_path / "made" / "here")
    assert ended.returncode == 0, ended.stderr
    written = sorted(path.name for path in (tmp_path / "made" / "here").glob("[!.]*"))
    assert [name for name in written if not name.endswith(".rejected")] == [
        "plan.html",
        "plan.ttl",
    ]
    for told in (
        "2 key tasks",
        "places",
        "projects",
        "linkages",
        "most linked",
        "held back",
        "plan.html",
        " s",
    ):
        assert told in ended.stdout


def test_summary_for_programs_counts_what_the_graph_holds(
    policygraph: Run, tmp_path: Path
) -> None:
    """The JSON summary's counts are those of the graph, and nothing else is printed."""
    report = tmp_path / "plan.txt"
    report.write_text(
        "(1) Build.\nWe will build a railway from Chongqing to Kunming.\n",
        encoding="utf-8",
    )
    ended = policygraph("build", report, "-o", tmp_path, "--json")
    assert ended.returncode == 0
    assert ended.stderr == ""
    (summary,) = json.loads(ended.stdout)
    triples = list(read_triples(tmp_path / "plan.ttl"))
    assert summary["triples"] == len(triples)
    assert summary["counts"]["KeyTask"] == 1
    for name, count in summary["counts"].items():
        assert count == sum(
            fact.object == f"https://w3id.org/policygraph/ontology#{name}"
            for fact in triples
        ), name


def test_quiet_build_prints_nothing(policygraph: Run, tmp_path: Path) -> None:
    """With --quiet there is no summary and no progress."""
    (tmp_path / "a.txt").write_text("We will build roads.\n", encoding="utf-8")
    ended = policygraph("build", tmp_path / "a.txt", "-o", tmp_path, "--quiet")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_build_names_what_a_text_lacks(policygraph: Run, tmp_path: Path) -> None:
    """A text without heading or entity builds a small graph that conforms, and the summary says so."""
    (tmp_path / "short.txt").write_text("Hm.\n", encoding="utf-8")
    ended = policygraph("build", tmp_path / "short.txt", "-o", tmp_path)
    assert ended.returncode == 0, ended.stderr
    for lack in ("no heading", "no entity"):
        assert lack in ended.stdout
    assert policygraph("validate", tmp_path / "short.ttl").returncode == 0


def test_failing_report_does_not_stop_the_others(
    policygraph: Run, tmp_path: Path
) -> None:
    """The reports that can be read are built, each failure is told, and the highest exit code wins."""
    (tmp_path / "good.txt").write_text(
        "We will build roads in Chongqing.\n", encoding="utf-8"
    )
    ended = policygraph(
        "build", tmp_path / "none.txt", tmp_path / "good.txt", "-o", tmp_path / "out"
    )
    assert ended.returncode == 3
    assert "none.txt" in ended.stderr
    assert (tmp_path / "out" / "good.ttl").exists()
    assert not (tmp_path / "out" / "none.ttl").exists()


def test_two_reports_of_one_name_are_refused_before_anything_is_written(
    policygraph: Run, tmp_path: Path
) -> None:
    """Reports whose graphs would overwrite each other are a usage error."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(
            "We will build roads.\n", encoding="utf-8"
        )
    ended = policygraph(
        "build",
        tmp_path / "a" / "plan.txt",
        tmp_path / "b" / "plan.txt",
        "-o",
        tmp_path / "out",
    )
    assert ended.returncode == 2
    assert "plan.ttl" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_base_is_what_the_iris_begin_with(policygraph: Run, tmp_path: Path) -> None:
    """With --base, the data's IRIs begin with it, and the graph still conforms."""
    (tmp_path / "a.txt").write_text(
        "We will build roads in Chongqing.\n", encoding="utf-8"
    )
    ended = policygraph(
        "build",
        tmp_path / "a.txt",
        "-o",
        tmp_path,
        "--base",
        "https://example.org/data/",
    )
    assert ended.returncode == 0, ended.stderr
    subjects = {fact.subject for fact in read_triples(tmp_path / "a.ttl")}
    assert all(
        subject.startswith(("https://example.org/data/", CONCEPT))
        for subject in subjects
    )
    assert policygraph("validate", tmp_path / "a.ttl").returncode == 0


@pytest.mark.parametrize("given", ["no iri", "id/", "https://example.org/a b/"])
def test_base_that_is_no_iri_is_a_usage_error(
    policygraph: Run, tmp_path: Path, given: str
) -> None:
    """A base that is relative or has spaces is refused, with the value quoted."""
    ended = policygraph("build", SEED, "-o", tmp_path / "out", "--base", given)
    assert ended.returncode == 2
    assert repr(given) in ended.stderr
    assert not (tmp_path / "out").exists()


def test_min_confidence_leaves_out_what_is_less_sure(
    policygraph: Run, tmp_path: Path, seed_graph: Path
) -> None:
    """No linkage, measure or mention of the graph is less sure than asked for, and surer ones stay."""
    pg, itsrdf = (
        "https://w3id.org/policygraph/ontology#confidence",
        "http://www.w3.org/2005/11/its/rdf#taConfidence",
    )
    told = {"/linkage-": pg, "/measure-": pg, "#char=": itsrdf}

    def confidences(path: Path, kind: str) -> list[float]:
        found = [
            fact
            for fact in read_triples(path)
            if fact.predicate == told[kind] and kind in fact.subject
        ]
        return [float(fact.object.value) for fact in found]  # type: ignore[union-attr]

    bound = sorted(confidences(seed_graph, "/linkage-"))[20]
    ended = policygraph("build", SEED, "-o", tmp_path, "--min-confidence", str(bound))
    assert ended.returncode == 0, ended.stderr
    for kind in told:
        kept = confidences(tmp_path / "chongqing-2017.ttl", kind)
        assert kept
        assert min(kept) >= bound
        assert len(kept) < len(confidences(seed_graph, kind))
    assert bound in confidences(tmp_path / "chongqing-2017.ttl", "/linkage-")


def test_validate_tells_conforming_from_broken(
    policygraph: Run, tmp_path: Path
) -> None:
    """A graph that conforms ends in 0; one that lost a label ends in 1, and the message names node and rule."""
    assert policygraph("validate", SMALL).returncode == 0
    broken = tmp_path / "broken.ttl"
    text = SMALL.read_text(encoding="utf-8").replace(
        'skos:prefLabel "Silver Carp Display"@en ;', ""
    )
    broken.write_text(text, encoding="utf-8")
    ended = policygraph("validate", broken)
    assert ended.returncode == 1
    assert "institution-silver_carp_display--6c3b1a2d0663" in ended.stdout
    report = json.loads(policygraph("validate", broken, "--json").stdout)
    assert report["conforms"] is False
    assert any(
        "institution-silver_carp_display" in result["focus"]
        for result in report["results"]
    )


def test_explain_shows_linkages_with_marked_sentences(policygraph: Run) -> None:
    """A thing is found by its name without regard to case; its sentences come with the words marked."""
    ended = policygraph("explain", SMALL, "shapingba station")
    assert ended.returncode == 0, ended.stderr
    assert "Shapingba Station — locatedIn → Shapingba" in ended.stdout
    assert "[Shapingba Station] in [Shapingba]" in ended.stdout
    assert "confidence 0.85" in ended.stdout


def test_explain_knows_the_names_of_ones_own_vocabulary(
    policygraph: Run, tmp_path: Path
) -> None:
    """A name that only the vocabulary has leads to the thing; a broken file ends in 3 and is named."""
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://example.org/halt> a pg:Entry ; pg:entryClass pg:Project ;\n"
        '    skos:prefLabel "Shapingba Station"@en ; skos:altLabel "Old Halt"@en .\n',
        encoding="utf-8",
    )
    assert policygraph(
        "explain", SMALL, "Old Halt", "--vocabulary", own
    ).stdout.startswith("Shapingba Station (Project)")
    assert policygraph("explain", SMALL, "Old Halt").returncode == 2
    own.write_text("<broken", encoding="utf-8")
    ended = policygraph("explain", SMALL, "Old Halt", "--vocabulary", own)
    assert (ended.returncode, "own.ttl" in ended.stderr) == (3, True)


def test_explain_tells_why_words_of_the_report_are_no_name(
    policygraph: Run, tmp_path: Path
) -> None:
    """Where they stand, what they are part of, what bars them, or that they are ordinary words; as JSON, too."""
    told = policygraph("explain", SMALL, "LCD panel project").stdout
    assert "“LCD panel project” names nothing of this graph." in told
    assert "It stands in 1 sentence:" in told
    assert "Silver Carp [LCD panel project] in Beibei District" in told
    assert "part of “LCD panel”, which names the industry “LCD panel industry”" in told
    assert "which is the object of the measure" in told
    assert told.rstrip().endswith("Did you mean “Silver Carp LCD panel project”?")

    same = policygraph("explain", SMALL, "LCD panel project", "--json").stdout
    assert json.loads(same)["near"] == ["Silver Carp LCD panel project"]

    barred = tmp_path / "barred.ttl"
    barred.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:no> a pg:Phrase ; pg:notA pg:Project ; skos:prefLabel "to be carried out"@en .\n',
        encoding="utf-8",
    )
    phrase = ("explain", SMALL, "to be carried out")
    assert "to the reader these are ordinary words" in policygraph(*phrase).stdout
    told = policygraph(*phrase, "--vocabulary", barred).stdout
    assert "The vocabulary says that it is no Project: <urn:no>." in told


def test_explain_suggests_a_near_name(policygraph: Run) -> None:
    """A name that is nearly right is a usage error that says what may have been meant."""
    ended = policygraph("explain", SMALL, "Shapingba Statoin")
    assert ended.returncode == 2
    assert "did you mean 'Shapingba Station'" in ended.stderr


@pytest.mark.parametrize(
    "syntax", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
)
def test_export_keeps_every_triple(
    policygraph: Run, tmp_path: Path, syntax: str
) -> None:
    """A graph comes back the same from every RDF syntax."""
    ending = {
        "turtle": "ttl",
        "ntriples": "nt",
        "nquads": "nq",
        "jsonld": "jsonld",
        "rdfxml": "rdf",
    }.get(syntax, syntax)
    target = tmp_path / f"graph.{ending}"
    assert policygraph("export", SMALL, "-f", syntax, "-o", target).returncode == 0
    assert set(read_triples(target)) == set(read_triples(SMALL))


def test_view_writes_one_page(policygraph: Run, tmp_path: Path) -> None:
    """The page is one file, and it is said where it is."""
    ended = policygraph(
        "view", SMALL, "-o", tmp_path / "page.html", "--around", "Chongqing"
    )
    assert ended.returncode == 0, ended.stderr
    assert "page.html" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_ontology_comes_in_every_syntax(policygraph: Run) -> None:
    """The ontology is printed as Turtle unless another syntax is asked for."""
    assert "pg:KeyTask" in policygraph("ontology").stdout
    json.loads(policygraph("ontology", "-f", "jsonld").stdout)
    assert policygraph("ontology", "-f", "nope").returncode == 2


def test_graph_is_out_where_none_is_named(policygraph: Run, tmp_path: Path) -> None:
    """Commands ask the folder out/ of the working directory unless a graph is named."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "small.ttl").write_bytes(SMALL.read_bytes())
    assert "out/ conforms" in policygraph("validate", cwd=tmp_path).stdout
    assert policygraph("query", "tasks", cwd=tmp_path).returncode == 0
    assert "pg:KeyTask" in policygraph("export", cwd=tmp_path).stdout


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """A pipe that is closed before all is written ends the command without a word."""
    big = tmp_path / "big.nt"
    big.write_text(
        "".join(f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(20_000)),
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "policygraph", "export", str(big), "-f", "ntriples"],
        cwd=ROOT / "graph",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_interrupt_ends_quietly_and_leaves_no_half_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a build ends it with 130, no traceback, and no file that is not whole."""
    reports = [tmp_path / f"r{n}.txt" for n in range(30)]
    for report in reports:
        report.write_bytes(SEED.read_bytes())
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "policygraph",
            "build",
            *map(str, reports),
            "-o",
            str(tmp_path / "out"),
        ],
        cwd=ROOT / "graph",
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        # A shell that starts the tests in the background makes them, and what they start, deaf to interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs yet
    ) as process:
        assert process.stderr is not None
        try:
            deadline = time.monotonic() + 120
            while not list(tmp_path.glob("out/*.html")):
                assert time.monotonic() < deadline
                time.sleep(0.05)
            os.kill(process.pid, signal.SIGINT)
            errors = process.stderr.read().decode()
            assert process.wait(timeout=60) == 130
        finally:
            process.kill()
    assert "Traceback" not in errors
    assert not list((tmp_path / "out").glob("*.part"))
    for graph in (tmp_path / "out").glob("*.ttl"):
        assert list(read_triples(graph))


def test_progress_is_shown_on_long_work(tmp_path: Path) -> None:
    """Work that takes more than a second says what it is at, on stderr."""
    from policygraph.cli.progress import Progress

    program = (
        "import time\n"
        "from policygraph.cli.progress import Progress\n"
        "with Progress(delay=0.05) as progress:\n"
        "    progress.show('[1/2] a.txt: reading')\n"
        "    time.sleep(0.5)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT / "graph",
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr == "[1/2] a.txt: reading\n"
    assert Progress().delay == 1.0
    assert not list(tmp_path.iterdir())
