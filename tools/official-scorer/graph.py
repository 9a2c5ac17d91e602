"""The official scorer as an ONNX graph: InternLM's decoder, the last token that is no padding, five heads side by side.

Texts are padded on the right and every token sees only what is before it, so padding needs no mask: it is used to find the
last token. Sums of norms and soft-max are in 32 bits also where the weights are in 16, as in the official code.
"""
import math
import struct

from onnx_file import FLOAT, FLOAT16, INT64, UINT8, OnnxFile, value_info
from quantise import quantise

HEADS = [3, 3, 3, 2, 2]
LINEAR = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
          "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]


class Builder:
    def __init__(self, folder, config, tensors, precision, block, longest):
        self.file, self.config, self.tensors = OnnxFile(folder), config, tensors
        self.precision, self.block, self.longest = precision, block, longest
        self.kind = FLOAT16 if precision == "fp16" else FLOAT
        self.hidden, self.heads = config["hidden_size"], config["num_attention_heads"]
        self.head = self.hidden // self.heads

    def load(self, name, kind):
        return self.tensors[name].load().astype("<f2" if kind == FLOAT16 else "<f4")

    def cast(self, value, kind):
        return self.file.node("Cast", [value], to=kind) if self.kind != FLOAT else value

    def number(self, name, value, kind):
        return self.file.constant(name, kind, [], struct.pack("<e" if kind == FLOAT16 else "<f", value))

    def embed(self):
        stored = FLOAT if self.precision == "fp32" else FLOAT16
        table = self.load("model.embed_tokens.weight", stored)
        self.file.weights("embeddings", stored, table.shape, table.tobytes())
        rows = self.file.node("Gather", ["embeddings", "input_ids"], axis=0)
        return rows if stored == self.kind else self.file.node("Cast", [rows], to=self.kind)

    def linear(self, value, name):
        weights = self.load(f"{name}.weight", FLOAT if self.precision == "int4" else self.kind)
        outputs, inputs = weights.shape
        if self.precision == "int4":
            packed, scales = quantise(weights, self.block)
            self.file.weights(f"{name}.packed", UINT8, packed.shape, packed.tobytes())
            self.file.weights(f"{name}.scales", FLOAT, [scales.size], scales.tobytes())
            value = self.file.node("MatMulNBits", [value, f"{name}.packed", f"{name}.scales"], domain="com.microsoft",
                                   K=inputs, N=outputs, bits=4, block_size=self.block)
        else:
            turned = weights.T.copy()
            self.file.weights(name, self.kind, turned.shape, turned.tobytes())
            value = self.file.node("MatMul", [value, name])
        if f"{name}.bias" not in self.tensors:
            return value
        bias = self.load(f"{name}.bias", self.kind)
        self.file.weights(f"{name}.bias", self.kind, bias.shape, bias.tobytes())
        return self.file.node("Add", [value, f"{name}.bias"])

    def norm(self, value, name):
        node = self.file.node
        value = self.cast(value, FLOAT)
        mean = node("ReduceMean", [node("Mul", [value, value])], axes=[-1], keepdims=1)
        scaled = node("Div", [value, node("Sqrt", [node("Add", [mean, "epsilon"])])])
        weight = self.load(f"{name}.weight", self.kind)
        self.file.weights(name, self.kind, weight.shape, weight.tobytes())
        return node("Mul", [self.cast(scaled, self.kind), name])

    def turn(self, value):
        """Rotary positions: halves of each head as in the official code."""
        node = self.file.node
        first = node("Slice", [value, "zero", "half", "last_axis"])
        second = node("Slice", [value, "half", "whole", "last_axis"])
        turned = node("Concat", [node("Neg", [second]), first], axis=-1)
        return node("Add", [node("Mul", [value, self.cosine]), node("Mul", [turned, self.sine])])

    def attend(self, value, name):
        node = self.file.node
        query, key, values = (
            node("Transpose", [node("Reshape", [self.linear(value, f"{name}.{part}_proj"), "by_head"])], perm=[0, 2, 1, 3])
            for part in "qkv")
        turned = node("Transpose", [self.turn(key)], perm=[0, 1, 3, 2])
        scores = node("Div", [node("MatMul", [self.turn(query), turned]), "root"])
        scores = node("Add", [self.cast(scores, FLOAT), self.future])
        shares = self.cast(node("Softmax", [scores], axis=-1), self.kind)
        mixed = node("Transpose", [node("MatMul", [shares, values])], perm=[0, 2, 1, 3])
        return self.linear(node("Reshape", [mixed, "together"]), f"{name}.o_proj")

    def feed(self, value, name):
        node = self.file.node
        gate = self.linear(value, f"{name}.gate_proj")
        active = node("Mul", [gate, node("Sigmoid", [gate])])
        return self.linear(node("Mul", [active, self.linear(value, f"{name}.up_proj")]), f"{name}.down_proj")

    def shared(self):
        """What every layer uses: sizes, positions, and that nothing sees what comes after it."""
        import numpy

        file, node = self.file, self.file.node
        for name, values in {"zero": [0], "one": [1], "half": [self.head // 2], "whole": [self.head], "last_axis": [-1],
                             "first_axis": [0], "by_head": [0, 0, self.heads, self.head],
                             "together": [0, 0, self.hidden]}.items():
            file.integers(name, values)
        self.number("epsilon", self.config["rms_norm_eps"], FLOAT)
        self.number("root", math.sqrt(self.head), self.kind)
        self.number("never", -3.4e38, FLOAT)
        self.number("nothing", 0.0, FLOAT)
        base = self.config.get("rotary", {}).get("base", 10000)
        steps = 1.0 / base ** (numpy.arange(0, self.head, 2, dtype="f8") / self.head)
        angles = numpy.outer(numpy.arange(self.longest), numpy.concatenate([steps, steps]))
        kind = "<f2" if self.kind == FLOAT16 else "<f4"
        length = node("Slice", [node("Shape", ["input_ids"]), "one", file.integers("two", [2]), "first_axis"])
        for name, table in (("cosine", numpy.cos(angles)), ("sine", numpy.sin(angles))):
            file.weights(f"{name}_table", self.kind, table.shape, table.astype(kind).tobytes())
            setattr(self, name, node("Slice", [f"{name}_table", "zero", length, "first_axis"]))
        places = node("Range", [file.constant("start", INT64, [], bytes(8)), node("Squeeze", [length, "first_axis"]),
                                file.constant("step", INT64, [], struct.pack("<q", 1))])
        later = node("Greater", [places, node("Unsqueeze", [places, "one"])])
        self.future = node("Where", [later, "never", "nothing"])

    def pool(self, value):
        """The last token that is no padding, and the heads' outputs side by side, in 32 bits."""
        import numpy

        node = self.file.node
        count = node("ReduceSum", ["attention_mask", "one"], keepdims=1)
        last = node("Sub", [count, "one"])
        pooled = node("GatherND", [value, last], batch_dims=1)
        heads = numpy.concatenate([self.load(f"classifiers.{at}.weight", self.kind) for at in range(len(HEADS))]).T.copy()
        if heads.shape[1] != sum(HEADS):
            raise ValueError(f"The heads have {heads.shape[1]} outputs instead of {sum(HEADS)}.")
        self.file.weights("heads", self.kind, heads.shape, heads.tobytes())
        logits = node("MatMul", [pooled, "heads"])
        return node("Cast" if self.kind != FLOAT else "Identity", [logits], "logits",
                    **({"to": FLOAT} if self.kind != FLOAT else {}))

    def build(self):
        value = self.embed()
        self.shared()
        for layer in range(self.config["num_hidden_layers"]):
            name = f"model.layers.{layer}"
            value = self.file.node("Add", [value, self.attend(self.norm(value, f"{name}.input_layernorm"), f"{name}.self_attn")])
            value = self.file.node("Add", [value, self.feed(self.norm(value, f"{name}.post_attention_layernorm"), f"{name}.mlp")])
        self.pool(self.norm(value, "model.norm"))
        return self.file.finish([value_info("input_ids", INT64, ["items", "tokens"]),
                                 value_info("attention_mask", INT64, ["items", "tokens"])],
                                [value_info("logits", FLOAT, ["items", sum(HEADS)])])
