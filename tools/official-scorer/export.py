#!/usr/bin/env python3
"""Makes a scorer package of the official Flames scorer's weights. See README.md beside this file.

export.py export --weights FOLDER --out FOLDER [--precision int4|fp16|fp32]
export.py sizes --weights FOLDER
export.py agreement A.jsonl B.jsonl
"""
import argparse
import hashlib
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from agreement import LEAST_AGREEMENT, LEAST_ITEMS, compare, read_labels
from manifest import BITS, LONGEST, WORKING_MEMORY, estimate, manifest


def read_config(weights):
    config = json.loads((weights / "config.json").read_text("utf8"))
    rotary = config.get("rotary", {})
    if rotary.get("type", "origin") not in ("origin", "dynamic"):
        raise ValueError(f"The rotary type {rotary['type']} is not known.")
    if config.get("hidden_act", "silu") != "silu":
        raise ValueError("The activation is not silu: this is not the official scorer's architecture.")
    return config


def export(arguments):
    from checkpoint import read_checkpoint
    from graph import Builder
    from parity import items, parity, stored

    config, out = read_config(arguments.weights), arguments.out
    longest = min(LONGEST, config.get("max_position_embeddings", LONGEST))
    out.mkdir(parents=True, exist_ok=True)
    tensors = read_checkpoint(arguments.weights)
    builder = Builder(out, config, tensors, arguments.precision, arguments.block, longest)
    model = builder.build()
    tokenizer = (arguments.weights / "tokenizer.model").read_bytes()
    (out / "tokenizer.model").write_bytes(tokenizer)
    load = stored(tensors, arguments.precision, arguments.block)
    rows = parity(config, load, tensors, out / "tokenizer.model", items())
    fixtures = (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf8")
    (out / "parity.json").write_bytes(fixtures)
    whole = manifest(arguments.name, model, hashlib.sha256(tokenizer).hexdigest(), hashlib.sha256(fixtures).hexdigest(),
                     arguments.precision, arguments.source, longest, arguments.working_memory)
    (out / "manifest.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf8")
    print(f"{out}: {sum(each['bytes'] for each in model['data']) / 1e9:.2f} GB")


def sizes(arguments):
    config = read_config(arguments.weights)
    for precision in BITS:
        print(f"{precision}\t{estimate(config, precision, arguments.block) / 1e9:.2f} GB")


def agreement(arguments):
    found = compare(read_labels(arguments.first), read_labels(arguments.second))
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if not found["enough"]:
        sys.exit(f"{found['items']} responses are too few: compare {LEAST_ITEMS}.")
    if not found["passed"]:
        sys.exit(f"They agree on {found['agreement']:.1%}, less than {LEAST_AGREEMENT:.0%}: do not use this export.")


def main():
    parser = argparse.ArgumentParser(description="Makes a scorer package of the official Flames scorer's weights.")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("export", help="write the package")
    one.add_argument("--weights", type=pathlib.Path, required=True)
    one.add_argument("--out", type=pathlib.Path, required=True)
    one.add_argument("--precision", choices=list(BITS), default="int4")
    one.add_argument("--block", type=int, default=32)
    one.add_argument("--name", default="official")
    one.add_argument("--source", default="CaasiHUANG/flames-scorer")
    one.add_argument("--working-memory", type=int, default=WORKING_MEMORY)
    one.set_defaults(run=export)
    two = commands.add_parser("sizes", help="how large a package gets")
    two.add_argument("--weights", type=pathlib.Path, required=True)
    two.add_argument("--block", type=int, default=32)
    two.set_defaults(run=sizes)
    three = commands.add_parser("agreement", help="compare labels of two files")
    three.add_argument("first")
    three.add_argument("second")
    three.set_defaults(run=agreement)
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except (OSError, ValueError, KeyError, ImportError) as problem:
        sys.exit(f"{type(problem).__name__}: {problem}")


main()
