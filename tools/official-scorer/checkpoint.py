"""Reads PyTorch checkpoints without PyTorch: a zip of raw tensors and a pickle that says where they are.

Only the few names that tensors need are unpickled, so a hostile file runs nothing; tensors are read one by one, so the
memory that it takes is that of the largest.
"""
import collections
import pathlib
import pickle
import zipfile

BYTES = {"HalfStorage": 2, "BFloat16Storage": 2, "FloatStorage": 4}


class Tensor:
    """Where a tensor lies: a file, an entry of it, and which of the entry's numbers in which order."""

    def __init__(self, storage, offset, shape, strides):
        self.storage, self.offset, self.shape, self.strides = storage, offset, tuple(shape), tuple(strides)

    def load(self):
        """The numbers as a numpy array, float16 or float32; bfloat16 becomes float32."""
        import numpy

        kind, file, entry = self.storage
        with zipfile.ZipFile(file) as archive:
            raw = archive.read(entry)
        if kind == "BFloat16Storage":
            flat = (numpy.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")
        else:
            flat = numpy.frombuffer(raw, {"HalfStorage": "<f2", "FloatStorage": "<f4"}[kind])
        steps = [stride * flat.itemsize for stride in self.strides]
        return numpy.lib.stride_tricks.as_strided(flat[self.offset:], self.shape, steps)


class _Reader(pickle.Unpickler):
    def __init__(self, stream, file, prefix):
        super().__init__(stream)
        self.file, self.prefix = file, prefix

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, strides, *_: Tensor(storage, offset, shape, strides)
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return lambda tensor, *_: tensor
        if module == "torch" and name in BYTES:
            return name
        raise pickle.UnpicklingError(f"{self.file} holds {module}.{name}, which no tensor needs; it is not read.")

    def persistent_load(self, saved):
        _, kind, key, *_ = saved
        return kind, self.file, f"{self.prefix}/data/{key}"


def _tensors(file):
    with zipfile.ZipFile(file) as archive:
        entry = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        with archive.open(entry) as stream:
            return _Reader(stream, file, entry.rsplit("/", 1)[0]).load()


def read_checkpoint(folder):
    """All tensors of a folder's `pytorch_model*.bin` files by name."""
    files = sorted(pathlib.Path(folder).glob("pytorch_model*.bin"))
    if not files:
        raise FileNotFoundError(f"There is no pytorch_model*.bin in {folder}.")
    return {name: tensor for file in files for name, tensor in _tensors(file).items() if isinstance(tensor, Tensor)}
