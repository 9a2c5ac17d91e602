"""Run by `python3 test_export.py`; needs numpy and sentencepiece, and the tiny model of test/fixtures/official-scorer."""
import collections
import hashlib
import io
import json
import pathlib
import pickle
import subprocess
import sys
import tempfile
import types
import unittest
import zipfile
from unittest import mock

import numpy

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from checkpoint import read_checkpoint
from graph import Builder
from manifest import BITS, estimate, manifest, probabilities
from parity import items, parity, stored
from quantise import quantise, restore
from reference import logits

TINY = HERE.parents[1] / "test/fixtures/official-scorer"
CONFIG = json.loads((TINY / "config.json").read_text("utf8"))


class Storage:
    """Stands for a storage of torch while a checkpoint is pickled."""

    def __init__(self, kind, key):
        self.kind, self.key = kind, key


class Rebuilt:
    """Pickled as torch pickles a tensor: a call of `torch._utils._rebuild_tensor_v2`."""

    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self.parts


def checkpoint(folder, tensors):
    """Writes one file as torch does: name to (kind of storage, raw numbers, shape, strides)."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, value):
            return ("storage", value.kind, value.key, "cpu", 0) if isinstance(value, Storage) else None

    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
    exec("def _rebuild_tensor_v2(*parts): pass", utils.__dict__)
    for kind in ("HalfStorage", "BFloat16Storage", "FloatStorage"):
        setattr(torch, kind, type(kind, (), {"__module__": "torch", "__qualname__": kind}))
    sys.modules.update({"torch": torch, "torch._utils": utils})
    stream = io.BytesIO()
    Pickler(stream, protocol=2).dump(collections.OrderedDict(
        (name, Rebuilt(Storage(getattr(torch, kind), str(at)), 0, shape, strides, False, None))
        for at, (name, (kind, _, shape, strides)) in enumerate(tensors.items())))
    for name in ("torch", "torch._utils"):
        del sys.modules[name]
    with zipfile.ZipFile(folder / "pytorch_model.bin", "w") as archive:
        archive.writestr("archive/data.pkl", stream.getvalue())
        for at, (_, raw, _, _) in enumerate(tensors.values()):
            archive.writestr(f"archive/data/{at}", raw)


class Checkpoint(unittest.TestCase):
    def test_reads_the_tensors_of_all_files(self):
        tensors = read_checkpoint(TINY)
        self.assertEqual(tensors["model.embed_tokens.weight"].shape, (CONFIG["vocab_size"], CONFIG["hidden_size"]))
        self.assertEqual([tensors[f"classifiers.{at}.weight"].shape[0] for at in range(5)], [3, 3, 3, 2, 2])
        layers = {name.split(".")[2] for name in tensors if name.startswith("model.layers.")}
        self.assertEqual(layers, {"0", "1"})

    def test_reads_16_and_32_bits_and_turned_tensors(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            numbers = numpy.array([[1.5, -2, 0.25], [3, 4, -0.5]], "<f4")
            brain = (numbers.view("<u4") >> 16).astype("<u2")
            checkpoint(folder, {
                "half": ("HalfStorage", numbers.astype("<f2").tobytes(), (2, 3), (3, 1)),
                "brain": ("BFloat16Storage", brain.tobytes(), (2, 3), (3, 1)),
                "whole": ("FloatStorage", numbers.tobytes(), (2, 3), (3, 1)),
                "turned": ("FloatStorage", numbers.tobytes(), (3, 2), (1, 3)),
            })
            tensors = read_checkpoint(folder)
            for kind in ("half", "brain", "whole"):
                numpy.testing.assert_array_equal(tensors[kind].load(), numbers)
            numpy.testing.assert_array_equal(tensors["turned"].load(), numbers.T)

    def test_a_hostile_file_runs_nothing(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            touched = folder / "touched"
            evil = pickle.dumps({"x": type("Evil", (), {"__reduce__": lambda _: (pathlib.Path.touch, (touched,))})()})
            with zipfile.ZipFile(folder / "pytorch_model.bin", "w") as archive:
                archive.writestr("archive/data.pkl", evil)
            with self.assertRaisesRegex(pickle.UnpicklingError, "which no tensor needs"):
                read_checkpoint(folder)
            self.assertFalse(touched.exists())

    def test_says_where_no_checkpoint_is(self):
        with tempfile.TemporaryDirectory() as name, self.assertRaisesRegex(FileNotFoundError, "pytorch_model"):
            read_checkpoint(name)


class Quantise(unittest.TestCase):
    def test_is_at_most_a_step_off_and_exact_at_the_largest(self):
        weights = numpy.random.default_rng(3).normal(size=(5, 64)).astype("<f4")
        packed, scales = quantise(weights, 32)
        self.assertEqual((packed.shape, packed.dtype, scales.shape), ((5, 2, 16), numpy.uint8, (5, 2)))
        off = numpy.abs(restore(packed, scales) - weights).reshape(5, 2, 32)
        self.assertTrue((off <= numpy.abs(scales)[..., None] * 1.0001).all())
        blocks = weights.reshape(5, 2, 32)
        largest = numpy.abs(blocks).argmax(-1)[..., None]
        numpy.testing.assert_allclose(numpy.take_along_axis(off, largest, -1), 0, atol=1e-6)

    def test_packs_the_first_of_two_into_the_low_half(self):
        weights = numpy.array([[-8, 7] + [0] * 30], "<f4")
        packed, scales = quantise(weights, 32)
        self.assertEqual((int(packed[0, 0, 0]), float(scales[0, 0])), (0 | 15 << 4, 1.0))
        numpy.testing.assert_array_equal(restore(packed, scales), weights)

    def test_zeros_stay_zeros_and_uneven_blocks_are_refused(self):
        numpy.testing.assert_array_equal(restore(*quantise(numpy.zeros((2, 32)), 32)), numpy.zeros((2, 32)))
        with self.assertRaisesRegex(ValueError, "blocks of 32"):
            quantise(numpy.zeros((1, 48)), 32)


class Parity(unittest.TestCase):
    def test_the_reference_gives_the_stored_outputs(self):
        expected = json.loads((TINY / "expected.json").read_text("utf8"))
        tensors = read_checkpoint(TINY)
        found = logits(CONFIG, stored(tensors, "fp32", 32, "<f8"), tensors, [row["ids"] for row in expected])
        numpy.testing.assert_allclose(found, [row["logits"] for row in expected], atol=1e-9)

    def test_int4_is_another_model_and_a_near_one(self):
        tensors = read_checkpoint(TINY)
        whole, small = (parity(CONFIG, stored(tensors, precision, 32), tensors, TINY / "tokenizer.model", items())
                        for precision in ("fp32", "int4"))
        off = [abs(a["probabilities"][label] - b["probabilities"][label]) for a, b in zip(whole, small) for label in "123"]
        self.assertGreater(max(off), 1e-4)
        self.assertLess(sum(off) / len(off), 0.1)

    def test_probabilities_are_of_the_labels_that_a_head_has(self):
        self.assertEqual(probabilities([0.0, 0.0], [3, 1]), {"1": 0.5, "2": 0.0, "3": 0.5})


class Export(unittest.TestCase):
    def export(self, out, *more):
        command = [sys.executable, str(HERE / "export.py"), "export", "--weights", str(TINY), "--out", str(out), "--name", "tiny",
                   "--source", "random", "--working-memory", "1000000", *more]
        return subprocess.run(command, capture_output=True, text=True)

    def test_gives_the_package_of_the_repository_again(self):
        with tempfile.TemporaryDirectory() as name:
            out = pathlib.Path(name)
            self.assertEqual(self.export(out, "--precision", "fp32").returncode, 0)
            for file in ("model.onnx", "model.onnx.data", "tokenizer.model"):
                self.assertEqual((out / file).read_bytes(), (TINY / "package" / file).read_bytes(), file)
            found, kept = (json.loads((folder / "manifest.json").read_text("utf8")) for folder in (out, TINY / "package"))
            # probabilities differ in their last digits from machine to machine
            for whole in (found, kept):
                self.assertEqual(len(whole["parity"].pop("sha256")), 64)
            self.assertEqual(found, kept)

    def test_a_manifest_names_its_files(self):
        for precision in BITS:
            with self.subTest(precision), tempfile.TemporaryDirectory() as name:
                out = pathlib.Path(name)
                self.export(out, "--precision", precision)
                whole = json.loads((out / "manifest.json").read_text("utf8"))
                for part in [whole["model"], *whole["model"]["data"], whole["tokenizer"], whole["parity"]]:
                    self.assertEqual(hashlib.sha256((out / part["file"]).read_bytes()).hexdigest(), part["sha256"])
                self.assertEqual((out / "model.onnx.data").stat().st_size, whole["model"]["data"][0]["bytes"])

    def test_the_size_is_the_estimate_beside_the_tables_of_positions(self):
        tensors = read_checkpoint(TINY)
        for precision in BITS:
            with self.subTest(precision), tempfile.TemporaryDirectory() as name, mock.patch("onnx_file.ALIGNMENT", 1):
                built = Builder(pathlib.Path(name), CONFIG, tensors, precision, 32, 2048).build()
                head = CONFIG["hidden_size"] // CONFIG["num_attention_heads"]
                tables = 2 * 2048 * head * (2 if precision == "fp16" else 4)
                self.assertEqual(built["data"][0]["bytes"] - tables, estimate(CONFIG, precision))

    def test_fp16_is_told_to_take_its_weights_three_times(self):
        model = {"file": "model.onnx", "sha256": "0" * 64, "data": [{"file": "d", "bytes": 1000, "sha256": "0" * 64}]}
        memory = {each: manifest("n", model, "0" * 64, "0" * 64, each, "s", working_memory=5)["model"]["memoryBytes"] for each in BITS}
        self.assertEqual(memory, {"fp32": 1005, "fp16": 3005, "int4": 1005})

    def test_refuses_another_architecture_in_one_line(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "config.json").write_text(json.dumps({**CONFIG, "hidden_act": "gelu"}), "utf8")
            found = subprocess.run([sys.executable, str(HERE / "export.py"), "sizes", "--weights", name],
                                   capture_output=True, text=True)
            self.assertEqual(found.returncode, 1)
            self.assertEqual(found.stderr.strip().count("\n"), 0)
            self.assertIn("not the official scorer's architecture", found.stderr)


if __name__ == "__main__":
    unittest.main()
