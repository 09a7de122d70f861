"""Work done in a process of its own, which can open nothing, and whose end is not the end of the one that asked.

A child is forked, so that it has all that its parent has in memory; before it begins it gives up the right to open a
file or a connection. Whatever kills it, a signal says what it was.

Source: fork(2), setrlimit(2), signal(7), fcntl(2) (O_ASYNC).
"""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

from policygraph.errors import GraphError, PolicygraphError

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")
_STREAMS = 3
_CHUNK = 1 << 20
_REASONS = {
    "SIGSEGV": "it is nested too deeply, and ran out of stack",
    "SIGBUS": "it is nested too deeply, and ran out of stack",
    "SIGABRT": "it needed more memory than there is",
    "SIGALRM": "it ran longer than it may",
    "SIGKILL": "it was killed, most likely because memory ran out",
}
"""By the names of signals, of which some systems do not have all."""


class StoppedError(Exception):
    """The work did not come to its end; the text says why, as a clause that begins with "it"."""


def can_be_apart() -> bool:
    """Whether this system lets work be done in a forked process."""
    return hasattr(os, "fork")


def done_apart(work: Callable[[], _Result]) -> _Result:
    """What `work` returns, which must be picklable; done by a process that can open nothing.

    Raises:
        StoppedError: The process died.
        PolicygraphError: What `work` raised, if it is one of the project's own errors.

    Example:
        >>> done_apart(lambda: 6 * 7)
        42
    """
    import pickle  # before the fork: a sealed process can open no file

    reading, writing = os.pipe()
    alive, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.close(held)
        _end_with(alive)
        _work(work, writing)
    os.close(writing)
    os.close(alive)
    try:
        with os.fdopen(reading, "rb") as stream:
            received = stream.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
        os.close(held)
    if not received:
        raise StoppedError(reason_of(os.waitstatus_to_exitcode(status)))
    result = pickle.loads(received)  # noqa: S301 - it comes from a copy of this process
    if isinstance(result, _Raised):
        raise result.error
    return cast("_Result", result)


def reason_of(exit_code: int) -> str:
    """Why a process ended with that code, negative for a signal, as `subprocess` has it.

    Example:
        >>> reason_of(-11)
        'it is nested too deeply, and ran out of stack'
    """
    with contextlib.suppress(ValueError):
        return _REASONS.get(
            signal.Signals(-exit_code).name, f"it was ended by signal {-exit_code}"
        )
    return f"it ended with {exit_code}"


class _Raised:
    """An error on its way to the process that asked."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def _end_with(alive: int) -> None:
    """Lets a signal end this process once the other end of a pipe, which another process holds, is closed.

    So nobody is left at work for one that was killed. A system without such signals leaves it to its end.
    """
    import fcntl
    import select

    if not hasattr(os, "O_ASYNC"):
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(alive, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(alive, fcntl.F_GETFL)
    fcntl.fcntl(alive, fcntl.F_SETFL, flags | os.O_ASYNC)
    closed, _, _ = select.select([alive], [], [], 0)
    if closed:
        os._exit(0)


def _work(work: Callable[[], object], writing: int) -> NoReturn:
    """Does the work and ends the process."""
    try:
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.SIG_DFL)
        seal()
        written = _result_of(work)
        for start in range(0, len(written), _CHUNK):
            _write(writing, written[start : start + _CHUNK])
    finally:
        os._exit(0)


def _result_of(work: Callable[[], object]) -> bytes:
    """What the work returns or raises, pickled: an answer that is lazy is computed by that."""
    import pickle

    try:
        return pickle.dumps(work())
    except PolicygraphError as error:
        error.__cause__ = error.__context__ = None
        return pickle.dumps(_Raised(error))
    except MemoryError:
        os.abort()
    except Exception as error:  # noqa: BLE001 - whatever the engine says is said
        return pickle.dumps(
            _Raised(
                GraphError(
                    f"the graph cannot be asked: {type(error).__name__}: {error}"
                )
            )
        )


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def seal() -> None:
    """Lets this process open nothing from now on and leave no core.

    What is open stays usable; the three streams lead nowhere.
    """
    import resource

    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(_STREAMS):
        os.dup2(
            nowhere, stream
        )  # an engine that runs out of memory prints a trace before it dies
    os.close(nowhere)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_STREAMS, _STREAMS))
