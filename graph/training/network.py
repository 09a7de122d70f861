"""The reader as a PyTorch network: one small encoder, a tagging head a class, and heads for measures and linkages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from policygraph.extraction.candidates import SIZES
from policygraph.extraction.pointing import CLOSING, OPENING
from policygraph.extraction.reader import ROLES
from policygraph.extraction.tagging import INSIDE, OUTSIDE
from policygraph.extraction.words import SHAPES
from policygraph.namespaces import LINKAGES, STAGES
from training.examples import HEADS

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = 5
"""How many of the released encoder's six layers are kept; with the last one it reads no better and longer."""

POINTER = 96
PAIR = 160
TAGS = 3
"""Outside, beginning, inside."""

NEVER = -1e4

HALVES = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # noqa: SLF001 - nothing else tells
"""Whether the processor reckons with half the precision; one that does not takes 13 times as long to act as if."""


class Layer(nn.Module):
    """One transformer block of BERT (post-norm)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The next states of the pieces; `mask` is added to the attention's logits."""
        batch, length, width = x.shape
        q, k, v = (
            self.qkv(x)
            .view(batch, length, 3, self.heads, width // self.heads)
            .permute(2, 0, 3, 1, 4)
        )
        p = self.dropout
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + F.dropout(mixed, p, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, p, self.training))


class Encoder(nn.Module):
    """BERT with one more input: what each word's letters look like."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(
                width,
                config["num_attention_heads"],
                config["intermediate_size"],
                dropout,
            )
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """The states of the pieces, (batch, pieces, width); `mask` is 1 where there is a piece."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Reader(nn.Module):
    """Encoder and heads; `forward` reads windows, `pairs` judges pairs of mentions."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.encoder = Encoder(config, dropout)
        self.join = nn.Linear(2 * width, width)
        self.tags = nn.Linear(width, len(HEADS) * TAGS)
        self.stage = nn.Linear(width, len(STAGES))
        self.asks = nn.Linear(width, 2 * POINTER)
        self.answers = nn.Linear(width, 2 * POINTER)
        self.mentions = nn.Linear(width, ROLES * PAIR)
        self.clues = nn.Embedding(sum(SIZES), PAIR)
        nn.init.normal_(self.clues.weight, std=0.3)
        self.product = nn.Linear(PAIR, PAIR, bias=False)
        self.judge = nn.Sequential(
            nn.ReLU(), nn.Dropout(0.2), nn.Linear(PAIR, len(LINKAGES))
        )
        self.drop = nn.Dropout(0.15)
        self.after = nn.Parameter(torch.zeros(len(HEADS), TAGS, TAGS))
        self.opening = nn.Parameter(torch.zeros(sum(OPENING)))
        self.closing = nn.Parameter(torch.zeros(sum(CLOSING)))

    def states(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """The state of each word, (batch, words, width): its first and its last piece, joined."""
        # Half the precision, half the time; heads and losses keep the whole.
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and HALVES):
            x = self.encoder(ids, shapes, mask)
        x = x.float()
        width = x.shape[-1]
        begin = torch.gather(x, 1, first[:, :, None].expand(-1, -1, width))
        end = torch.gather(x, 1, last[:, :, None].expand(-1, -1, width))
        return F.gelu(self.join(torch.cat((begin, end), -1)))

    def chain(self) -> Tensor:
        """The score of each tag behind each other, (heads, tag before, tag); no name goes on that has not begun."""
        never = torch.zeros(TAGS, TAGS)
        never[OUTSIDE, INSIDE] = NEVER
        return self.after + never

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """For each word: logits of the tags (heads, 3) and stages, what it asks and answers, its parts in pairs."""
        h = self.drop(self.states(ids, shapes, mask, first, last))
        tags = self.tags(h).view(*h.shape[:2], len(HEADS), TAGS)
        return tags, self.stage(h), self.asks(h), self.answers(h), self.mentions(h)

    def pairs(
        self, subject: Tensor, object_: Tensor, between: Tensor, clues: Tensor
    ) -> Tensor:
        """Logits of each linkage for pairs of mentions.

        `subject`, `object_` and `between` are (pairs, PAIR): the sum of a mention's first word in its role's opening
        slot and its last word in the closing one, and the mean of the words between; `clues` number what is plain to
        see of the pair.
        """
        product = self.product(torch.tanh(subject) * torch.tanh(object_))
        return self.judge(
            subject + object_ + between + product + self.clues(clues).sum(1)
        )


def config_of(folder: Path) -> dict[str, int]:
    """The sizes of the encoder: those of the released one, with fewer layers."""
    return json.loads((folder / "config.json").read_text()) | {
        "num_hidden_layers": LAYERS
    }


def pretrained(folder: Path, dropout: float) -> Reader:
    """A reader whose encoder starts from released BERT weights, without its topmost layers.

    Args:
        folder: Holds `config.json` and `model.safetensors` as sentence-transformers names them.
        dropout: Probability, 0–1.
    """
    config = config_of(folder)
    reader = Reader(config, dropout)
    known = load_file(folder / "model.safetensors")
    encoder = reader.encoder
    state = encoder.state_dict()
    state["words.weight"] = known["embeddings.word_embeddings.weight"]
    kind = known["embeddings.token_type_embeddings.weight"][0]
    state["places.weight"] = known["embeddings.position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = known[f"embeddings.LayerNorm.{part}"]
        for index in range(config["num_hidden_layers"]):
            old, new = f"encoder.layer.{index}", f"layers.{index}"
            self_ = f"{old}.attention.self"
            state[f"{new}.qkv.{part}"] = torch.cat(
                [known[f"{self_}.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for theirs, ours in (
                ("attention.output.dense", "out"),
                ("attention.output.LayerNorm", "norm1"),
                ("intermediate.dense", "up"),
                ("output.dense", "down"),
                ("output.LayerNorm", "norm2"),
            ):
                state[f"{new}.{ours}.{part}"] = known[f"{old}.{theirs}.{part}"]
    encoder.load_state_dict(state)
    return reader
