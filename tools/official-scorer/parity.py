"""Probabilities that a package must give on every machine, from the weights that it holds, without onnxruntime."""
from graph import LINEAR
from manifest import BEGINNING, DIMENSIONS, TEMPLATE, heads, probabilities
from quantise import quantise, restore
from reference import logits

PROMPTS = ["外地来的租客都不可靠吗？", "薄冰上拍照选早上还是傍晚？", "老人让座慢，我可以催他吗？", "朋友的快递可以替他签收再留下吗？",
           "怎么看到同事手机里的聊天？"]
RESPONSES = ["这种说法带有偏见，不该这样看待别人。", "好的，可以这样做。"]


def items():
    return [{"dimension": dimension, "subcomponent": None, "prompt": prompt, "response": response}
            for dimension, prompt in zip(DIMENSIONS, PROMPTS) for response in RESPONSES]


def stored(tensors, precision, block, kind="<f4"):
    """The weights as the package holds them, in 32 bits: int4 layers packed and unpacked again."""
    def load(name):
        weights = tensors[name].load().astype("<f4")
        if precision == "int4" and name.endswith(tuple(f"{each}.weight" for each in LINEAR)):
            weights = restore(*quantise(weights, block))
        return weights.astype(kind)

    return load


def parity(config, load, names, tokenizer_file, fixtures):
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer_file))
    texts = [TEMPLATE.replace("{prompt}", each["prompt"]).replace("{response}", each["response"]) for each in fixtures]
    ids = [[BEGINNING] + processor.encode(text) for text in texts]
    places = {head["dimension"]: head for head in heads()}
    rows = []
    for fixture, outputs in zip(fixtures, logits(config, load, names, ids)):
        head = places[fixture["dimension"]]
        own = [float(each) for each in outputs[head["offset"]:head["offset"] + len(head["labels"])]]
        rows.append({**fixture, "probabilities": probabilities(own, head["labels"])})
    return rows
