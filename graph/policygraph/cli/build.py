"""``policygraph build``: reports become graphs and pages, and a summary says what was read."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.console import plural, say, show
from policygraph.cli.options import Json, OwnVocabulary, Quiet
from policygraph.cli.progress import Pace, Progress
from policygraph.limits import MAX_BYTES
from policygraph.namespaces import BASE
from policygraph.shipped import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.batch import Found
    from policygraph.building import Outcome, Step

_SHOWN_GONE = 5


def build(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT|FOLDER...",
            help="PDF, Word (.docx), HTML, Markdown or text, and folders.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="The folder for STEM.ttl and STEM.html.",
        ),
    ] = Path("out"),
    vocabulary: OwnVocabulary = None,
    base: Annotated[
        str,
        typer.Option(
            "--base", metavar="IRI", help="What the IRIs of the data begin with."
        ),
    ] = str(BASE),
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights",
            metavar="DIR",
            help="The reader's weights, instead of those shipped.",
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            metavar="X",
            help="Leave out mentions, measures and linkages below this confidence, 0-1.",
        ),
    ] = 0.0,
    max_bytes: Annotated[
        int,
        typer.Option(
            "--max-bytes",
            metavar="N",
            min=1,
            help="The longest text to take from a report, in bytes; the graph of 3,000,000 takes up to 1 GB of memory.",
        ),
    ] = MAX_BYTES,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            help="The language that the reports are in, whatever their words look like.",
        ),
    ] = "",
    reader: Annotated[
        str,
        typer.Option(
            "--reader",
            metavar="NAME",
            help="What reads: small, which ships, or MODULE:FUNCTION of an installed package.",
        ),
    ] = SHIPPED,
    about: Annotated[
        Path | None,
        typer.Option(
            "--about",
            metavar="TABLE",
            help="A CSV, TSV or XLSX with a row for each report: file, title, year or date, place, language, licence.",
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            metavar="DIR",
            help="Load the graphs into this store folder as well, as `load` does.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            show_default=False,
            help="The most processes that read side by side; as many as there are cores unless given.",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            show_default=False,
            help="Have a Dask cluster read, whose scheduler is at tcp://HOST:PORT.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Build what is unchanged as well.")
    ] = False,
    json_wanted: Json = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph and the page of reports.

    STEM.ttl and STEM.html are written for each; one that fails does not stop the others. Folders are walked; hidden
    files, graphs and pages of our own and files of other kinds in them are passed over. A report that was built before
    of the same bytes, in the same way, is not built again.
    """
    from policygraph.building import build_files
    from policygraph.cli.outcomes import as_json, gone_as_json, told

    watch = _Watch()
    brief = quiet or json_wanted
    with Progress(quiet=brief) as progress, watch.interrupted(brief=brief):
        outcomes = build_files(
            [Path(report) for report in reports],
            output,
            vocabulary=vocabulary or (),
            base=base,
            weights=weights,
            min_confidence=min_confidence,
            max_bytes=max_bytes,
            language=language,
            reader=reader,
            about=about,
            store=store,
            jobs=jobs,
            cluster=cluster,
            force=force,
            on_remark=watch.remarks.append,
            on_found=watch.find,
            on_step=lambda step: progress.show(watch.begun(step)),
            on_outcome=lambda outcome: progress.show(watch.ended(outcome)),
            on_gone=watch.gone.extend,
        )
    if json_wanted:
        answers = [*map(as_json, outcomes), *map(gone_as_json, watch.gone)]
        show(json.dumps(answers, indent=2, ensure_ascii=False))
    for remark in watch.remarks:
        say(f"policygraph: {remark}", unless=quiet)
    if not brief:
        show(told(outcomes, time.monotonic() - watch.began))
    code = _tell_failures(outcomes, brief=brief)
    if watch.passed_over:
        say(f"passed over {_listed(watch.passed_over)}", unless=brief)
    if watch.gone:
        say(_told_gone(watch.gone), unless=brief)
    if code:
        raise typer.Exit(code)


class _Watch:
    """What is learnt while reports are built."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.passed_over: Counter[str] = Counter()
        self.remarks: list[str] = []
        self.gone: list[Path] = []
        self._pace = Pace(0)

    @contextmanager
    def interrupted(self, *, brief: bool) -> Iterator[None]:
        """Says what is done when somebody presses Ctrl-C."""
        try:
            yield
        except KeyboardInterrupt:
            done, total = self._pace.done, self._pace.total
            told = f"interrupted: {done:,} of {plural(total, 'report')} done"
            say(f"{told}; the same command goes on from there", unless=brief)
            raise

    def find(self, found: Found) -> None:
        """Takes which reports there are."""
        self.passed_over.update(found.skipped)
        self._pace = Pace(len(found.candidates))

    def begun(self, step: Step) -> str:
        """What to show when a report is at some stage."""
        what = f"{step.path.name}: {step.stage}"
        if step.total == 1:
            return what
        if not self._pace.done:
            return f"[{step.index}/{step.total}] {what}"
        return self._going(what)

    def ended(self, outcome: Outcome) -> str:
        """What to show when a report is done."""
        self._pace.add(read=not outcome.unchanged)
        return self._going(outcome.path.name)

    def _going(self, what: str) -> str:
        return f"{self._pace.text()}: {what}"


def _tell_failures(outcomes: Sequence[Outcome], *, brief: bool) -> int:
    """Says which reports failed and why; the highest of their exit codes, 0 where none did."""
    errors = [outcome.error for outcome in outcomes if outcome.error]
    if errors and len(outcomes) > 1:
        say(
            f"{len(errors):,} of {plural(len(outcomes), 'report')} failed:",
            unless=brief,
        )
    for error in errors:
        say(f"policygraph: {error}")
    return max((error.exit_code for error in errors), default=0)


def _listed(passed_over: Counter[str]) -> str:
    """The files of the folders that are no reports, counted by kind."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in passed_over.items())
    return f"{plural(passed_over.total(), 'other file')}: {kinds}"


def _told_gone(graphs: Sequence[Path]) -> str:
    """What to say of graphs that are of none of the reports."""
    shown = ", ".join(str(path) for path in graphs[:_SHOWN_GONE])
    more = len(graphs) - _SHOWN_GONE
    rest = f" and {more:,} more" if more > 0 else ""
    return (
        f"{plural(len(graphs), 'graph')} of earlier runs, whose reports this one does not name: {shown}{rest}; "
        "remove what should not be asked any more"
    )
