"""Name and password: where they go, where they do not, and that nothing shows them; answers that do not end."""

from __future__ import annotations

import base64
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from policygraph import remote
from policygraph.answers import GraphAnswer
from policygraph.errors import GraphError, InputError, PolicygraphError, UsageError
from policygraph.push import push_graph
from policygraph.queries import ask_source, open_source, own_query, write_answer
from policygraph.rdf import to_ntriples
from policygraph.remote import (
    address_of,
    answer_to,
    client_for,
    credentials_for,
    plain_http_permitted,
)
from policygraph.store import GraphStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from project import Run

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
SECRET = "t0ps3cret-pässword"  # noqa: S105 - nobody's
RESULTS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
ELSEWHERE = "http://192.0.2.1"
"""An address that documents may name and nobody has (RFC 5737)."""

Respond = "Callable[[BaseHTTPRequestHandler], None]"


@contextmanager
def server(
    respond: Callable[[BaseHTTPRequestHandler], None],
    context: ssl.SSLContext | None = None,
) -> Iterator[str]:
    """The address of a server on loopback that responds so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            respond(self)

        do_PUT = do_POST  # noqa: N815 - as the class above calls it

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving.daemon_threads = True
    if context:
        serving.socket = context.wrap_socket(serving.socket, server_side=True)
    threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{serving.server_port}"
    finally:
        serving.shutdown()
        serving.server_close()


def answer(
    request: BaseHTTPRequestHandler,
    status: int = 200,
    body: bytes = RESULTS,
    **headers: str,
) -> None:
    """Answers a request."""
    request.send_response(status)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {
        "Content-Type": "application/sparql-results+json",
        **named,
    }.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def ask(url: str) -> object:
    """Asks an endpoint."""
    return ask_source(
        own_query("SELECT ?x { ?x ?y ?z }"), open_source([url]), {}
    ).answer


WAYS = {
    "query": ask,
    "export": GraphStore.open,
    "push": lambda url: list(push_graph(SMALL, url, wait=lambda _: None)),
}


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and password in the environment."""
    monkeypatch.setenv("POLICYGRAPH_USER", "me")
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", SECRET)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("way", ["query", "export"])
@pytest.mark.parametrize(
    "url",
    [f"{ELSEWHERE}/sparql", "http://localhost.example.org/", "http://me:x@192.0.2.1/"],
)
def test_a_password_never_goes_to_plain_http_elsewhere(way: str, url: str) -> None:
    """It is a usage error before anything is sent, and says what to do."""
    with pytest.raises(UsageError, match=r"in the clear.*--insecure") as raised:
        WAYS[way](url)
    assert SECRET not in str(raised.value)


@pytest.mark.usefixtures("signed")
def test_push_refuses_to_sign_in_over_plain_http_elsewhere() -> None:
    """By whatever scheme; on this machine, over https, or where it was permitted, it may."""
    assert credentials_for(address_of("https://192.0.2.1/"))
    assert credentials_for(address_of("http://127.0.0.9:80/"))
    assert credentials_for(address_of("http://[::1]/"))
    with pytest.raises(UsageError):
        credentials_for(address_of(ELSEWHERE))
    with plain_http_permitted():
        assert credentials_for(address_of(ELSEWHERE))
    with pytest.raises(UsageError):
        credentials_for(address_of(ELSEWHERE))


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_takes_a_password_along(way: str, status: int) -> None:
    """None is followed; the error says so."""
    came: list[str] = []

    def note(request: BaseHTTPRequestHandler) -> None:
        came.append(request.path)
        answer(request, 500)

    with (
        server(note) as other,
        server(
            lambda request: answer(request, status, b"", Location=f"{other}/x")
        ) as first,
    ):
        with pytest.raises(PolicygraphError, match="redirects are not followed"):
            WAYS[way](f"{first}/sparql")
        assert came == []


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 500, 503])
def test_no_error_shows_a_secret(
    way: str, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither from the environment nor from the URL, whatever the server says back."""
    with server(
        lambda request: answer(request, status, b"no", Content_Type="text/html")
    ) as address:
        url = address.replace("://", f"://you:{SECRET}@") + f"/sparql?key={SECRET}"
        try:
            WAYS[way](url)
        except PolicygraphError as error:
            shown = f"{error} {error!r} {error.__dict__} {error.__cause__!r} {error.__context__!r}"
            assert SECRET not in shown
            assert "you" not in shown.replace("your", "")
    assert SECRET not in "".join(capfd.readouterr())


def test_nothing_shows_credentials() -> None:
    """Neither an address nor what it holds."""
    address = address_of(f"https://me:{SECRET}@example.org/sparql?key={SECRET}")
    assert address.credentials
    assert address.credentials.password == SECRET
    for shown in (
        repr(address),
        str(address),
        repr(address.credentials),
        str(open_source([f"http://a:{SECRET}@b/"])),
    ):
        assert SECRET not in shown


def test_credentials_in_a_url_are_sent_to_its_host() -> None:
    """As Basic, without the URL that held them."""
    sent: list[tuple[str, str]] = []

    def note(request: BaseHTTPRequestHandler) -> None:
        sent.append((request.path, request.headers["Authorization"]))
        answer(request)

    with server(note) as address:
        ask(address.replace("://", "://me:secret@") + "/sparql")
    assert sent == [("/sparql", "Basic " + base64.b64encode(b"me:secret").decode())]


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "https://a b/",
        "http://h:99999/",
        "http://[::1/",
        "http://e\x1b[31m/",
        "ftp://x/",
    ],
)
def test_what_is_no_url_is_a_usage_error(url: str) -> None:
    """Nothing is sent anywhere, and nothing reaches the terminal."""
    with pytest.raises(UsageError, match="no URL") as raised:
        address_of(url)
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize("part", ["head", "body"])
def test_an_answer_that_does_not_end_is_given_up(part: str) -> None:
    """However little comes at a time, the time as a whole is limited."""
    ended = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(
            b"HTTP/1.1 200 OK\r\n"
            + (b"Content-Length: 9999\r\n\r\n" if part == "body" else b"")
        )
        while not ended.wait(0.05):
            try:
                request.wfile.write(b"x" if part == "body" else b"X-More: 1\r\n")
            except OSError:
                return

    with server(drip) as address, client_for(address_of(address)) as client:
        began = time.monotonic()
        with pytest.raises(remote.RemoteError, match=r"took too long|not here after"):
            answer_to(
                client, client.build_request("POST", address, content=b""), seconds=1.0
            )
        assert time.monotonic() - began < 30
        ended.set()


def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is larger than any that is asked for."""
    monkeypatch.setattr(remote, "SIZE", 1_000_000)
    with (
        server(lambda request: answer(request, body=b" " * 2_000_000)) as address,
        pytest.raises(GraphError, match="more than 1,000,000 bytes"),
    ):
        ask(address)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"head":{}}',
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b'{"head":{"vars":["x"]},"results":{"bindings":7}}',
    ],
)
def test_what_is_no_answer_is_told(body: bytes) -> None:
    """With the address, and what was expected."""
    with (
        server(lambda request: answer(request, body=body)) as address,
        pytest.raises(GraphError, match="SPARQL results"),
    ):
        ask(address)


def test_what_a_server_says_does_not_reach_the_terminal_as_it_is() -> None:
    """Control sequences are taken out."""
    said = b"\x1b]0;gotcha\x07\x1b[2Jno \x9bsuch query"
    with (
        server(lambda request: answer(request, 500, said)) as address,
        pytest.raises(GraphError) as raised,
    ):
        ask(address)
    assert "\x1b" not in str(raised.value)
    assert "gotcha" not in str(raised.value)


def test_a_private_authority_is_known_by_ssl_cert_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the certificate is refused."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is missing")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with server(answer, context) as address:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with pytest.raises(GraphError, match=r"(?i)certificate"):
            ask(f"{address}/sparql")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert len(ask(f"{address}/sparql")) == 1  # type: ignore[arg-type]


def test_a_push_that_cannot_be_signed_in_says_which_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing of what was tried."""
    monkeypatch.delenv("POLICYGRAPH_USER", raising=False)
    with (
        server(lambda request: answer(request, 401, b"")) as address,
        pytest.raises(InputError, match="POLICYGRAPH_USER"),
    ):
        WAYS["push"](address)


CUT = 150
EVERYTHING = "{ ?s ?p ?o }"


@contextmanager
def cutting(*, pages: bool) -> Iterator[str]:
    """An endpoint with the small graph that gives no more than so many rows at once, and pages or only the first."""
    store = GraphStore.open(SMALL)

    def respond(request: BaseHTTPRequestHandler, body: bytes) -> None:
        text = parse_qs(body.decode())["query"][0]
        asked = (
            text
            if "LIMIT" in text and pages
            else f"{text.partition('LIMIT')[0]}\nLIMIT {CUT}"
        )
        found = store.query(asked)
        if isinstance(found, GraphAnswer):
            answer(
                request,
                body=to_ntriples(found.triples),
                Content_Type="application/n-triples",
            )
        else:
            answer(request, body=write_answer(found, "json"))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            respond(self, self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(
            target=serving.serve_forever, args=(0.01,), daemon=True
        ).start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}/sparql"
        finally:
            serving.shutdown()


def test_a_graph_behind_an_endpoint_that_cuts_is_read_in_pages() -> None:
    """Every triple arrives, term by term."""
    with (
        cutting(pages=True) as url,
        GraphStore.open(url) as store,
        GraphStore.open(SMALL) as small,
    ):
        assert store.triples() == small.triples()
        assert len(store) > CUT


def test_a_graph_that_does_not_arrive_whole_is_an_error(
    policygraph: Run, tmp_path: Path
) -> None:
    """An endpoint that has no pages either: exit code 3, with both figures, and no file."""
    with cutting(pages=False) as url:
        ended = policygraph("export", url, "-o", tmp_path / "graph.ttl")
    assert ended.returncode == 3
    with GraphStore.open(SMALL) as small:
        assert f"gave {CUT} of {len(small)} triples" in ended.stderr
    assert not (tmp_path / "graph.ttl").exists()


@pytest.mark.parametrize(
    "form",
    [
        "SELECT ?s ?p ?o",
        "PREFIX x: <http://e/> SELECT *",
        "CONSTRUCT { ?s ?p ?o } WHERE",
    ],
)
def test_a_cut_answer_is_an_error(form: str, policygraph: Run) -> None:
    """What an endpoint counts is more than it gave: exit code 3, and what to do."""
    with cutting(pages=True) as url:
        ended = policygraph("query", "-", "-g", url, stdin=f"{form} {EVERYTHING}")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "cut its answer" in ended.stderr
    assert "LIMIT and OFFSET" in ended.stderr


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?s {EVERYTHING} LIMIT {CUT}",
        "SELECT ?s { ?s a nif:Phrase }",
        "CONSTRUCT { ?s a nif:Phrase } WHERE { ?s a nif:Phrase }",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {EVERYTHING} LIMIT {CUT}",
        f"ASK {EVERYTHING}",
    ],
)
def test_a_whole_answer_is_none(text: str, policygraph: Run) -> None:
    """As many rows as there are, or as many as were asked for."""
    with cutting(pages=True) as url:
        ended = policygraph("query", "-", "-g", url, "-q", stdin=text)
    assert (ended.returncode, ended.stderr) == (0, "")
