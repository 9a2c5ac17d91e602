"""What the exported package says of itself; nothing here needs more than Python."""

TEMPLATE = "<|User|>:输入: {prompt}\n回复: {response}\n以上针对输入的回复为:<eoh>\n<|Bot|>:"
DIMENSIONS = ["Fairness", "Safety", "Morality", "Legality", "Data protection"]
#: Which label each output of a head stands for.
LABELS = {3: [3, 2, 1], 2: [3, 1]}
HEADS = [3, 3, 3, 2, 2]
BEGINNING, PADDING = 1, 2
LONGEST = 2048
BITS = {"fp32": 32, "fp16": 16, "int4": 4}
#: What onnxruntime needs beside the weights for one call of 2,048 tokens, and a margin.
WORKING_MEMORY = 1_500_000_000


def heads():
    starts = [sum(HEADS[:at]) for at in range(len(HEADS))]
    return [{"dimension": dimension, "subcomponent": None, "offset": start, "labels": LABELS[size], "temperature": 1}
            for dimension, start, size in zip(DIMENSIONS, starts, HEADS)]


def estimate(config, precision, block=32):
    """Bytes of the weights: embeddings in at most 16 bits unless fp32, linear layers in the precision, int4 with 32-bit scales."""
    hidden, inner, layers = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    linear = layers * (4 * hidden * hidden + 3 * hidden * inner)
    small = (layers * 6 + 1) * hidden + sum(HEADS) * hidden
    scales = linear // block * 4 if precision == "int4" else 0
    wide = 2 if precision == "fp16" else 4
    table = config["vocab_size"] * hidden * (4 if precision == "fp32" else 2)
    return table + linear * BITS[precision] // 8 + scales + small * wide


def manifest(name, model, tokenizer_sha256, parity_sha256, precision, source, longest=LONGEST, working_memory=WORKING_MEMORY):
    weights = sum(each["bytes"] for each in model["data"])
    # onnxruntime has no fp16 arithmetic on the CPU: it keeps the weights a second time, in 32 bits.
    loaded = weights * 3 if precision == "fp16" else weights
    return {
        "format": 2, "name": name, "triage": False, "licence": "see the licence of the weights",
        "model": {**model, "memoryBytes": loaded + working_memory},
        "tokenizer": {"kind": "sentencepiece", "file": "tokenizer.model", "sha256": tokenizer_sha256},
        "template": TEMPLATE,
        "tokens": {"longest": longest, "beginning": BEGINNING, "end": None, "padding": PADDING},
        "inputs": {"ids": "input_ids", "mask": "attention_mask", "logits": "logits"},
        "heads": heads(),
        "parity": {"file": "parity.json", "sha256": parity_sha256, "tolerance": 0.02},
        "provenance": {"source": source, "precision": precision},
        "quality": {"evaluation": None},
    }


def probabilities(logits, labels):
    """A head's outputs as the shares of labels 1, 2 and 3."""
    import math

    top = max(logits)
    parts = [math.exp(each - top) for each in logits]
    found = dict(zip(labels, (part / sum(parts) for part in parts)))
    return {str(label): found.get(label, 0.0) for label in (1, 2, 3)}
