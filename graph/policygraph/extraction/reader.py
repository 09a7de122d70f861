"""The reader's network: the border to onnxruntime. Windows in, scores out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygraph.errors import WeightsError
from policygraph.extraction.calibration import Calibration
from policygraph.extraction.decoding import Distances
from policygraph.extraction.pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policygraph.extraction.windows import Window

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

PIECES_A_BATCH = 1536
"""The most word pieces, padding included, that the encoder reads at a time."""

THREADS = 2
"""Fixed, so that the same text gives the same figures on every machine."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window, a row for each word.

    `tags` are logits (words, heads, 3), `stages` logits (words, stages); `starts` and `stops` say for a verb's first
    word (row) where its object begins and ends (column); `states` are (words, 4, width): a word as the first or last
    of a subject, the first or last of an object.
    """

    tags: Floats
    stages: Floats
    starts: Floats
    stops: Floats
    states: Floats


class Reader:
    """An encoder with its heads, loaded from a folder of weights.

    Args:
        folder: Holds `reader.onnx`, `pairs.onnx`, `tokenizer.json` and `reader.json`.

    Raises:
        WeightsError: A file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._layout = self._read_layout()
        self.heads: tuple[str, ...] = tuple(self._layout["heads"])
        self.stages: tuple[str, ...] = tuple(self._layout["stages"])
        self.linkages: tuple[str, ...] = tuple(self._layout["linkages"])
        ahead, longer = (np.array(self._layout[name], np.float32) for name in ("ahead", "longer"))
        self.distances = Distances(ahead, longer)
        self.calibration = Calibration.read(self._layout["calibration"])

    @cached_property
    def pieces(self) -> WordPieces:
        """The encoder's vocabulary."""
        return WordPieces(self._folder / "tokenizer.json")

    def read(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of each window, in order; windows of like length are read together."""
        order = sorted(range(len(windows)), key=lambda index: windows[index].length)
        results: dict[int, Scores] = {}
        for batch in _batches(order, windows):
            results.update(zip(batch, self._run([windows[index] for index in batch]), strict=True))
        for index in range(len(windows)):
            yield results.pop(index)

    def judge(self, subjects: Floats, objects: Floats, features: Integers) -> Floats:
        """The confidence, 0–1, of each linkage for pairs of mentions: (pairs, linkages)."""
        if not len(features):
            return np.zeros((0, len(self.linkages)), np.float32)
        feed = {"subjects": subjects, "objects": objects, "features": features}
        return np.asarray(self._pairs.run(["confidences"], feed)[0], np.float32)

    def _run(self, windows: list[Window]) -> Iterator[Scores]:
        feed = _feed(windows, self.pieces)
        names = ["tags", "stages", "starts", "stops", "states"]
        outputs = self._encoder.run(names, feed)
        for row, window in enumerate(windows):
            count = len(window.words)
            tags, stages, starts, stops, states = (output[row, :count] for output in outputs)
            yield Scores(tags, stages, starts[:, :count], stops[:, :count], states.reshape(count, 4, -1))

    @cached_property
    def _encoder(self) -> Any:  # noqa: ANN401  onnxruntime ships no types
        return self._session("reader.onnx")

    @cached_property
    def _pairs(self) -> Any:  # noqa: ANN401  likewise
        return self._session("pairs.onnx")

    def _session(self, name: str) -> Any:  # noqa: ANN401  likewise
        # Before the import: the library would write a device id below the home folder and try to send it.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # noqa: PLC0415  heavy

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Waiting threads sleep: on a busy machine, spinning ones take the processor from those that work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Weights are turned back into floats once, at loading, instead of being multiplied as integers.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        path = self._folder / name
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises its own kinds of bare Exception
            raise _broken(path, str(error).splitlines()[0]) from error

    def _read_layout(self) -> dict[str, Any]:
        path = self._folder / "reader.json"
        try:
            layout = json.loads(path.read_text(encoding="utf-8"))
            return {key: layout[key] for key in ("heads", "stages", "linkages", "ahead", "longer", "calibration")}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _broken(path, str(error)) from error


def _broken(path: Path, why: str) -> WeightsError:
    return WeightsError(
        f"{str(path)!r} cannot be read: {why}",
        expected="the reader's weights as `make train` writes them",
        remedy="install policygraph again, or name the right folder with --weights",
    )


def _batches(order: list[int], windows: Sequence[Window]) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        if batch and (windows[index].length + 2) * (len(batch) + 1) > PIECES_A_BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _feed(windows: list[Window], pieces: WordPieces) -> dict[str, NDArray[Any]]:
    """The network's inputs, padded with zeros to the longest window."""
    width = max(window.length for window in windows) + 2
    words = max(len(window.words) for window in windows)
    ids = np.zeros((len(windows), width), np.int64)
    shapes = np.zeros_like(ids)
    mask = np.zeros(ids.shape, np.int32)
    first = np.zeros((len(windows), words), np.int64)
    last = np.zeros_like(first)
    for row, window in enumerate(windows):
        counts = [len(word) for word in window.pieces]
        flat = [pieces.opening, *(piece for word in window.pieces for piece in word), pieces.closing]
        ends = np.cumsum(counts)
        ids[row, : len(flat)] = flat
        mask[row, : len(flat)] = 1
        shapes[row, 1 : len(flat) - 1] = np.repeat([word.shape for word in window.words], counts)
        first[row, : len(counts)] = ends - counts + 1
        last[row, : len(counts)] = ends
    return {"ids": ids, "shapes": shapes, "mask": mask, "first": first, "last": last}
