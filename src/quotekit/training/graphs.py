"""The two graphs of a model, node by node: eight-bit products between steps in floats.

Weights have a scale for each column of a product. Activations have a step for each channel, which is fixed
when the graph is written (as in SmoothQuant, Xiao et al. 2023, the differences between channels are moved
into the weights). So no row depends on another row, and several units can be read in one run.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from quotekit.attribution.learned.units import FEATURES
from quotekit.training.network import Shape

Floats = npt.NDArray[np.float32]

OPSET, IR_VERSION = 17, 8
RUNTIME = "com.microsoft"
"""The domain of operators that only ONNX Runtime has."""

_ZEROS = (8, 16, 24, 32, 48, 64, 96, 128)
"""The zero points to try: how many of the 256 values are for numbers below 0."""


@attrs.frozen
class Range:
    """Hold the least and the greatest number of each channel of a product's input."""

    least: Floats
    greatest: Floats

    def steps(self) -> tuple[int, Floats]:
        """Return the zero point, and the size of each channel's 256 steps."""

        def steps(zero: int) -> Floats:
            above = np.maximum(self.greatest, 1e-3) / (255 - zero)
            below = np.maximum(-self.least, 1e-3) / zero
            return np.maximum(above, below).astype(np.float32)

        zero = min(_ZEROS, key=lambda zero: float(np.log(steps(zero)).sum()))
        return zero, steps(zero)


def encoder(weights: Mapping[str, Floats], ranges: Mapping[str, Range], shape: Shape) -> ModelProto:
    """Return the first pass: from pieces, features and lengths to states and the scores of tags."""
    graph = _Graph(weights, ranges, shape)
    states = graph.embedded()
    for number in range(shape.layers):
        states = graph.layer(states, f"encoder.layers.{number}")
    graph.named("states", states)
    graph.named("cues", graph.scored("states", "encoder.cues"))
    graph.named("entities", graph.scored("states", "encoder.entities"))
    return graph.model(
        inputs=[
            _value("pieces", TensorProto.INT64, "units", "pieces"),
            _value("features", TensorProto.INT64, "units", "pieces", len(FEATURES)),
            _value("lengths", TensorProto.INT32, "units"),
        ],
        outputs=[
            _value("states", TensorProto.FLOAT, "units", "pieces", shape.width),
            *(
                _value(name, TensorProto.FLOAT, "units", "pieces", len(weights[f"encoder.{name}.bias"]))
                for name in ("cues", "entities")
            ),
        ],
    )


def reader(weights: Mapping[str, Floats], ranges: Mapping[str, Range], shape: Shape) -> ModelProto:
    """Return the second pass: from states, distances and lengths, a row a cue, to the scores of parts."""
    graph = _Graph(weights, ranges, shape)
    marks = graph.node("Gather", graph.weight("reader.mark.weight"), "distances")
    states = graph.layer(graph.node("Add", "states", marks), "reader.layer")
    graph.named("parts", graph.scored(states, "reader.parts"))
    return graph.model(
        inputs=[
            _value("states", TensorProto.FLOAT, "cues", "pieces", shape.width),
            _value("distances", TensorProto.INT64, "cues", "pieces"),
            _value("lengths", TensorProto.INT32, "cues"),
        ],
        outputs=[_value("parts", TensorProto.FLOAT, "cues", "pieces", len(weights["reader.parts.bias"]))],
    )


class _Graph:
    """Collect nodes and constants. Methods return the name of what they add."""

    def __init__(self, weights: Mapping[str, Floats], ranges: Mapping[str, Range], shape: Shape) -> None:
        self._weights, self._ranges, self._shape = weights, ranges, shape
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}

    def model(self, *, inputs: list[ValueInfoProto], outputs: list[ValueInfoProto]) -> ModelProto:
        graph = helper.make_graph(self._nodes, "quotekit", inputs, outputs, list(self._constants.values()))
        operators = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION)

    def node(self, operator: str, *inputs: str, domain: str = "", outputs: int = 1, **options: object) -> str:
        name = f"{operator}.{len(self._nodes)}"
        names = [name, *(f"{name}.{more}" for more in range(1, outputs))]
        self._nodes.append(
            helper.make_node(operator, list(inputs), names, name=name, domain=domain, **options)
        )
        return name

    def named(self, name: str, value: str) -> None:
        self._nodes.append(helper.make_node("Identity", [value], [name], name=name))

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        self._constants[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self._weights[name])

    def embedded(self) -> str:
        """Return the sum of pieces, places and features, the table of pieces in eight bits a number."""
        table = self._weights["encoder.piece.weight"]
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        whole = self.constant("encoder.piece.weight_quantized", np.round(table / scale).astype(np.int8))
        pieces = self.node("Cast", self.node("Gather", whole, "pieces"), to=TensorProto.FLOAT)
        scales = self.constant("encoder.piece.weight_scale", scale.astype(np.float32))
        pieces = self.node("Mul", pieces, self.node("Gather", scales, "pieces"))
        length = self.node(
            "Slice", self.node("Shape", "pieces"), self.constant("1", [1]), self.constant("2", [2])
        )
        places = self.node("Slice", self.weight("encoder.position.weight"), self.constant("0", [0]), length)
        states = self.node("Add", self.node("Add", pieces, self._features()), places)
        return self._norm(states, "encoder.norm")

    def _features(self) -> str:
        """Return the sum of the features' vectors, from a table with a row for each combination.

        The table depends only on constants, so that it is computed when the graph is loaded.
        """
        sizes, width = list(FEATURES.values()), self._shape.width
        table = ""
        for at in range(len(sizes)):
            shape = self.constant(
                f"features.{at}", [*(size if at == n else 1 for n, size in enumerate(sizes)), width]
            )
            one = self.node("Reshape", self.weight(f"encoder.features.{at}.weight"), shape)
            table = self.node("Add", table, one) if table else one
        table = self.node("Reshape", table, self.constant("features.together", [-1, width]))
        worth = self.constant("features.worth", [int(np.prod(sizes[at + 1 :])) for at in range(len(sizes))])
        number = self.node(
            "ReduceSum", self.node("Mul", "features", worth), self.constant("last", [-1]), keepdims=0
        )
        return self.node("Gather", table, number)

    def layer(self, states: str, name: str) -> str:
        """Return the states after one encoder layer."""
        attended = self._shape.heads * self._shape.head
        mixed = self.node(
            "Split",
            self._product(states, f"{name}.mix"),
            self.constant("thirds", [attended] * 3),
            axis=2,
            outputs=3,
        )
        read = self.node(
            "MultiHeadAttention",
            *(mixed, f"{mixed}.1", f"{mixed}.2", "", "lengths"),
            domain=RUNTIME,
            num_heads=self._shape.heads,
        )
        states = self.node("Add", states, self._product(read, f"{name}.out"))
        states = self._norm(states, f"{name}.norm")
        risen = self.node("Gelu", self._product(states, f"{name}.rise"), domain=RUNTIME)
        states = self.node("Add", states, self._product(risen, f"{name}.fall"))
        return self._norm(states, f"{name}.last")

    def _norm(self, states: str, name: str) -> str:
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", states, scale, bias, epsilon=1e-12)

    def scored(self, states: str, name: str) -> str:
        """Return a head's scores, in floats."""
        weight = self.constant(f"{name}.weight_turned", self._weights[f"{name}.weight"].T)
        return self.node("Add", self.node("MatMul", states, weight), self.weight(f"{name}.bias"))

    def _product(self, states: str, name: str) -> str:
        zero, steps = self._ranges[name].steps()
        weight = self._weights[f"{name}.weight"].T * steps[:, None]
        scale = (np.maximum(np.abs(weight).max(0), 1e-8) / 127).astype(np.float32)
        one, point = self.constant("one", np.float32(1)), self.constant(f"zero.{zero}", np.uint8(zero))
        inverse = self.constant(f"{name}.weight_inverse", 1 / steps)
        return self.node(
            "MatMulIntegerToFloat",
            self.node("QuantizeLinear", self.node("Mul", states, inverse), one, point),
            self.constant(f"{name}.weight_quantized", np.round(weight / scale).astype(np.int8)),
            one,
            self.constant(f"{name}.weight_scale", scale),
            point,
            self.constant(f"{name}.weight_zero_point", np.zeros(len(scale), np.int8)),
            self.weight(f"{name}.bias"),
            domain=RUNTIME,
        )


def _value(name: str, kind: int, *shape: str | int) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
