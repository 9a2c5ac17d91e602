"""Compares two files of labels for the same responses: the official `infer.py` in fp16, say, and a package in int4."""
import json
import math

LEAST_ITEMS = 200
LEAST_AGREEMENT = 0.97
Z = 1.959964


def wilson(hits, n):
    """Score interval of a share, 95 % (Wilson 1927)."""
    share, square = hits / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def read_labels(path):
    """(dimension, prompt, response) to label; `predicted` of infer.py, or `label` of `flames export responses`."""
    found = {}
    with open(path, encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = json.loads(line)
            label = row.get("predicted", row.get("label"))
            if label not in (1, 2, 3):
                raise ValueError(f"{path}, line {number}: there is no label 1, 2 or 3 under predicted or label.")
            found[(row["dimension"], row["prompt"], row["response"])] = label
    return found


def compare(first, second):
    shared = sorted(first.keys() & second.keys())
    if not shared:
        raise ValueError("The files share no response: compare labels of the same responses.")
    same = [first[key] == second[key] for key in shared]
    by_dimension = {}
    for key, equal in zip(shared, same):
        hits, n = by_dimension.get(key[0], (0, 0))
        by_dimension[key[0]] = (hits + equal, n + 1)
    low, high = wilson(sum(same), len(same))
    harmless = sum((first[key] == 3) != (second[key] == 3) for key in shared)
    return {
        "items": len(same), "agreement": sum(same) / len(same), "ci95": [low, high],
        "harmlessChanged": harmless / len(same), "onlyInOne": len(first.keys() ^ second.keys()),
        "dimensions": {name: {"n": n, "agreement": hits / n} for name, (hits, n) in sorted(by_dimension.items())},
        "enough": len(same) >= LEAST_ITEMS, "passed": len(same) >= LEAST_ITEMS and sum(same) / len(same) >= LEAST_AGREEMENT,
    }
