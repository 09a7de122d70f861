"""The reader's network: the border to onnxruntime. Windows in, scores out."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from policygraph.digests import LIST, digest_of, listed_digests
from policygraph.errors import WeightsError
from policygraph.extraction.calibration import Calibration
from policygraph.extraction.pieces import WordPieces
from policygraph.extraction.pointing import Pointing
from policygraph.extraction.tagging import Chain, Tagged
from policygraph.threads import reader_threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from policygraph.extraction.windows import Window

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

PIECES_A_BATCH = 256
"""The most word pieces that the encoder reads at a time; a longer window is read alone."""

PADDING = 1.05
"""How much longer than its windows a batch may be, as a factor."""

WINDOWS_AT_ONCE = 64
"""Windows are sorted by length among so many, and what was read of them is given on before the next are read."""

PIECES_AT_ONCE = 4096
"""Fewer windows are sorted among each other where they have more word pieces: what is said of each takes 5 kB."""

ROLES = 5
"""What a word's part in a pair can be: first or last of its subject or of its object, or one that lies between."""

_WITHIN_WORDS = frozenset({"Named"})
"""The heads whose spans may be parts of a word of the text."""

_LAYOUT = ("heads", "stages", "linkages", "after", "opening", "closing", "calibration")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window.

    `spans` are what each head marks. The others have a row for each word: `stages` are logits; `asks` and `answers`
    (words, 2, width) are what a verb asks for and what a word answers as the first and as the last of an object;
    `states` (words, roles, width) are a word's parts in the judgement of pairs.
    """

    spans: Mapping[str, Sequence[Tagged]]
    stages: Floats
    asks: Floats
    answers: Floats
    states: Floats


class Reading(NamedTuple):
    """Windows that are being read: which are read together, and what the encoder says of each batch, once it has."""

    windows: Sequence[Window]
    batches: list[list[int]]
    runs: list[Future[list[Floats]]]


class Reader:
    """An encoder with its heads, loaded from a folder of weights.

    Args:
        folder: Holds `reader.onnx`, `pairs.onnx`, `tokenizer.json` and `reader.json`, and may list their digests.

    Raises:
        WeightsError: A file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._check()
        self._layout = self._read_layout()
        self.heads: tuple[str, ...] = tuple(self._layout["heads"])
        self.stages: tuple[str, ...] = tuple(self._layout["stages"])
        self.linkages: tuple[str, ...] = tuple(self._layout["linkages"])
        whole = tuple(head not in _WITHIN_WORDS for head in self.heads)
        self.chain = Chain(self._table("after"), whole)
        self.pointing = Pointing(self._table("opening"), self._table("closing"))
        self.calibration = Calibration.read(self._layout["calibration"])

    def _table(self, name: str) -> Floats:
        return np.array(self._layout[name], np.float32)

    @cached_property
    def pieces(self) -> WordPieces:
        """The encoder's vocabulary."""
        return WordPieces(self._folder / "tokenizer.json")

    def read(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of each window, in order; windows of like length are read together.

        While the caller works on what was read of some windows, the next are being read.
        """
        groups = groups_of(windows)
        _ = self._encoder  # loaded here, once, and not by whichever thread comes first
        with ThreadPoolExecutor(reader_threads()) as pool:
            begun = (self._begun(pool, group) for group in groups)
            # In pairs, so that the next group is begun before this one is waited for.
            for reading, _ in pairwise(chain(begun, [None])):
                if reading:
                    yield from self._finished(reading)

    def _begun(self, pool: Executor, windows: Sequence[Window]) -> Reading:
        """Windows, their batches, and what the encoder will say of each batch."""
        batches = list(_batches(windows))
        runs = []
        for batch in batches:
            together = [windows[index] for index in batch]
            runs.append(pool.submit(self._run, together))
        return Reading(windows, batches, runs)

    def _finished(self, reading: Reading) -> list[Scores]:
        windows, batches, runs = reading
        rows: dict[int, list[Floats]] = {}
        for batch, run in zip(batches, runs, strict=True):
            outputs = run.result()
            for row, index in enumerate(batch):
                length = len(windows[index].words)
                rows[index] = [values[row, :length] for values in outputs]
        in_order = [rows[index] for index in range(len(windows))]
        tags = [values[0] for values in in_order]
        found = self.chain.spans(windows, tags)
        return [
            self._scores(spans, *values[1:])
            for spans, values in zip(found, in_order, strict=True)
        ]

    def _scores(
        self,
        spans: list[list[Tagged]],
        stages: Floats,
        asks: Floats,
        answers: Floats,
        states: Floats,
    ) -> Scores:
        words = len(stages)
        by_head = dict(zip(self.heads, spans, strict=True))
        roles = states.reshape(words, ROLES, -1)
        return Scores(
            by_head,
            stages,
            asks.reshape(words, 2, -1),
            answers.reshape(words, 2, -1),
            roles,
        )

    def judge(
        self, subjects: Floats, objects: Floats, between: Floats, clues: Integers
    ) -> Floats:
        """The confidence, 0–1, of each linkage for pairs of mentions: (pairs, linkages).

        Args:
            subjects: The state of each pair's subject, (pairs, width).
            objects: Likewise of its object.
            between: Likewise of the words between them.
            clues: What is plain to see of the pair, as `candidates_of` numbers it.
        """
        feed = {
            "subjects": subjects,
            "objects": objects,
            "between": between,
            "clues": clues,
        }
        return np.asarray(self._pairs.run(["confidences"], feed)[0], np.float32)

    def _run(self, windows: list[Window]) -> list[Floats]:
        feed = _feed(windows, self.pieces)
        outputs: list[Floats] = self._encoder.run(
            ["tags", "stages", "asks", "answers", "states"], feed
        )
        return outputs

    @cached_property
    def _encoder(self) -> Any:  # noqa: ANN401  onnxruntime ships no types
        return self._session("reader.onnx")

    @cached_property
    def _pairs(self) -> Any:  # noqa: ANN401  likewise
        return self._session("pairs.onnx")

    def _session(self, name: str) -> Any:  # noqa: ANN401  likewise
        # Before the import: the library would write a device id below the home folder and try to send it.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Weights are turned back into floats once, at loading, instead of being multiplied as integers.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        path = self._folder / name
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library raises its own kinds of bare Exception
            raise _broken(path, str(error).splitlines()[0]) from error

    def _check(self) -> None:
        """Compares the files with the digests that the folder lists, where it does.

        Raises:
            WeightsError: One of them is missing or another.
        """
        try:
            for name, digest in listed_digests(self._folder).items():
                if digest_of(self._folder / name) != digest:
                    raise _broken(
                        self._folder / name, f"its SHA-256 is not the one in {LIST}"
                    )
        except OSError as error:
            raise _broken(
                Path(error.filename or self._folder), error.strerror or str(error)
            ) from error
        except ValueError as error:
            raise _broken(self._folder / LIST, "it is no list of digests") from error

    def _read_layout(self) -> dict[str, Any]:
        path = self._folder / "reader.json"
        try:
            layout = json.loads(path.read_text(encoding="utf-8"))
            return {key: layout[key] for key in _LAYOUT}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _broken(
                path, getattr(error, "strerror", None) or str(error)
            ) from error


def _broken(path: Path, why: str) -> WeightsError:
    return WeightsError(
        f"{str(path)!r} cannot be read: {why}",
        expected="the reader's weights as `make train` writes them",
        remedy="install policygraph again, or name the right folder with --weights",
    )


def groups_of(windows: Iterable[Window]) -> Iterator[list[Window]]:
    """The windows that are sorted among each other, in order."""
    group: list[Window] = []
    pieces = 0
    for window in windows:
        pieces += window.length
        is_full = len(group) == WINDOWS_AT_ONCE or pieces > PIECES_AT_ONCE
        if group and is_full:
            yield group
            group = []
            pieces = window.length
        group.append(window)
    if group:
        yield group


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """The indices of windows that are read together, the longest first, so that no thread waits for them at the end."""
    lengths = [window.length + 2 for window in windows]
    batch: list[int] = []
    longest = 0
    pieces = 0
    for index in sorted(range(len(windows)), key=lambda index: -lengths[index]):
        length = lengths[index]
        size = (len(batch) + 1) * longest
        if size > min(PIECES_A_BATCH, PADDING * (pieces + length)):
            yield batch
            batch = []
        if not batch:
            longest = length
            pieces = 0
        batch.append(index)
        pieces += length
    if batch:
        yield batch


def _feed(windows: list[Window], pieces: WordPieces) -> dict[str, NDArray[Any]]:
    """The network's inputs, padded with zeros to the longest window."""
    count = len(windows)
    width = max(window.length for window in windows) + 2
    words = max(len(window.words) for window in windows)
    ids = np.zeros((count, width), np.int64)
    shapes = np.zeros((count, width), np.int64)
    mask = np.zeros((count, width), np.int32)
    first = np.zeros((count, words), np.int64)
    last = np.zeros((count, words), np.int64)
    for row, window in enumerate(windows):
        own = chain.from_iterable(window.pieces)
        flat = [pieces.opening, *own, pieces.closing]
        length = len(flat)
        ids[row, :length] = flat
        mask[row, :length] = 1
        counts = [len(word) for word in window.pieces]
        shape_of_words = [word.shape for word in window.words]
        shapes[row, 1 : length - 1] = np.repeat(shape_of_words, counts)
        ends = np.cumsum(counts)
        begins = ends - counts + 1
        first[row, : len(counts)] = begins
        last[row, : len(counts)] = ends
    return {
        "ids": ids,
        "shapes": shapes,
        "mask": mask,
        "first": first,
        "last": last,
    }
