"""Servers of graphs on loopback, each in a process of its own: ours, and two that others wrote."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_BEGINNINGS = 3


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[str]:
    """The address of a server of ours in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "policygraph",
        "serve",
        str(graph),
        "--port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", told)
            assert found, told + server.stderr.read()
            yield found[0]
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def oxigraph_server(folder: Path, *options: str) -> Iterator[str]:
    """The address of an empty `oxigraph serve`."""
    program = shutil.which(
        "oxigraph", path=str(Path(sys.executable).parent)
    ) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    command: Sequence[str] = [
        program,
        "serve",
        "--location",
        str(folder),
        "--bind",
        bind,
        *options,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://{bind}/")
            yield f"http://{bind}"
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso, with the password that it comes with."""
    program = shutil.which("virtuoso-t")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI installs virtuoso-opensource, but virtuoso-t is not there")
        pytest.skip("virtuoso-opensource is not installed")
    server, address = _started(program, folder)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _started(program: str, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A Virtuoso that answers, and its address; begun again where another program took a port before it did."""
    for _ in range(_BEGINNINGS):
        web, sql = free_port(), free_port()
        (folder / "virtuoso.ini").write_text(
            f"[Database]\nDatabaseFile = {folder}/v.db\nErrorLogFile = {folder}/v.log\nLockFile = {folder}/v.lck\n"
            f"TransactionFile = {folder}/v.trx\nxa_persistent_file = {folder}/v.pxa\n"
            f"[TempDatabase]\nDatabaseFile = {folder}/t.db\nTransactionFile = {folder}/t.trx\n"
            f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nNumberOfBuffers = 4000\nMaxDirtyBuffers = 2000\n"
            f"DirsAllowed = {folder}\n[HTTPServer]\nServerPort = 127.0.0.1:{web}\nServerRoot = {folder}\n"
            "[SPARQL]\nDefaultQuery = ASK {}\n",
            encoding="utf-8",
        )
        server = subprocess.Popen(
            [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{web}"
        if _answers(f"{address}/sparql?query=ASK%7B%7D", server):
            return server, address
        server.kill()
        server.wait()
        (folder / "v.lck").unlink(missing_ok=True)
    pytest.fail(f"{program} did not begin to answer in {_BEGINNINGS} times")


def _answers(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """Whether a server comes to answer before it ends and before the time is over."""
    until = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < until:
        with suppress(httpx.TransportError):
            httpx.get(url, trust_env=False, timeout=5)
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    """A port that nobody listens on."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 60) -> None:
    """Returns once something answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            httpx.get(url, trust_env=False, timeout=5, verify=False)  # noqa: S501 (loopback)
        except httpx.TransportError:
            assert time.monotonic() < until, f"nothing answers at {url}"
            time.sleep(0.1)
        else:
            return
