"""The official scorer in plain numpy: what the exported package must give. Slow, and independent of the graph.

Goes through the layers once for all texts, so that each weight is read from the checkpoint once.
"""


def _norm(value, weight, epsilon):
    import numpy

    return value / numpy.sqrt((value * value).mean(-1, keepdims=True) + epsilon) * weight


def _turn(value, base):
    """Rotary positions of [heads, tokens, size] (Su et al. 2021, in halves)."""
    import numpy

    half = value.shape[-1] // 2
    angles = numpy.arange(value.shape[1])[:, None] / base ** (numpy.arange(half) / half)
    first, second = value[..., :half], value[..., half:]
    cosine, sine = numpy.cos(angles), numpy.sin(angles)
    return numpy.concatenate([first * cosine - second * sine, second * cosine + first * sine], -1)


def _attention(value, weights, heads, base):
    import numpy

    def split(part):
        flat = value @ weights[f"{part}_proj.weight"].T + weights.get(f"{part}_proj.bias", 0)
        return flat.reshape(len(value), heads, -1).transpose(1, 0, 2)

    query, key, values = _turn(split("q"), base), _turn(split("k"), base), split("v")
    scores = query @ key.transpose(0, 2, 1) / numpy.sqrt(query.shape[-1])
    scores[:, ~numpy.tri(len(value), dtype=bool)] = -numpy.inf
    shares = numpy.exp(scores - scores.max(-1, keepdims=True))
    mixed = (shares / shares.sum(-1, keepdims=True)) @ values
    mixed = mixed.transpose(1, 0, 2).reshape(len(value), -1)
    return mixed @ weights["o_proj.weight"].T + weights.get("o_proj.bias", 0)


def _feed(value, weights):
    import numpy

    gate = value @ weights["gate_proj.weight"].T
    return (gate / (1 + numpy.exp(-gate)) * (value @ weights["up_proj.weight"].T)) @ weights["down_proj.weight"].T


def logits(config, load, names, texts):
    """`texts` as lists of token ids to one array each, the five heads' outputs side by side.

    `load` gives the weights of a name as an array; the arithmetic is in its precision.
    """
    import numpy

    def under(prefix):
        return {name[len(prefix):]: load(name) for name in names if name.startswith(prefix)}

    epsilon, heads = config["rms_norm_eps"], config["num_attention_heads"]
    base = config.get("rotary", {}).get("base", 10000)
    table = load("model.embed_tokens.weight")
    values = [table[text] for text in texts]
    for layer in range(config["num_hidden_layers"]):
        prefix = f"model.layers.{layer}."
        before, after = load(f"{prefix}input_layernorm.weight"), load(f"{prefix}post_attention_layernorm.weight")
        attention, mlp = under(f"{prefix}self_attn."), under(f"{prefix}mlp.")
        for at, value in enumerate(values):
            value = value + _attention(_norm(value, before, epsilon), attention, heads, base)
            values[at] = value + _feed(_norm(value, after, epsilon), mlp)
    last = load("model.norm.weight")
    classifiers = numpy.concatenate([load(f"classifiers.{at}.weight") for at in range(5)])
    return [classifiers @ _norm(value[-1], last, epsilon) for value in values]
