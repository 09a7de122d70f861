"""Machines that read reports for this one: an existing Dask cluster, whose scheduler is told by its address.

    bytes of reports, in batches → scheduler → workers → contents of the files → this process, which writes them

The workers share nothing with this machine but the program: reports and one's own vocabularies are sent as bytes, and
files come back as bytes. A worker that is another program would make other files: it says what it is, and is refused.
Work that is lost with a worker is done again by the others.

Source: Dask.distributed's manual, "Futures" and "Resilience".
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
import threading
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.building.addresses import no_address, try_address, unanswered
from policygraph.building.deciding import program
from policygraph.building.making import (
    attempt,
    failed,
    kept,
    make,
    placed,
    unexpected,
)
from policygraph.errors import ClusterError, PolicygraphError, ReportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from policygraph.building.model import Made, Options, Result, Task
    from policygraph.catalogue import Entry

BATCH = 8
"""The most reports that are sent together."""
BATCH_BYTES = 2_000_000
"""The most bytes of reports that are sent together, but for one that is longer itself."""
AHEAD = 2
"""How many batches each thread of the cluster has waiting, so that none waits for this process."""

_CONNECTING = 10
_WORKERS_COMING = 30
_CLOSING = 5
_RETRIES = 3
_LARGE = "distributed.admin.large-graph-warning-threshold"
_CANCELLED = (asyncio.CancelledError, CancelledError)
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kit:
    """What a worker needs for all reports: the options, the files that they name, and what program it should be."""

    options: Options
    vocabulary: tuple[tuple[str, bytes], ...]
    program: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A report on its way: the name and the bytes of its file, and what a table says of it."""

    index: int
    path: str
    content: bytes
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Back:
    """What came back of a report: its files or its error, and the seconds it took."""

    index: int
    made: Made | PolicygraphError
    seconds: float


def over_cluster(
    address: str,
    tasks: Sequence[Task],
    options: Options,
    begin: Callable[[Task, str], None],
) -> Generator[Result]:
    """The results of tasks in the order in which they come back from a cluster.

    Args:
        address: That of the scheduler, such as ``tcp://192.0.2.7:8786``.
        tasks: What to build.
        options: What is the same for all reports.
        begin: Called with each task when it is sent.

    Raises:
        UsageError: Dask is not installed here, or knows no such addresses.
        ClusterError: The scheduler cannot be reached, is lost, or a worker is another program.
    """
    client = _client(address)
    try:
        yield from _Round(client, address, tasks, options, begin).results()
    finally:
        client.close(timeout=_CLOSING)


def _client(address: str) -> Any:  # noqa: ANN401 - the library has no types
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "the library that speaks to Dask clusters is not installed",
            expected="dask.distributed",
            remedy="pip install 'policygraph[dask]'",
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we tell it ourselves
    try_address(address, _CONNECTING)
    try:
        client = distributed.Client(address, timeout=_CONNECTING, set_as_default=False)
    except ValueError as error:
        raise no_address(address, "Dask here knows no such addresses") from error
    except (OSError, TypeError) as error:
        raise unanswered(address, _first_line(error)) from error
    try:
        client.wait_for_workers(1, timeout=_WORKERS_COMING)
    except OSError as error:
        client.close(timeout=_CLOSING)
        raise ClusterError(
            f"the scheduler at {address!r} has no worker",
            expected="one or more",
            remedy=f"start them with `dask worker {address}`",
        ) from error
    return client


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class _Round:
    """Tasks that are handed to a cluster, batch by batch, and what comes back.

    Args:
        client: The connection to the scheduler.
        address: Where that is.
        tasks: What to build.
        options: What is the same for all.
        begin: Called with each task when it is sent.
    """

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - the library has no types
        address: str,
        tasks: Sequence[Task],
        options: Options,
        begin: Callable[[Task, str], None],
    ) -> None:
        self._client = client
        self._address = address
        self._tasks = {task.index: task for task in tasks}
        self._kit = kit_of(options)
        self._options = options
        self._begin = begin
        self._waiting = list(reversed(list(batches(tasks))))
        self._sent: dict[str, list[Task]] = {}
        self._done = 0

    def results(self) -> Iterator[Result]:
        """The results, in the order in which they come.

        Raises:
            ClusterError: The scheduler is lost, or a worker is another program.
        """
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
        with dask.config.set({_LARGE: "1GB"}):
            coming = distributed.as_completed(loop=self._client.loop)
            while self._waiting or self._sent:
                while self._waiting and len(self._sent) < self._room():
                    yield from self._send(self._waiting.pop(), coming)
                if self._sent:
                    with self._speaking():
                        future = next(coming)
                    yield from self._results_of(future, self._sent.pop(future.key))
                    future.release()

    def _room(self) -> int:
        """How many batches the cluster should have."""
        with self._speaking():
            told = self._client.scheduler_info(n_workers=-1)
        if "workers" not in told:  # what a client says whose scheduler has just gone
            raise self._lost()
        threads: int = sum(one["nthreads"] for one in told["workers"].values())
        return AHEAD * max(1, threads)

    def _send(self, batch: Sequence[Task], coming: Any) -> Iterator[Result]:  # noqa: ANN401 - likewise
        """Sends a batch; results of those whose files cannot be read here."""
        parcels, sent = [], []
        for task in batch:
            self._begin(task, "sent")
            try:
                content = task.path.read_bytes()
            except OSError:
                yield attempt(task, self._options)  # which tells why
                continue
            parcels.append(Parcel(task.index, str(task.path), content, task.entry))
            sent.append(task)
        if sent:
            with self._speaking():
                future = self._client.submit(
                    make_all, self._kit, parcels, pure=False, retries=_RETRIES
                )
                self._sent[future.key] = sent
                coming.add(future)

    def _results_of(self, future: Any, tasks: Sequence[Task]) -> Iterator[Result]:  # noqa: ANN401 - likewise
        """What came of a batch; where that is an error, its reports are sent again one by one.

        Raises:
            ClusterError: The scheduler is lost, or a worker is another program.
        """
        with self._speaking():
            error = self._error_of(future)
            backs: Any = None if error else future.result()
        if error is None:
            if isinstance(backs, ClusterError):
                raise backs
            for back in backs:
                self._done += 1
                yield written(self._tasks[back.index], back)
        elif len(tasks) > 1:
            self._waiting += [[task] for task in reversed(tasks)]
        else:
            self._done += 1
            yield failed(tasks[0], _given_up(tasks[0].path, error))

    def _error_of(self, future: Any) -> BaseException | None:  # noqa: ANN401 - likewise
        """What a batch ended with instead of its results."""
        if future.status in {"cancelled", "lost"} or self._client.status != "running":
            raise self._lost()
        error: BaseException | None = future.exception()
        if isinstance(error, ImportError):
            raise ClusterError(
                f"a worker of {self._address!r} cannot import policygraph: {_first_line(error)}",
                expected="the same program on all machines",
                remedy="install this version there",
            )
        return error

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What is done with the scheduler's help.

        Raises:
            ClusterError: It is gone.
        """
        try:
            yield
        except (OSError, RuntimeError, *_CANCELLED) as error:
            raise self._lost() from error

    def _lost(self) -> ClusterError:
        done, total = self._done, len(self._tasks)
        return ClusterError(
            f"the scheduler at {self._address!r} is gone: {done:,} of {total:,} reports came back and are written",
            expected="that it runs until all are read",
            remedy="start it and its workers again, and repeat the command: it goes on from there",
        )


def _given_up(path: Path, error: BaseException) -> ReportError:
    return ReportError(
        f"'{path}' could not be built: {type(error).__name__}: {_first_line(error)}",
        expected="a report that a worker of the cluster can read in its memory",
        remedy="give the workers more memory, or split the report",
    )


def batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Tasks in their order, as they are sent together.

    Example:
        >>> from policygraph.building.model import Task
        >>> sizes = (900_000, 900_000, 900_000, 5_000_000, 10)
        >>> tasks = [Task(i, Path("a.txt"), Path("a"), None, size) for i, size in enumerate(sizes)]
        >>> [[task.index for task in batch] for batch in batches(tasks)]
        [[0, 1], [2], [3], [4]]
    """
    batch: list[Task] = []
    size = 0
    for task in tasks:
        if batch and (len(batch) == BATCH or size + task.size > BATCH_BYTES):
            yield batch
            batch = []
            size = 0
        batch.append(task)
        size += task.size
    if batch:
        yield batch


def kit_of(options: Options) -> Kit:
    """What a worker needs for these options."""
    own = tuple((path.name, path.read_bytes()) for path in options.vocabulary)
    return Kit(options, own, program(options))


def written(task: Task, back: Back) -> Result:
    """The result of what came back of a report, whose files are put in their places."""
    made, seconds = back.made, back.seconds
    if isinstance(made, PolicygraphError):
        return failed(task, made, seconds)
    return kept(task, lambda: placed(task, made, seconds), time.perf_counter())


def make_all(kit: Kit, parcels: Sequence[Parcel]) -> list[Back] | ClusterError:
    """What is made of some reports, on a worker; an error where it is another program than was asked for.

    A worker reads one report at a time, however many threads it has.
    """
    with _ONE_AT_A_TIME:
        if program(kit.options) != kit.program:
            return ClusterError(
                "a worker of the cluster would make other graphs: its program or its reader is not that here",
                expected="the same program and the same reader on all machines",
                remedy="install this version there, or name its own scheduler",
            )
        options = replace(kit.options, vocabulary=_unpacked(kit.vocabulary))
        return [_back(parcel, options) for parcel in parcels]


def _back(parcel: Parcel, options: Options) -> Back:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="policygraph-") as home:
        path = Path(home) / Path(parcel.path).name
        path.write_bytes(parcel.content)
        made: Made | PolicygraphError
        try:
            made = make(path, options, parcel.entry)
        except PolicygraphError as error:
            error.message = error.message.replace(str(path), parcel.path)
            made = type(error)(
                error.message, expected=error.expected, remedy=error.remedy
            )
        except Exception as error:  # noqa: BLE001 - a fault of ours in one report is no reason to lose the others
            made = unexpected(Path(parcel.path), error)
    return Back(parcel.index, made, time.perf_counter() - began)


@lru_cache(maxsize=4)
def _unpacked(files: tuple[tuple[str, bytes], ...]) -> tuple[Path, ...]:
    """Vocabularies that were sent, as files that stay as long as this process, each in a folder of its own."""
    home = Path(_home().name)
    paths = []
    for name, content in files:
        folder = Path(tempfile.mkdtemp(dir=home))
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)


@lru_cache(maxsize=1)
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="policygraph-")
