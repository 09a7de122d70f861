"""Addresses of Dask schedulers: looked at before anything is read, and tried before Dask waits for an answer.

Source: Dask.distributed's manual, "Communications" (the schemes of addresses).
"""

from __future__ import annotations

import re
import socket

from policygraph.errors import ClusterError, UsageError

EXPECTED = "the address of a Dask scheduler, such as tcp://192.0.2.7:8786"

_MOST_PORT = 65_535
_OVER_SOCKETS = ("tcp", "tls", "ws", "wss")
_SCHEMES = (*_OVER_SOCKETS, "ucx")
_WITHIN = "inproc://"
_ADDRESS = re.compile(
    rf"(?:(?P<scheme>{'|'.join(_SCHEMES)})://)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+(?:%\w+)?\]|[^\s:/@\[\]]+):(?P<port>[0-9]{1,5})(?:/\S*)?"
)


def check_address(address: str) -> None:
    """Looks at the form of a scheduler's address.

    Raises:
        UsageError: No scheduler can have it.

    Example:
        >>> check_address("tcp://127.0.0.1:8786")
    """
    if address.startswith(_WITHIN):  # a scheduler of this very process has no port
        return
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise no_address(address, _fault_of(address))
    if not 1 <= int(found["port"]) <= _MOST_PORT:
        raise no_address(address, f"{found['port']} is no port")


def no_address(address: str, why: str) -> UsageError:
    """The error of an address that no scheduler can have."""
    return UsageError(
        f"the cluster's address {address!r} cannot stand: {why}",
        expected=f"{EXPECTED}, with a port from 1 to {_MOST_PORT:,}",
        remedy="give --cluster the address that `dask scheduler` shows when it starts",
    )


def unanswered(address: str, why: str) -> ClusterError:
    """The error of an address where no scheduler answers."""
    return ClusterError(
        f"no scheduler answers at {address!r}: {why}",
        expected=EXPECTED,
        remedy="start one with `dask scheduler`",
    )


def try_address(address: str, seconds: float) -> None:
    """Connects to an address and hangs up: Dask asks again and again where nobody listens, and here that is told.

    Raises:
        ClusterError: Nobody listens there.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or found["scheme"] not in {None, *_OVER_SOCKETS}:
        return
    place = (found["host"].strip("[]"), int(found["port"]))
    try:
        socket.create_connection(place, timeout=seconds).close()
    except (OSError, UnicodeError) as error:  # a label of more than 63 letters
        raise unanswered(address, _reason(error)) from error


def _fault_of(address: str) -> str:
    """What is wrong with the form of an address."""
    if not address.strip():
        return "it is empty"
    scheme, parted, place = address.rpartition("://")
    if parted and scheme not in _SCHEMES:
        return f"{scheme!r} is none of {', '.join(_SCHEMES)}"
    if not re.search(r":[0-9]", place):
        return "it has no port"
    return "it is not of the form tcp://HOST:PORT"


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return reason or type(error).__name__
