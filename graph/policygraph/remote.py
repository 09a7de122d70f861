"""Servers elsewhere: the one way in which a request leaves this machine.

Name and password come from ``POLICYGRAPH_USER`` and ``POLICYGRAPH_PASSWORD``, or stand in the URL. They go to the host
that was named, over https or on this machine; to plain http elsewhere only where that was permitted. They stand in no
error, and no redirect takes them along, for none is followed. An answer has a time and a size as a whole, however
slowly or freely it comes. Certificates of one's own authority are found through ``SSL_CERT_FILE`` and ``SSL_CERT_DIR``.

Source: RFC 9110, section 11.7 (Basic, Digest); RFC 3986, section 3.2.1 (credentials in a URL).
"""

from __future__ import annotations

import ipaddress
import os
import re
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from policygraph.errors import UsageError
from policygraph.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

SECONDS = 600.0
"""How long an answer may take as a whole."""

SIZE = 1_000_000_000
"""How many bytes an answer may have."""

_SILENCE = 60.0
_SAID = 300
_REDIRECTS = range(300, 400)
_HOST = re.compile(r"[^\s/@\\]+")
_PERMITTED: ContextVar[bool] = ContextVar("permitted", default=False)


class RemoteError(Exception):
    """A server that cannot be asked; the text says why, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Name and password; shown nowhere."""

    user: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A server's URL, and who asks.

    `url` is without name and password, and goes into requests; `shown` is without a query string as well, which may
    hold a key, and goes into messages.
    """

    url: str = field(repr=False)
    shown: str
    credentials: Credentials | None = field(repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether whoever stands on the way could read what is sent."""
        return urlsplit(self.url).scheme == "http" and not is_loopback(
            urlsplit(self.url).hostname or ""
        )


@dataclass(frozen=True, slots=True)
class RemoteAnswer:
    """What a server answered; `media` is its type without parameters, in lower case."""

    status: int
    reason: str
    media: str
    challenge: str
    body: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        """Whether the request was fulfilled."""
        return 200 <= self.status < 300  # noqa: PLR2004 - as HTTP has it

    @property
    def said(self) -> str:
        """The beginning of its text, in one line."""
        return (
            printable(
                " ".join(self.body[: 2 * _SAID].decode("utf-8", "replace").split())
            )[:_SAID]
            or "nothing"
        )

    @property
    def line(self) -> str:
        """Its status in words, and that a redirect is not followed."""
        told = f"{self.status} {printable(self.reason)}".strip()
        return (
            f"{told} (redirects are not followed)"
            if self.status in _REDIRECTS
            else told
        )

    def __str__(self) -> str:
        """Its status, and what it said."""
        return f"{self.line}: {self.said}"


def address_of(url: str) -> Address:
    """The address that a URL stands for, with the credentials that it or the environment holds.

    Raises:
        UsageError: It is no URL of a server.

    Example:
        >>> address_of("https://me:secret@example.org/sparql?key=1")
        Address(shown='https://example.org/sparql')
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if (
        not _HOST.fullmatch(host)
        or parts.scheme not in {"http", "https"}
        or printable(url) != url
    ):
        raise UsageError(
            f"'{_without_secrets(url)}' is no URL of a server",
            expected="http://HOST/… or https://HOST/…",
        )
    place = f"[{host}]" if ":" in host else host
    netloc = f"{place}:{port}" if port is not None else place
    shown = urlunsplit((parts.scheme, netloc, parts.path, "", ""))
    return Address(
        urlunsplit((parts.scheme, netloc, parts.path, parts.query, "")),
        shown,
        _credentials(url),
    )


def shown_name(graph: str) -> str:
    """A graph's name as messages show it: of a URL, without name, password and query string.

    Example:
        >>> shown_name("https://me:secret@example.org/sparql"), shown_name("out/a.ttl")
        ('https://example.org/sparql', 'out/a.ttl')
    """
    return (
        address_of(graph).shown
        if graph.startswith(("http://", "https://"))
        else printable(graph)
    )


def credentials_for(address: Address) -> Credentials | None:
    """The credentials to send to an address, where there are any.

    Raises:
        UsageError: They would go over the network in the clear, and that was not permitted.
    """
    if address.credentials and address.is_plain and not _PERMITTED.get():
        raise UsageError(
            f"name and password would go to '{address.shown}' in the clear",
            expected="https, or a server on this machine",
            remedy="use https, or permit it with --insecure",
        )
    return address.credentials


@contextmanager
def plain_http_permitted() -> Iterator[None]:
    """Lets name and password go over plain http, within the block."""
    token = _PERMITTED.set(True)
    try:
        yield
    finally:
        _PERMITTED.reset(token)


def permit_plain_http() -> None:
    """Lets name and password go over plain http, for as long as this process lives."""
    _PERMITTED.set(True)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("localhost.example.org")
        (True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def client_for(
    address: Address, auth: httpx.Auth | tuple[str, str] | None = None
) -> httpx.Client:
    """A client that takes nothing from the environment but the authorities of certificates."""
    import httpx

    verify = (
        httpx.create_ssl_context(trust_env=True)
        if address.url.startswith("https:")
        else False
    )
    return httpx.Client(
        auth=auth,
        verify=verify,
        timeout=_SILENCE,
        trust_env=False,
        follow_redirects=False,
    )


def answer_to(
    client: httpx.Client, request: httpx.Request, *, seconds: float = SECONDS
) -> RemoteAnswer:
    """What a server answers, all of it, in so many seconds.

    Raises:
        RemoteError: It cannot be reached, or its answer takes longer or is larger than it may.
    """
    got: list[RemoteAnswer | RemoteError] = []
    until = time.monotonic() + seconds
    asking = threading.Thread(
        target=lambda: got.append(_answered(client, request, until)), daemon=True
    )
    asking.start()
    asking.join(seconds)
    if not got:
        raise RemoteError(f"its answer was not here after {seconds:g} s")
    if isinstance(got[0], RemoteError):
        raise got[0]
    return got[0]


def _answered(
    client: httpx.Client, request: httpx.Request, until: float
) -> RemoteAnswer | RemoteError:
    import httpx

    body = bytearray()
    try:
        response = client.send(request, stream=True)
        try:
            for part in response.iter_bytes():
                body += part
                if len(body) > SIZE:
                    return RemoteError(f"its answer has more than {SIZE:,} bytes")
                if time.monotonic() > until:
                    return RemoteError("its answer took too long")
        finally:
            response.close()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        return RemoteError(
            f"cannot be reached: {printable(str(error)) or type(error).__name__}"
        )
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    challenge = response.headers.get("www-authenticate", "")
    return RemoteAnswer(
        response.status_code,
        response.reason_phrase,
        printable(media),
        challenge,
        bytes(body),
    )


def _credentials(url: str) -> Credentials | None:
    parts = urlsplit(url)
    if parts.username:
        return Credentials(unquote(parts.username), unquote(parts.password or ""))
    user = os.environ.get("POLICYGRAPH_USER")
    return (
        Credentials(user, os.environ.get("POLICYGRAPH_PASSWORD", "")) if user else None
    )


def _without_secrets(url: str) -> str:
    """A text that is no URL, without what stands where a password would."""
    scheme, slashes, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return printable(
        f"{scheme}{slashes}{place.rpartition('@')[2]}{slash}{path.partition('?')[0]}"
    )
