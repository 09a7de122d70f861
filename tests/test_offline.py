"""Nothing leaves the machine, and nothing is left on it but the output."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_REACHES_OUT = re.compile(
    r"\b(connect|sendto|sendmsg|sendmmsg)\(|\bsocket\(AF_(?!UNIX)"
)
_OPENED = re.compile(
    r"\b(?:open|openat|creat|mkdir|mkdirat|rename|renameat2?|link|symlink)\((.*)"
)
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT")
_PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DEVICES = ("/dev/", "/proc/")


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder in which build, query and view ran where no connection can be made, and the trace of their calls."""
    if not shutil.which("strace"):
        assert not os.environ.get("CI"), "strace is missing"
        pytest.skip("no strace")
    folder = tmp_path_factory.mktemp("offline")
    for name in ("home", "tmp", "work"):
        (folder / name).mkdir()
    (folder / "plan.txt").write_text(
        "(1) Build.\nWe will build a railway from Chongqing to Kunming for 3.5 billion yuan.\n",
        encoding="utf-8",
    )
    _write_page(folder / "page.html")
    _write_word(folder / "word.docx")
    _write_pdf(folder / "pages.pdf")
    trace: list[str] = []
    commands = (
        (
            "build",
            "../plan.txt",
            "../page.html",
            "../word.docx",
            "../pages.pdf",
            "-o",
            "out",
        ),
        ("query", "tasks", "-o", "out/tasks.csv"),
        ("view", "-o", "out/view.html"),
    )
    for command in commands:
        trace += _traced(folder, ("-m", "policygraph", *command))
    return folder, trace


def _write_page(path: Path) -> None:
    """A page that asks for a picture, a style, a script, a frame and another page."""
    address = "http://127.0.0.1:9/x"
    path.write_text(
        f"<!DOCTYPE html><head><link rel=stylesheet href={address}><meta http-equiv=refresh content='0; url={address}'>"
        f"<script src={address}></script><base href={address}></head><body><img src={address}><iframe src={address}>"
        "</iframe><h1>Plan</h1><p>We will build a railway from Chongqing to Kunming.</p></body>",
        encoding="utf-8",
    )


def _write_word(path: Path) -> None:
    """A Word file with a template, a picture and a text that lie elsewhere."""
    names = "http://schemas.openxmlformats.org"
    main = f'xmlns:w="{names}/wordprocessingml/2006/main"'
    kinds = f"{names}/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{kinds}/{kind}" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "styles", "subDocument")
    )
    field = 'INCLUDETEXT "http://127.0.0.1:9/x"'
    body = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{field}</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r><w:r><w:t>We will build a railway from Chongqing to Kunming.</w:t></w:r></w:p>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {main}><w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{names}/package/2006/relationships">{relations}</Relationships>',
        )


def _write_pdf(path: Path) -> None:
    """A PDF with a link."""
    page = Canvas(str(path))
    page.drawString(
        72,
        720,
        "We will build a railway from Chongqing to Kunming for 3.5 billion yuan.",
    )
    page.linkURL("http://127.0.0.1:9/x", (72, 700, 400, 740))
    page.save()


def _traced(folder: Path, command: tuple[str, ...]) -> list[str]:
    """The calls that concern network and files of a Python process that is given these arguments."""
    log = folder / "trace"
    environment = {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "graph"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    without_network = ["unshare", "--net"] if _may_unshare() else []
    subprocess.run(
        [
            *(
                *without_network,
                "strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-e",
                "trace=%network,%file",
                "-o",
                str(log),
            ),
            *(sys.executable, *command),
        ],
        cwd=folder / "work",
        env=environment,
        check=True,
        capture_output=True,
        timeout=600,
    )
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    return lines


def _may_unshare() -> bool:
    return (
        subprocess.run(
            ["unshare", "--net", "true"], check=False, capture_output=True
        ).returncode
        == 0
    )


def test_trace_shows_what_a_connection_looks_like(
    traced: tuple[Path, list[str]],
) -> None:
    """The trace would show an attempt: one that is made on purpose is seen."""
    folder, _ = traced
    program = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    assert [
        line for line in _traced(folder, ("-c", program)) if _REACHES_OUT.search(line)
    ]


def test_no_connection_is_tried(traced: tuple[Path, list[str]]) -> None:
    """Neither build, of whatever kind of file, nor query nor view opens a socket to anywhere."""
    _, trace = traced
    assert len(trace) > 1000
    assert not [line for line in trace if _REACHES_OUT.search(line)]


def test_no_file_is_written_but_the_output(traced: tuple[Path, list[str]]) -> None:
    """Every file that is written, made or renamed lies in the output folder, or is a temporary one."""
    folder, trace = traced
    out, temporary = folder / "work" / "out", folder / "tmp"
    written = set()
    for line in trace:
        call = _OPENED.search(line)
        opening = call and re.search(r"\b(open|openat)\(", line)
        if (
            not call
            or " = -1 " in line
            or (opening and not any(flag in line for flag in _WRITES))
        ):
            continue
        written |= {
            (folder / "work" / path).resolve() for path in _PATHS.findall(call[1])[:2]
        }
    elsewhere = {
        path
        for path in written
        if not {out, temporary} & {path, *path.parents}
        and not str(path).startswith(_DEVICES)
    }
    assert {path.suffix for path in written} >= {".ttl", ".html", ".csv"}
    assert not elsewhere


def test_home_and_temporary_folder_stay_empty(traced: tuple[Path, list[str]]) -> None:
    """A fresh home folder is as empty after the run as before, and so is the folder for temporary files."""
    folder, _ = traced
    assert not list((folder / "home").rglob("*"))
    assert not list((folder / "tmp").rglob("*"))
    assert [path.name for path in (folder / "work").iterdir()] == ["out"]
