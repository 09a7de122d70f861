"""A request on its way to a worker, and the reply on its way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from policygraph.abridging import abridged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.web.messages import Header

_MOST_FIELDS = 1000


class RefusedRequestError(Exception):
    """A request that cannot be answered as it is: its status, and in words what would be right."""

    def __init__(
        self, status: int, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.status = status
        self.message = message
        self.headers = dict(headers or {})
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for.

    `path` is decoded, `query` is the query string as it came; `root` is the server's own address with a slash behind
    it, `base` what the IRIs of the data begin with; `editor` says whether there is a SPARQL editor for the page.
    """

    method: str
    path: str
    query: str = ""
    accept: str = ""
    content_type: str = ""
    root: str = ""
    base: str = ""
    editor: bool = False
    body: bytes = b""

    @classmethod
    def received(cls, header: Header, body: bytes) -> Request:
        """The request in a message."""
        return cls(**header["request"], body=body)

    def sent(self) -> dict[str, Any]:
        """What a message's header holds of it: everything but the body."""
        names = [name for name in self.__slots__ if name != "body"]
        return {name: getattr(self, name) for name in names}

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters of the query string, in order.

        Raises:
            RefusedRequestError: They are not UTF-8, percent-encoded.
        """
        return decoded(self.query, "the query string")

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the query string; of one that is given twice, the last.

        Raises:
            RefusedRequestError: They are not UTF-8, percent-encoded.
        """
        return dict(self.fields)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the client gets."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def decoded(text: str, where: str) -> list[tuple[str, str]]:
    """The parameters of a form, in order.

    Raises:
        RefusedRequestError: They are too many, or not UTF-8, percent-encoded.
    """
    try:
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError as error:
        raise RefusedRequestError(
            400, f"{where} is not UTF-8, percent-encoded"
        ) from error
    except ValueError as error:
        raise RefusedRequestError(
            400, f"{where} has more than {_MOST_FIELDS} fields"
        ) from error


def in_words(status: int, text: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that says in words what was wrong."""
    return Reply(
        status,
        f"{abridged(text)}\n".encode(errors="replace"),
        {"Content-Type": "text/plain; charset=utf-8", **(headers or {})},
    )
