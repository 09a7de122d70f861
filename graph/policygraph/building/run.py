"""The whole run: reports found, those that are as they were passed over, the others built, then list and store."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from policygraph.batch import find_reports
from policygraph.building.addresses import check_address
from policygraph.building.deciding import key_of
from policygraph.building.journal import Journal
from policygraph.building.making import digest, failed
from policygraph.building.model import Options, Step, Task
from policygraph.catalogue import read_catalogue
from policygraph.errors import UsageError
from policygraph.files import is_file, is_there, unwritable, write_atomically
from policygraph.limits import MAX_BYTES
from policygraph.namespaces import BASE
from policygraph.pipeline import check_options, check_reader
from policygraph.shipped import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from policygraph.batch import Found
    from policygraph.building.model import Outcome, Result
    from policygraph.catalogue import Catalogue
    from policygraph.errors import PolicygraphError
    from policygraph.vocabulary import Vocabulary


_BEGINNING = 2_000


def build_files(  # noqa: PLR0913 - options by keyword
    reports: Sequence[Path],
    folder: Path,
    *,
    vocabulary: Sequence[Path] = (),
    base: str = BASE,
    weights: Path | None = None,
    min_confidence: float = 0.0,
    max_bytes: int = MAX_BYTES,
    language: str = "",
    reader: str = SHIPPED,
    about: Path | None = None,
    store: Path | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    force: bool = False,
    on_found: Callable[[Found], None] = lambda _: None,
    on_remark: Callable[[str], None] = lambda _: None,
    on_step: Callable[[Step], None] = lambda _: None,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
    on_gone: Callable[[tuple[Path, ...]], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Build ``STEM.ttl`` and ``STEM.html`` for each report; one that fails, in whatever way, does not stop the others.

    Files appear whole or not at all, and as soon as their report is read; they are the same whoever reads it. What is
    said of `build_graph` holds for each report. A report that an earlier run built of the same bytes in the same way is
    passed over, if its files are as they were written. An ``index.html`` lists the reports where there are several.

    Args:
        reports: The files to read, and folders of them.
        folder: Where to write; it is made if need be.
        vocabulary: Turtle files with names and aliases of one's own.
        base: What the IRIs of the data begin with.
        weights: The folder of the reader's weights.
        min_confidence: Mentions, measures and linkages below this confidence, 0–1, are left out.
        max_bytes: The longest text that is read, in bytes of UTF-8.
        language: The code of the language that all the reports are in; recognised for each unless given.
        reader: What reads: "small", which ships, or "module:function" of an installed package.
        about: A table with what is said of the reports elsewhere, as `read_catalogue` reads it.
        store: A store folder that the graphs are loaded into as well, as `load_graphs` does.
        jobs: The most processes that read side by side; as many as there are cores unless given. Where there is little
            to read, this process reads it alone.
        cluster: The address of the scheduler of a Dask cluster that reads instead of this machine.
        force: Build what is unchanged as well.
        on_found: Called with the reports found before the first is read.
        on_remark: Called with what in the table is not understood, and with files that are not as they were written.
        on_step: Called when a report is begun, and at each stage of one that this process reads itself.
        on_outcome: Called with each outcome once it is known.
        on_gone: Called with the graphs of earlier runs that lie in the folder and are of none of these reports, where a
            folder of reports is named: reports named one by one leave the others alone.

    Raises:
        UsageError: If two reports named have one stem, or an option cannot stand; nothing is written then.
        ReportError: If nothing but folders is named and no report is in them.
        CatalogueError: If the table cannot be read; nothing is written then.
        VocabularyError: If a vocabulary file is broken; nothing is written then.
        ClusterError: If the cluster cannot be reached or is lost; what was built until then stays.
        OutputError: If the folder or the store cannot be written.
    """
    from policygraph.vocabulary import load_vocabulary

    options = Options(
        tuple(vocabulary),
        base,
        weights,
        min_confidence,
        max_bytes,
        language,
        reader,
    )
    _check(options, jobs, cluster)
    beside = (*options.vocabulary, *((about,) if about else ()))
    found = find_reports(reports, folder, beside)
    _check_store(store)
    on_found(found)
    catalogue = read_catalogue(about) if about else None
    for remark in _remarks(catalogue, found):
        on_remark(remark)
    words = load_vocabulary(options.vocabulary)
    _make(folder)
    tasks = list(_tasks(found, folder, catalogue))

    def begin(task: Task, stage: str) -> None:
        on_step(Step(task.path, stage, task.index + 1, len(tasks)))

    with Journal(folder) as journal:
        known = _Known(journal, options, words, on_remark, force=force)
        run = _Run(known, jobs, cluster, begin)
        with contextlib.closing(run.outcomes(tasks)) as ended:
            outcomes = dict(_told(ended, on_outcome))
        if any(report.is_dir() for report in reports):
            on_gone(tuple(_gone(journal, found, folder)))
    listed = tuple(outcomes[index] for index in sorted(outcomes))
    _write_index(listed, folder)
    if store:
        _load(listed, store)
    return listed


def _told(
    ended: Iterator[tuple[int, Outcome]], on_outcome: Callable[[Outcome], None]
) -> Iterator[tuple[int, Outcome]]:
    for index, outcome in ended:
        on_outcome(outcome)
        yield index, outcome


def _check(options: Options, jobs: int | None, cluster: str | None) -> None:
    check_options(options.base, options.min_confidence, options.language)
    check_reader(options.reader, options.weights)
    if jobs is not None and jobs < 1:
        raise UsageError(f"{jobs} processes", expected="1 or more")
    if jobs is not None and cluster is not None:
        raise UsageError(
            "processes of this machine and a cluster are asked for at once",
            expected="one of them",
            remedy="give --jobs or --cluster",
        )
    if cluster is not None:
        check_address(cluster)


def _remarks(catalogue: Catalogue | None, found: Found) -> tuple[str, ...]:
    """What in a table is not understood: columns, and files that are none of the reports."""
    if catalogue is None:
        return ()
    paths = [candidate.path for candidate in found.candidates]
    return (*catalogue.remarks, *catalogue.unused(paths))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _tasks(
    found: Found, folder: Path, catalogue: Catalogue | None
) -> Iterator[tuple[Task, PolicygraphError | None]]:
    """Each report as a task, with the error that keeps it from being built."""
    for index, candidate in enumerate(found.candidates):
        path = candidate.path
        entry = catalogue.entry(path) if catalogue else None
        size = path.stat().st_size if is_file(path) else 0
        task = Task(index, path, folder / path.stem, entry, size)
        yield task, candidate.error


class _Known:
    """What earlier runs built, and what decided it.

    Args:
        journal: The journal of the folder.
        options: What is the same for all reports of this run.
        vocabulary: The one that they name.
        on_remark: Called with files that are not as they were written.
        force: Whether to build whatever is known.
    """

    def __init__(
        self,
        journal: Journal,
        options: Options,
        vocabulary: Vocabulary,
        on_remark: Callable[[str], None],
        *,
        force: bool,
    ) -> None:
        self._journal = journal
        self.options = options
        self._force = force
        self._vocabulary = vocabulary
        self._on_remark = on_remark

    def outcome(self, task: Task) -> Outcome | None:
        """What became of a report in an earlier run, if nothing has changed since then."""
        if self._force or not self._journal.has(task) or not is_file(task.path):
            return None
        try:
            sha256 = digest(task.path.read_bytes())
            key = key_of(task, sha256, self.options, self._vocabulary)
        except OSError:
            return None  # building it will tell why
        if not self._journal.knows(task, key):
            return None
        unchanged = self._journal.unchanged(task)
        graph = task.stem.with_name(f"{task.stem.name}.ttl")
        if not unchanged and is_there(graph):
            self._on_remark(
                f"'{graph}' or a file beside it is not as it was written: built anew"
            )
        return unchanged

    def note(self, task: Task, result: Result) -> None:
        """Keeps in mind that a report was built."""
        account = result.outcome.account
        if account:
            sha256 = account.sha256
            with contextlib.suppress(OSError):  # what was read of is gone by now
                key = key_of(task, sha256, self.options, self._vocabulary)
                self._journal.note(task, key, result)


class _Run:
    """Reports on their way to what becomes of them.

    Args:
        known: What earlier runs built.
        jobs: The most processes of this machine to read with.
        cluster: The address of the scheduler of a cluster that reads instead.
        begin: Called with a task and the stage that it is at.
    """

    def __init__(
        self,
        known: _Known,
        jobs: int | None,
        cluster: str | None,
        begin: Callable[[Task, str], None],
    ) -> None:
        self._known = known
        self._jobs = jobs
        self._cluster = cluster
        self._begin = begin

    def outcomes(
        self, tasks: Sequence[tuple[Task, PolicygraphError | None]]
    ) -> Generator[tuple[int, Outcome]]:
        """The outcomes of tasks in the order in which they come, each with its index."""
        left: dict[int, Task] = {}
        for task, error in tasks:
            if error:
                yield task.index, failed(task, error).outcome
                continue
            outcome = self._known.outcome(task)
            if outcome:
                yield task.index, outcome
            else:
                left[task.index] = task
        with contextlib.closing(self._results(list(left.values()))) as results:
            for result in results:
                self._known.note(left[result.index], result)
                yield result.index, result.outcome

    def _results(self, tasks: Sequence[Task]) -> Generator[Result]:
        """The results of tasks, in the order in which they come."""
        from policygraph.building.workers import in_turn, over_workers, workers_for

        options = self._known.options
        if self._cluster and tasks:
            from policygraph.building.cluster import over_cluster

            return over_cluster(self._cluster, tasks, options, self._begin)
        workers = workers_for(tasks, self._jobs)
        if workers > 1:
            return over_workers(tasks, options, workers, self._begin)
        return in_turn(tasks, options, self._begin)


def _gone(journal: Journal, found: Found, folder: Path) -> Iterator[Path]:
    """The graphs of earlier runs that are of none of these reports."""
    here = {candidate.path.stem for candidate in found.candidates}
    for stem in sorted(journal.stems - here):
        graph = folder / f"{stem}.ttl"
        if is_file(graph):
            yield graph


def _write_index(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Writes the page of several reports, unless one of them has a page of that name itself or it is there already."""
    from policygraph.building.listing import row_of
    from policygraph.rdf import read_triples
    from policygraph.views.corpus import INDEX, corpus_page, made_of

    rows = [row_of(outcome) for outcome in outcomes if outcome.account]
    if len(rows) < 2 or INDEX in {row.page for row in rows}:  # noqa: PLR2004 - one needs no list
        return
    graphs = [folder / row.graph for row in rows]
    made = made_of(rows, (digest(graph.read_bytes()) for graph in graphs))
    mark = f'"made-of" content="{made}"'
    path = folder / INDEX
    if is_file(path) and mark.encode() in _beginning(path):
        return
    page = corpus_page(rows, lambda row: read_triples(folder / row.graph), made)
    write_atomically(path, page.encode())


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_BEGINNING)


def _check_store(store: Path | None) -> None:
    if store:
        from policygraph.store.replacing import check_place

        check_place(store)


def _load(outcomes: Sequence[Outcome], store: Path) -> None:
    """Loads the graphs that were written into a store folder."""
    from policygraph.store.loading import load_graphs

    written = [outcome.files[0] for outcome in outcomes if outcome.account]
    if written:
        load_graphs(written, store)
