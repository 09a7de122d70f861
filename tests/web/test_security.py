"""What holds for every answer, whoever asks, and what clients that mean no good can do to others: nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from conftest import SMALL, serving, serving_within
from policygraph.errors import UsageError
from policygraph.web.security import COMMON
from policygraph.web.server import run_server

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = "http://app.example"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def client_of(address: str) -> httpx.Client:
    """A client of a server."""
    return httpx.Client(base_url=address, timeout=60, trust_env=False)


def connected(address: str) -> socket.socket:
    """A bare connection to a server."""
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30)


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    parts = []
    while part := connection.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/sparql?query=ASK+%7B%7D", {}, 200),
        ("GET", "/sparql?query=ASK+%7B", {}, 400),
        ("GET", "/sparql?query=ASK+%7B%7D", {"Accept": "image/png"}, 406),
        ("DELETE", "/sparql", {}, 405),
        ("POST", "/", {}, 405),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/static/nowhere.css", {}, 404),
        ("GET", "/static/../app.py", {}, 404),
        ("GET", "/static/style.css", {}, 200),
        ("GET", "/id/nowhere", {"Accept": "text/turtle"}, 404),
        ("GET", "/", {"Host": "elsewhere.example"}, 421),
        (
            "GET",
            "/",
            {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
            403,
        ),
        ("OPTIONS", "/sparql", {}, 204),
    ],
)
def test_every_answer_carries_the_security_headers(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Errors as well as answers."""
    response = client.request(method, path, headers=headers)
    assert response.status_code == status, response.text
    assert set(COMMON) <= {name.lower() for name in response.headers}


def test_what_is_no_http_is_told_with_the_security_headers(ours: str) -> None:
    """Also where no request could be read."""
    with connected(ours) as connection:
        connection.sendall(b"\x16\x03\x01 no http\r\n\r\n")
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"\r\ncontent-security-policy: " in answer.lower()


def test_a_page_of_another_site_may_lead_here_but_read_nothing(
    client: httpx.Client,
) -> None:
    """A link is followed; a request in the background is refused."""
    navigating = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=navigating).status_code == 200
    assert (
        client.get(
            "/", headers={**navigating, "Sec-Fetch-Mode": "cors", "Origin": ELSEWHERE}
        ).status_code
        == 403
    )


@pytest.mark.parametrize(("given", "told"), [(ELSEWHERE, ELSEWHERE), ("*", "*")])
def test_the_allowed_origin_reads_the_endpoint_and_nothing_else(
    given: str, told: str
) -> None:
    """`--cors ORIGIN` opens /sparql and /id/ to it, errors included, and no page."""
    headers = {
        "Origin": ELSEWHERE,
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "cors",
    }
    with serving(SMALL, "--cors", given) as address, client_of(address) as client:
        for query, status in (("ASK {}", 200), ("ASK {", 400)):
            answer = client.get("/sparql", params={"query": query}, headers=headers)
            assert (
                answer.status_code,
                answer.headers["access-control-allow-origin"],
            ) == (status, told)
        preflight = client.options(
            "/sparql", headers={**headers, "Access-Control-Request-Method": "POST"}
        )
        assert "POST" in preflight.headers["access-control-allow-methods"]
        page = client.get("/", headers=headers)
        assert (page.status_code, "access-control-allow-origin" in page.headers) == (
            403,
            False,
        )
        other = client.get(
            "/sparql",
            params={"query": "ASK {}"},
            headers={"Origin": "http://other.example"},
        )
        assert ("access-control-allow-origin" in other.headers) == (given == "*")


@pytest.mark.parametrize(
    "origin",
    [
        "app.example",
        "http://app.example/path",
        "null",
        "http://a b",
        "http://a\r\nx: y",
    ],
)
def test_an_origin_that_is_none_is_a_usage_error(origin: str) -> None:
    """Before anything is served."""
    with pytest.raises(UsageError, match="no origin"):
        run_server([str(SMALL)], port=0, origin=origin)


@pytest.fixture(scope="module")
def watched() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that waits a second for a request and lets eight connections be open, and its address."""
    with serving_within(
        SMALL, arrival=1.0, stalled=1.0, connections=8, seconds=5.0
    ) as (server, address):
        yield server, address


@pytest.fixture
def strict(watched: tuple[subprocess.Popen[str], str]) -> str:
    """Its address."""
    return watched[1]


def sockets_of(server: subprocess.Popen[str]) -> int:
    """How many sockets a process has open."""
    count = 0
    for descriptor in Path(f"/proc/{server.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            count += str(descriptor.readlink()).startswith("socket:")
    return count


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Length: 50\r\n\r\nASK",
    ],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
def test_a_request_that_does_not_come_is_given_up(strict: str, sent: bytes) -> None:
    """With 408, and the connection is closed."""
    with connected(strict) as connection:
        connection.sendall(sent.replace(b"HOST", urlsplit(strict).netloc.encode()))
        assert everything(connection).startswith(b"HTTP/1.1 408 ")


def test_a_connection_too_many_is_told_to_come_back(strict: str) -> None:
    """503 with Retry-After, while those that are open are served; and there is room again once they close."""
    held = [connected(strict) for _ in range(8)]
    try:
        with connected(strict) as one_more:
            answer = everything(one_more).lower()
        assert answer.startswith(b"http/1.1 503 ")
        assert b"\r\nretry-after: " in answer
        held[0].sendall(
            f"GET /questions HTTP/1.1\r\nHost: {urlsplit(strict).netloc}\r\nConnection: close\r\n\r\n".encode()
        )
        assert everything(held[0]).startswith(b"HTTP/1.1 200 ")
    finally:
        for connection in held:
            connection.close()
    until = time.monotonic() + 20
    while httpx.get(strict, trust_env=False, timeout=30).status_code != 200:
        assert time.monotonic() < until


def test_a_client_that_does_not_read_is_left(
    watched: tuple[subprocess.Popen[str], str],
) -> None:
    """What it was sent is let go, and its connection with it."""
    server, address = watched
    until = time.monotonic() + 120
    while (
        httpx.get(
            f"{address}/sparql?query=ASK+{{}}", trust_env=False, timeout=60
        ).status_code
        != 200
    ):
        assert time.monotonic() < until
    before = sockets_of(server)
    with connected(address) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = b"query=SELECT+*+{+?a+?b+?c+.+?d+?e+?f+}+LIMIT+90000"
        head = f"POST /sparql HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nContent-Length: {len(query)}\r\n"
        connection.sendall(
            f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
            + query
        )
        assert connection.recv(8) == b"HTTP/1.1"
        until = time.monotonic() + 120
        while sockets_of(server) > before:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(
    ours: str,
) -> None:
    """413 comes although nothing of the body was sent."""
    with connected(ours) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: {urlsplit(ours).netloc}\r\nContent-Length: 9999999\r\n\r\n"
        connection.sendall(head.encode())
        answer = everything(connection).lower()
    assert answer.startswith(b"http/1.1 413 ")
    assert b"\r\ncontent-security-policy: " in answer


def test_a_fork_server_that_dies_is_replaced() -> None:
    """Clients are told to come back, never that nothing is here; then they are answered again."""
    with serving_within(SMALL) as (server, address), client_of(address) as client:
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        for child in children_of(server.pid):
            if "fork_server" in Path(f"/proc/{child}/cmdline").read_text(
                encoding="utf-8"
            ):
                os.kill(int(child), signal.SIGKILL)
        until = time.monotonic() + 60
        while (answer := client.get("/")).status_code != 200:
            assert answer.status_code == 503
            assert answer.headers["retry-after"]
            assert "No report is here" not in answer.text
            assert time.monotonic() < until
            time.sleep(0.05)
        assert "triples" in answer.text


def test_clients_are_told_when_the_server_stops() -> None:
    """SIGTERM with queries running ends within seconds, and each gets an answer."""
    answers: list[int] = []
    with serving_within(SMALL, seconds=60.0) as (server, address):

        def ask() -> None:
            with client_of(address) as client:
                answers.append(
                    client.post("/sparql", data={"query": FOREVER}).status_code
                )

        asking = [threading.Thread(target=ask) for _ in range(4)]
        for thread in asking:
            thread.start()
        until = time.monotonic() + 60
        while len(workers_of(server)) < len(asking):
            assert time.monotonic() < until
            time.sleep(0.1)
        server.terminate()
        server.wait(15)
        for thread in asking:
            thread.join(15)
    assert answers == [503] * 4


def workers_of(server: subprocess.Popen[str]) -> list[str]:
    """The processes that the fork server of a server has made."""
    return [
        child
        for process in children_of(server.pid)
        for child in children_of(int(process))
    ]


def children_of(pid: int) -> list[str]:
    """The processes that a process has made."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def test_a_module_in_the_current_folder_is_not_ours(tmp_path: Path) -> None:
    """A json.py that lies where the server is started is never run."""
    for name in ("json", "socket", "struct", "pyoxigraph", "jinja2"):
        (tmp_path / f"{name}.py").write_text(
            "print('RAN', flush=True)\n", encoding="utf-8"
        )
    with subprocess.Popen(
        [sys.executable, "-m", "policygraph", "serve", str(SMALL), "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        assert "shows the graph" in server.stderr.readline()
        server.terminate()
        told, _ = server.communicate(timeout=20)
    assert "RAN" not in told
