"""The SPARQL editor: YASGUI's, where it can be had without the network; a plain text area does where it cannot.

The `oxigraph` package serves a copy of it (MIT) on loopback. It is asked once, and kept in the user's cache folder; a
folder that holds the two files can also be named by ``POLICYGRAPH_YASGUI``.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from functools import cache
from pathlib import Path

from policygraph.errors import OutputError
from policygraph.files import write_atomically

_FILES = ("yasgui.min.js", "yasgui.min.css")
_SECONDS = 5.0
_LEAST = 10_000


@cache
def editor_files() -> dict[str, bytes] | None:
    """The editor's files by name, or None where it was never brought in."""
    for home in _homes():
        if all((home / name).is_file() for name in _FILES):
            return {name: (home / name).read_bytes() for name in _FILES}
    return None


def bring_in_editor() -> None:
    """Keeps a copy of the editor, where one can be had and there is none yet."""
    beside = str(Path(sys.executable).parent)
    oxigraph = shutil.which("oxigraph", path=beside) or shutil.which("oxigraph")
    if (
        editor_files() is not None
        or oxigraph is None
        or not Path(oxigraph).is_absolute()
    ):
        return
    try:
        for name, content in _served_by(oxigraph).items():
            write_atomically(_homes()[-1] / name, content)
    except (OSError, OutputError):
        return  # the page has a text area instead, and says so
    editor_files.cache_clear()


def _homes() -> list[Path]:
    named = os.environ.get("POLICYGRAPH_YASGUI")
    cache_home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return [
        *([Path(named)] if named else []),
        Path(cache_home) / "policygraph" / "yasgui",
    ]


def _served_by(oxigraph: str) -> dict[str, bytes]:
    """The files from an oxigraph server of our own on loopback, which ends before this returns.

    Raises:
        OSError: It does not serve them.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(  # noqa: S603 (a program that the user installed, with arguments of our own)
            [oxigraph, "serve", "--location", folder, "--bind", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return {name: _fetched(f"http://{address}/{name}") for name in _FILES}
        finally:
            server.terminate()
            server.wait()


def _fetched(url: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _SECONDS
    while True:
        try:
            with opener.open(url, timeout=_SECONDS) as response:
                content: bytes = response.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
            continue
        if len(content) < _LEAST:
            raise OSError(f"{url} is no editor")
        return content
