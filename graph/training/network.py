"""The reader as a PyTorch network: one small encoder, a tagging head a class, and heads for measures and linkages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from policygraph.extraction.decoding import LONGEST_OBJECT, REACH
from policygraph.extraction.words import SHAPES
from policygraph.namespaces import CLASSES, LINKAGES, STAGES
from training.examples import HEADS

if TYPE_CHECKING:
    from pathlib import Path

POINTER = 96
PAIR = 160
TAGS = 3
"""Outside, beginning, inside."""

DISTANCES = 10
"""Buckets of the distance between two mentions, in words; the last two say that one lies inside the other."""


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
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
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
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
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
        self.mentions = nn.Linear(width, 4 * PAIR)
        self.distance = nn.Embedding(2 * DISTANCES, PAIR)
        self.sentences = nn.Embedding(4, PAIR)
        self.types = nn.Embedding(len(CLASSES) ** 2 * 4, PAIR)
        self.product = nn.Linear(PAIR, PAIR, bias=False)
        self.judge = nn.Sequential(nn.ReLU(), nn.Dropout(0.2), nn.Linear(PAIR, len(LINKAGES)))
        self.drop = nn.Dropout(0.15)
        self.ahead = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.longer = nn.Parameter(torch.zeros(LONGEST_OBJECT))

    def states(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The state of each word, (batch, words, width): its first and its last piece, joined."""
        x = self.encoder(ids, shapes, mask)
        width = x.shape[-1]
        begin = torch.gather(x, 1, first[:, :, None].expand(-1, -1, width))
        end = torch.gather(x, 1, last[:, :, None].expand(-1, -1, width))
        return F.gelu(self.join(torch.cat((begin, end), -1)))

    def pointers(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """For each word as a verb (row), how likely each word (column) begins its object, and ends it."""
        asks, answers = self.asks(h), self.answers(h).transpose(1, 2)
        scale = POINTER**-0.5
        starts = torch.matmul(asks[..., :POINTER], answers[:, :POINTER]) * scale
        return starts, torch.matmul(asks[..., POINTER:], answers[:, POINTER:]) * scale

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Logits of the tags (batch, words, heads, 3) and stages, scores of a verb's object (start, end), states."""
        h = self.drop(self.states(ids, shapes, mask, first, last))
        tags = self.tags(h).view(*h.shape[:2], len(HEADS), TAGS)
        return tags, self.stage(h), *self.pointers(h), self.mentions(h)

    def pairs(self, subject: Tensor, object_: Tensor, features: Tensor) -> Tensor:
        """Logits of each linkage for pairs of mentions.

        `subject` and `object_` are (pairs, PAIR): the sum of a mention's first word in its role's opening slot and
        its last word in the closing one; `features` are (pairs, 3): distance, sentences, types.
        """
        feature = self.distance(features[:, 0]) + self.sentences(features[:, 1]) + self.types(features[:, 2])
        return self.judge(subject + object_ + self.product(torch.tanh(subject) * torch.tanh(object_)) + feature)


def pretrained(folder: Path, dropout: float) -> Reader:
    """A reader whose encoder starts from released BERT weights.

    Args:
        folder: Holds `config.json` and `model.safetensors` as sentence-transformers names them.
        dropout: Probability, 0–1.
    """
    config = json.loads((folder / "config.json").read_text())
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
