"""Write a trained reader as ONNX, the form in which the package reads it.

Weights are stored as 8-bit integers with one scale an output channel, and turned back into floats when the session
loads them: a quarter of the size, and no arithmetic in integers.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from policygraph.digests import write_digests
from policygraph.extraction.candidates import SIZES
from policygraph.namespaces import LINKAGES, STAGES
from training.examples import HEADS
from training.network import PAIR, TAGS, config_of, pretrained

CALIBRATION = Path(__file__).parent / "calibration.json"
"""How often what was read was right, as `training.calibrate` measures it on reports left out."""

OPSET = 21
Array = NDArray[np.float32]


class Graph:
    """An ONNX graph under construction: each method adds a node and names its output."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def node(
        self,
        kind: str,
        *inputs: str,
        outputs: int = 1,
        domain: str = "",
        **attributes: object,
    ) -> str:
        """Add a node; where it has several outputs, their names end in ".0", ".1" and so on."""
        name = f"{kind}{len(self._nodes)}"
        names = (
            [name] if outputs == 1 else [f"{name}.{index}" for index in range(outputs)]
        )
        self._nodes.append(
            helper.make_node(
                kind, list(inputs), names, name=name, domain=domain, **attributes
            )
        )
        return name

    def constant(self, name: str, value: NDArray) -> str:
        """An initializer of the graph."""
        self._constants[name] = numpy_helper.from_array(
            np.ascontiguousarray(value), name
        )
        return name

    def linear(self, x: str, name: str, *, bias: bool = True) -> str:
        """X times a weight matrix, stored in 8 bits, plus its bias."""
        scaled = self._quantised(
            f"{name}.weight", self._weights[f"{name}.weight"].T, axis=1
        )
        out = self.node("MatMul", x, scaled)
        return (
            self.node(
                "Add", out, self.constant(f"{name}.bias", self._weights[f"{name}.bias"])
            )
            if bias
            else out
        )

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation."""
        scale = self.constant(f"{name}.weight", self._weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self._weights[f"{name}.bias"])
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)

    def embedding(self, ids: str, name: str) -> str:
        """Rows of a table that is stored in 8 bits with a scale a row."""
        table, scales = _eight_bits(self._weights[f"{name}.weight"], axis=0)
        rows = self.node("Gather", self.constant(f"{name}.rows", table), ids, axis=0)
        scale = self.node(
            "Gather", self.constant(f"{name}.scales", scales[:, None]), ids, axis=0
        )
        return self.node("Mul", self.node("Cast", rows, to=TensorProto.FLOAT), scale)

    def small_embedding(self, ids: str, name: str) -> str:
        """Rows of a table that is small enough for floats."""
        return self.node(
            "Gather",
            self.constant(f"{name}.rows", self._weights[f"{name}.weight"]),
            ids,
            axis=0,
        )

    def _quantised(self, name: str, weight: Array, axis: int) -> str:
        values, scales = _eight_bits(weight, axis)
        return self.node(
            "DequantizeLinear",
            self.constant(name, values),
            self.constant(f"{name}.scales", scales),
            axis=axis,
        )

    def write(
        self, path: Path, inputs: list[onnx.ValueInfoProto], outputs: dict[str, str]
    ) -> None:
        """Close the graph and write it; `outputs` maps the names of values to the names that callers use."""
        nodes = self._nodes + [
            helper.make_node("Identity", [old], [new]) for old, new in outputs.items()
        ]
        results = [
            helper.make_tensor_value_info(new, TensorProto.FLOAT, None)
            for new in outputs.values()
        ]
        graph = helper.make_graph(
            nodes, "reader", inputs, results, list(self._constants.values())
        )
        model = helper.make_model(
            graph,
            opset_imports=[
                helper.make_opsetid("", OPSET),
                helper.make_opsetid("com.microsoft", 1),
            ],
        )
        model.ir_version = 10
        path.write_bytes(model.SerializeToString(deterministic=True))


def _eight_bits(weight: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """A matrix in 8 bits with a scale for each index of one axis."""
    other = 1 - axis
    scales = np.maximum(np.abs(weight).max(axis=other) / 127, 1e-12).astype(np.float32)
    spread = np.expand_dims(scales, other)
    return np.clip(np.rint(weight / spread), -127, 127).astype(np.int8), scales


def encoder_graph(
    weights: dict[str, Array], config: dict[str, int], path: Path
) -> None:
    """Write the encoder and the heads that read every word."""
    g = Graph(weights)
    width, heads = config["hidden_size"], config["num_attention_heads"]
    length = g.node("Shape", "ids", start=1, end=2)
    places = g.constant("encoder.places.rows", weights["encoder.places.weight"])
    zero, axis = (
        g.constant("zero", np.array([0], np.int64)),
        g.constant("axis0", np.array([0], np.int64)),
    )
    x = g.node(
        "Add",
        g.embedding("ids", "encoder.words"),
        g.node("Slice", places, zero, length, axis),
    )
    x = g.norm(
        g.node("Add", x, g.small_embedding("shapes", "encoder.shapes")), "encoder.norm"
    )
    for index in range(config["num_hidden_layers"]):
        x = _layer(g, x, f"encoder.layers.{index}", width, heads)
    states = g.node(
        "Concat", _words(g, x, "first", width), _words(g, x, "last", width), axis=-1
    )
    h = g.node("Gelu", g.linear(states, "join"))
    tags = g.node(
        "Reshape",
        g.linear(h, "tags"),
        g.constant("heads", np.array([0, 0, len(HEADS), TAGS], np.int64)),
    )
    outputs = {tags: "tags", g.linear(h, "stage"): "stages"}
    outputs |= {g.linear(h, "asks"): "asks", g.linear(h, "answers"): "answers"}
    outputs[g.linear(h, "mentions")] = "states"
    pieces = {
        "ids": TensorProto.INT64,
        "shapes": TensorProto.INT64,
        "mask": TensorProto.INT32,
    }
    inputs = [
        helper.make_tensor_value_info(name, kind, ["batch", "pieces"])
        for name, kind in pieces.items()
    ]
    inputs += [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "words"])
        for name in ("first", "last")
    ]
    g.write(path, inputs, outputs)


def _layer(g: Graph, x: str, name: str, width: int, heads: int) -> str:
    thirds = g.constant("thirds", np.array([width] * 3, np.int64))
    qkv = g.node("Split", g.linear(x, f"{name}.qkv"), thirds, outputs=3, axis=-1)
    parts = (f"{qkv}.{index}" for index in range(3))
    mixed = g.node(
        "MultiHeadAttention",
        *parts,
        "",
        "mask",
        domain="com.microsoft",
        num_heads=heads,
    )
    x = g.norm(g.node("Add", x, g.linear(mixed, f"{name}.out")), f"{name}.norm1")
    inner = g.node("Gelu", g.linear(x, f"{name}.up"))
    return g.norm(g.node("Add", x, g.linear(inner, f"{name}.down")), f"{name}.norm2")


def _words(g: Graph, x: str, which: str, width: int) -> str:
    """The state of each word's first (or last) piece."""
    index = g.node("Unsqueeze", which, g.constant("axis2", np.array([2], np.int64)))
    spread = g.node(
        "Expand", index, g.constant("spread", np.array([1, 1, width], np.int64))
    )
    return g.node("GatherElements", x, spread, axis=1)


def pair_graph(weights: dict[str, Array], path: Path) -> None:
    """Write the head that judges pairs of mentions."""
    g = Graph(weights)
    seen = g.node(
        "ReduceSum",
        g.small_embedding("clues", "clues"),
        g.constant("axis1", np.array([1], np.int64)),
        keepdims=0,
    )
    product = g.node("Mul", g.node("Tanh", "subjects"), g.node("Tanh", "objects"))
    total = g.node(
        "Sum",
        "subjects",
        "objects",
        "between",
        seen,
        g.linear(product, "product", bias=False),
    )
    logits = g.linear(g.node("Relu", total), "judge.2")
    states = ("subjects", "objects", "between")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pairs", PAIR])
        for name in states
    ]
    inputs.append(
        helper.make_tensor_value_info("clues", TensorProto.INT64, ["pairs", len(SIZES)])
    )
    g.write(path, inputs, {g.node("Sigmoid", logits): "confidences"})


def export(state: Path, encoder: Path, out: Path) -> None:
    """Write `reader.onnx`, `pairs.onnx`, `tokenizer.json` and `reader.json` into a folder, and their digests."""
    out.mkdir(parents=True, exist_ok=True)
    config = config_of(encoder)
    network = pretrained(encoder, 0.0)
    network.load_state_dict(torch.load(state, weights_only=True))
    weights = {
        name: value.numpy().astype(np.float32)
        for name, value in network.state_dict().items()
    }
    encoder_graph(weights, config, out / "reader.onnx")
    pair_graph(weights, out / "pairs.onnx")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    layout = {"heads": HEADS, "stages": STAGES, "linkages": LINKAGES}
    layout |= {"calibration": json.loads(CALIBRATION.read_text(encoding="utf-8"))}
    layout |= {
        name: np.round(weights[name].astype(float), 4).tolist()
        for name in ("after", "opening", "closing")
    }
    (out / "reader.json").write_text(json.dumps(layout, indent=1) + "\n")
    write_digests(out, ("reader.onnx", "pairs.onnx", "tokenizer.json", "reader.json"))
