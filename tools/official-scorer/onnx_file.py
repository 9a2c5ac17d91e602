"""Writes ONNX files (github.com/onnx/onnx, onnx.proto) with their weights in a file beside them, of any size."""
import hashlib
import struct

FLOAT, UINT8, INT64, FLOAT16 = 1, 2, 7, 10
DATA_FILE = "model.onnx.data"
ALIGNMENT = 4096
OPSET, MICROSOFT_OPSET, IR_VERSION = 17, 1, 8


def _varint(value):
    value &= 0xFFFFFFFFFFFFFFFF
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def message(*fields):
    """Fields in their order: (number, int, float, text or bytes)."""
    parts = []
    for number, value in fields:
        if isinstance(value, int):
            parts.append(_varint(number << 3) + _varint(value))
        elif isinstance(value, float):
            parts.append(_varint(number << 3 | 5) + struct.pack("<f", value))
        else:
            raw = value.encode("utf8") if isinstance(value, str) else bytes(value)
            parts.append(_varint(number << 3 | 2) + _varint(len(raw)) + raw)
    return b"".join(parts)


def _attribute(name, value):
    if isinstance(value, float):
        return message((1, name), (2, value), (20, 1))
    if isinstance(value, int):
        return message((1, name), (3, value), (20, 2))
    return message((1, name), *((8, each) for each in value), (20, 7))


def value_info(name, kind, sizes):
    """An input or output; a size that is a text is decided by each call."""
    dims = message(*((1, message((2 if isinstance(size, str) else 1, size))) for size in sizes))
    return message((1, name), (2, message((1, message((1, kind), (2, dims))))))


class OnnxFile:
    """Nodes and weights in the order in which they are added; weights go to disk at once."""

    def __init__(self, folder):
        self.folder, self.nodes, self.tensors = folder, [], []
        self.data, self.size, self.hash = open(folder / DATA_FILE, "wb"), 0, hashlib.sha256()
        self.count = 0

    def node(self, operator, inputs, output=None, domain="", **attributes):
        self.count += 1
        output = output or f"{operator.lower()}_{self.count}"
        fields = [(1, name) for name in inputs] + [(2, output), (3, output), (4, operator)]
        fields += [(5, _attribute(name, value)) for name, value in attributes.items()]
        self.nodes.append(message(*fields, *([(7, domain)] if domain else [])))
        return output

    def _write(self, raw):
        self.data.write(raw)
        self.hash.update(raw)
        self.size += len(raw)

    def weights(self, name, kind, shape, raw, length=None):
        """A tensor in the file beside; `raw` is its numbers, little-endian, or the first of `length` bytes."""
        self._write(b"\0" * (-self.size % ALIGNMENT))
        place = {"location": DATA_FILE, "offset": str(self.size), "length": str(length or len(raw))}
        self._write(raw)
        entries = [(13, message((1, key), (2, text))) for key, text in place.items()]
        sizes = [(1, size) for size in shape]
        self.tensors.append(message(*sizes, (2, kind), (8, name), *entries, (14, 1)))
        return name

    def constant(self, name, kind, shape, raw):
        """A small tensor inside the graph's own file."""
        self.tensors.append(message(*((1, size) for size in shape), (2, kind), (8, name), (9, raw)))
        return name

    def integers(self, name, values):
        return self.constant(name, INT64, [len(values)], struct.pack(f"<{len(values)}q", *values))

    def finish(self, inputs, outputs):
        """Writes `model.onnx`; gives what a manifest says of the files."""
        self.data.close()
        graph = message(*((1, node) for node in self.nodes), (2, "scorer"), *((5, each) for each in self.tensors),
                        *((11, each) for each in inputs), *((12, each) for each in outputs))
        opsets = [(8, message((1, ""), (2, OPSET))), (8, message((1, "com.microsoft"), (2, MICROSOFT_OPSET)))]
        model = message((1, IR_VERSION), (2, "flames-bot"), (7, graph), *opsets)
        (self.folder / "model.onnx").write_bytes(model)
        data = {"file": DATA_FILE, "bytes": self.size, "sha256": self.hash.hexdigest()}
        return {"file": "model.onnx", "sha256": hashlib.sha256(model).hexdigest(), "data": [data]}
