"""Processes of this machine that read reports side by side.

Each is this very Python, isolated, with the reader loaded once and one thread to read with where there are as many of
them as cores. It writes the files of its reports itself, so that only accounts come back here. A worker that dies costs
the others nothing: what it was at is read again alone, once the others are done, and is that report's error if it dies
of it again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Self, cast

from policygraph.building.making import attempt, failed
from policygraph.building.model import Result
from policygraph.errors import ReportError
from policygraph.isolation import isolated
from policygraph.threads import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from policygraph.building.model import Options, Task

SECONDS_A_REPORT = 0.15
BYTES_A_SECOND = 12_000
"""About how fast reports are read: what it takes besides the text, and the text itself."""

TEXT_AMONG_BYTES = 10
"""How many bytes a file that is no plain text has for each of its text, about."""

WORTH = 3.0
"""The seconds of reading that a worker must have to do; it takes one or two until it has loaded what it reads with."""

_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_MOST_THREADS = 2
_PATIENCE = 10.0
_TRIES = 2


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_for(tasks: Sequence[Task], jobs: int | None) -> int:
    """How many processes to read with, at most `jobs`; fewer where they would take longer to start than to read.

    Example:
        >>> from pathlib import Path
        >>> from policygraph.building.model import Task
        >>> few, many = ([Task(i, Path("a.txt"), Path("a"), None, 3000) for i in range(n)] for n in (3, 300))
        >>> workers_for(few, 4), workers_for(many, 4), workers_for(many, 1)
        (1, 4, 1)
    """
    worth = int(sum(map(_seconds, tasks)) / WORTH)
    return max(1, min(jobs or cores(), len(tasks), worth))


def _seconds(task: Task) -> float:
    plain = task.path.suffix.lower() in _PLAIN
    text = task.size if plain else task.size / TEXT_AMONG_BYTES
    return SECONDS_A_REPORT + text / BYTES_A_SECOND


def in_turn(
    tasks: Sequence[Task], options: Options, begin: Callable[[Task, str], None]
) -> Generator[Result]:
    """The results of tasks, in their order, from this process."""
    for task in tasks:

        def on_stage(stage: str, task: Task = task) -> None:
            begin(task, stage)

        yield attempt(task, options, on_stage)


def over_workers(
    tasks: Sequence[Task],
    options: Options,
    workers: int,
    begin: Callable[[Task, str], None],
) -> Generator[Result]:
    """The results of tasks in the order in which they come, from so many processes.

    The longest are begun first, so that no process is left alone with one at the end. The processes are gone once the
    last result was given, or the generator is closed.
    """
    crew = _Crew(sorted(tasks, key=_largest_first), options, workers)
    by_index = {task.index: task for task in tasks}
    with crew:
        for event in crew.events():
            if isinstance(event, Result):
                del by_index[event.index]
                yield event
            else:
                begin(event, "reading")
    threads = _threads(1)
    for task in by_index.values():  # what a worker died of, and what none was left for
        with _Worker(options, threads) as worker:
            begin(task, "reading again")
            try:
                yield worker.result_of(task)
            except _WorkerEndedError as error:
                yield failed(task, _killed(task, error.code))


def _largest_first(task: Task) -> tuple[int, int]:
    return -task.size, task.index


def _threads(workers: int) -> int:
    return max(1, min(_MOST_THREADS, cores() // workers))


def _killed(task: Task, code: int) -> ReportError:
    by = f"signal {-code} ({_signal_name(-code)})" if code < 0 else f"code {code}"
    return ReportError(
        f"'{task.path}' could not be built: the process that read it ended twice, the last time with {by}",
        expected="a report that can be read in the memory of this machine",
        remedy="give it more memory, or split the report",
    )


def _signal_name(number: int) -> str:
    with contextlib.suppress(ValueError):
        return signal.Signals(number).name
    return "unknown"


class _WorkerEndedError(Exception):
    """A worker ended before it gave its result."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Crew:
    """Processes that share tasks, each with a thread here that waits for it.

    Args:
        tasks: What to build, in the order in which it is begun.
        options: What is the same for all reports.
        workers: How many processes.
    """

    def __init__(self, tasks: Sequence[Task], options: Options, workers: int) -> None:
        self._options = options
        self._reading = _threads(workers)
        self._waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        for task in tasks:
            self._waiting.put(task)
        self._events: queue.SimpleQueue[Task | Result | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._workers: set[_Worker] = set()
        self._threads = [
            threading.Thread(target=self._work, daemon=True) for _ in range(workers)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Has all end, whatever they are at."""
        self._stopping.set()
        for worker in tuple(self._workers):
            worker.dismiss()
        for thread in self._threads:
            thread.join()

    def events(self) -> Iterator[Task | Result]:
        """Tasks as they are begun and results as they come, until no process has a task any more."""
        for _ in self._threads:
            while (event := self._events.get()) is not None:
                yield event

    def _work(self) -> None:
        died = 0
        try:
            while died < _TRIES and not self._is_over():
                with _Worker(self._options, self._reading) as worker:
                    died = 0 if self._served(worker) else died + 1
        finally:
            self._events.put(None)

    def _served(self, worker: _Worker) -> bool:
        """Whether a process did something before it ended or was at the end of the tasks."""
        done = False
        self._workers.add(worker)
        try:
            while not self._is_over():
                task = self._waiting.get_nowait()
                self._events.put(task)
                self._events.put(worker.result_of(task))
                done = True
        except queue.Empty:
            return True
        except _WorkerEndedError:
            return done
        finally:
            self._workers.discard(worker)
        return True

    def _is_over(self) -> bool:
        return self._stopping.is_set() or self._waiting.empty()


class _Worker:
    """A process that reads one report after the other, seen from here.

    Args:
        options: What is the same for all reports.
        threads: How many of its threads read side by side.
    """

    def __init__(self, options: Options, threads: int) -> None:
        alone = {
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            VARIABLE: str(threads),
        }
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            isolated("policygraph.building.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **alone},
            process_group=0,  # Ctrl-C is this process's to act on
        )
        self._tasks = cast("IO[bytes]", self._process.stdin)
        self._results = cast("IO[bytes]", self._process.stdout)
        with contextlib.suppress(OSError):
            self._send(options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Has the process end: it finishes what it is writing, and no more."""
        self.dismiss()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._results.close()

    def dismiss(self) -> None:
        """Tells the process that there is nothing more to do; what it is reading is lost."""
        with contextlib.suppress(OSError, ValueError):
            self._tasks.close()

    def result_of(self, task: Task) -> Result:
        """The result of a task, which the process may take long for.

        Raises:
            _WorkerEndedError: The process has ended.
        """
        try:
            self._send(task)
            result = pickle.load(self._results)  # noqa: S301 (from our own process)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self._process.kill()
            raise _WorkerEndedError(self._process.wait()) from None
        if not isinstance(result, Result):
            raise TypeError(f"a worker gave {type(result).__name__} for a result")
        return result

    def _send(self, value: object) -> None:
        pickle.dump(value, self._tasks)
        self._tasks.flush()
