"""How whole sentences come out of documents, beside libraries that take the text out of them.

The documents are those of `samples`, whose sentences are known. A sentence counts as found where its letters stand in
the text in order with nothing between them; white space and hyphens are left out of both, so that no library loses by
how it breaks lines or joins words.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from benchmarks.processes import PYTHON, ROOT, heading, line, side_by_side

BENCH = str(ROOT / ".venv-bench" / "bin" / "python")
_HYPHENS = "-\N{SOFT HYPHEN}\x02\ufffe"
"""The last two stand for a hyphen at a line's end in what PDFium gives."""
_MAKE = """
import json, sys
from pathlib import Path
from samples.kinds import KINDS, make
ending, home = sys.argv[1:]
made = [make(kind, seed, Path(home)) for kind in KINDS if kind.ending == ending for seed in (1, 2)]
print(json.dumps({str(document.path): document.truth.sentences for document in made}))
"""
_EACH = """
import json, sys
from pathlib import Path
{0}
out, *paths = sys.argv[1:]
Path(out).write_text(json.dumps([text_of(path) for path in paths]))
"""
_POLICYGRAPH = """
from policygraph.source import read_source
def text_of(path):
    return read_source(path).text
"""
_PDF = {
    "pdftotext": """
import subprocess
def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
""",
    "pypdfium2": """
import pypdfium2
def text_of(path):
    return "\\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
""",
    "liteparse": """
from liteparse import LiteParse
def text_of(path):
    return LiteParse(ocr_enabled=False, quiet=True, output_format="markdown").parse(path).text
""",
    "pypdf": """
from pypdf import PdfReader
def text_of(path):
    return "\\n".join(page.extract_text() for page in PdfReader(path).pages)
""",
    "pdfminer.six": """
from pdfminer.high_level import extract_text
def text_of(path):
    return extract_text(path)
""",
}
_WORD = {
    "mammoth": """
import mammoth
def text_of(path):
    with open(path, "rb") as file:
        return mammoth.extract_raw_text(file).value
""",
    "docx2python": """
from docx2python import docx2python
def text_of(path):
    with docx2python(path) as read:
        return read.text
""",
}
_HTML = {
    "trafilatura": """
import trafilatura
def text_of(path):
    return trafilatura.extract(Path(path).read_text(encoding="utf-8")) or ""
""",
}


def bench() -> None:
    """Print, for each sort of file, what share of the sentences each library gives whole."""
    with tempfile.TemporaryDirectory() as home:
        for ending, others in (("pdf", _PDF), ("docx", _WORD), ("html", _HTML)):
            made = _made(ending, home)
            heading(f"sentences whole in {len(made)} made documents: {ending}")
            _compare(made, others, Path(home))


def _made(ending: str, home: str) -> dict[str, list[str]]:
    """Paths of documents with their sentences; made in a process of their own, whose memory is not counted."""
    command = [PYTHON, "-c", _MAKE, ending, home]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT / "graph"
    )
    made: dict[str, list[str]] = json.loads(done.stdout)
    return made


def _compare(made: dict[str, list[str]], others: dict[str, str], home: Path) -> None:
    commands = {
        "policygraph": _command(PYTHON, _POLICYGRAPH, home / "policygraph", [*made])
    }
    commands |= {
        name: _command(BENCH, program, home / name, [*made])
        for name, program in others.items()
    }
    for name, runs in side_by_side(commands, rounds=1).items():
        texts = json.loads((home / name).read_text())
        shares = [
            _found(text, sentences)
            for text, sentences in zip(texts, made.values(), strict=True)
        ]
        line(
            name, runs, f"mean {sum(shares) / len(shares):.3f}, worst {min(shares):.3f}"
        )


def _command(python: str, program: str, out: Path, paths: list[str]) -> list[str]:
    return [python, "-c", _EACH.format(program), str(out), *paths]


def _found(text: str, sentences: list[str]) -> float:
    letters = _letters(text)
    return sum(_letters(sentence) in letters for sentence in sentences) / len(sentences)


def _letters(text: str) -> str:
    return "".join(
        text.replace("-", "")
        .replace("\N{SOFT HYPHEN}", "")
        .replace("\x02", "")
        .replace("\ufffe", "")
        .split()
    )


if __name__ == "__main__":
    bench()
