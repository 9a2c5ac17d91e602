"""Weights of a linear layer in 4 bits, as onnxruntime's MatMulNBits reads them."""


def quantise(weights, block):
    """`weights` [outputs, inputs] in blocks of `block` inputs: (packed uint8 [outputs, blocks, block/2], float32 scales).

    Symmetric: a block's number of the largest size becomes -8, so that a scale is that number / -8; stored with 8 added.
    """
    import numpy

    outputs, inputs = weights.shape
    if inputs % block:
        raise ValueError(f"{inputs} inputs cannot be cut into blocks of {block}.")
    blocks = numpy.asarray(weights, "<f4").reshape(outputs, inputs // block, block)
    largest = numpy.take_along_axis(blocks, numpy.abs(blocks).argmax(-1)[..., None], -1)
    scales = largest / -8
    safe = numpy.where(scales == 0, 1, scales)
    codes = numpy.clip(numpy.rint(blocks / safe) + 8, 0, 15).astype("u1")
    return codes[..., 0::2] | codes[..., 1::2] << 4, scales[..., 0].astype("<f4")


def restore(packed, scales):
    """The numbers that onnxruntime computes with: [outputs, inputs] in 32 bits."""
    import numpy

    codes = numpy.stack([packed & 15, packed >> 4], -1).reshape(*packed.shape[:2], -1).astype("<f4")
    return ((codes - 8) * scales[..., None]).reshape(packed.shape[0], -1)
