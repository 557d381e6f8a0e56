"""Run the second reader: a small transformer encoder (MiniLM: Wang et al. 2020) in numpy, a text at a time.

Weights are kept as whole numbers of eight bits with one scale a row, and calculated with as floats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HEADS = 12
NEAR_ZERO = np.float32(1e-12)


class Layer(NamedTuple):
    """The weights of one layer: matrices of shape (in, out), and rows."""

    attend: Floats
    attend_bias: Floats
    join: Floats
    join_bias: Floats
    first_norm: Floats
    first_shift: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    second_norm: Floats
    second_shift: Floats


class Encoder(NamedTuple):
    """All weights: a row for each piece and each place, the layers, and the head that scores each piece."""

    pieces: Floats
    places: Floats
    norm: Floats
    shift: Floats
    layers: tuple[Layer, ...]
    head: Floats
    head_bias: Floats

    def run(self, ids: Sequence[int]) -> Floats:
        """Return the scores of each piece, shape (pieces, outputs), as log-odds."""
        x = _normal(self.pieces[list(ids)] + self.places[: len(ids)], self.norm, self.shift)
        for layer in self.layers:
            x = _layer(x, layer)
        scores: Floats = x @ self.head + self.head_bias
        return scores


def _layer(x: Floats, layer: Layer) -> Floats:
    x = _normal(x + _attend(x, layer) @ layer.join + layer.join_bias, layer.first_norm, layer.first_shift)
    wide = _gelu(x @ layer.widen + layer.widen_bias)
    return _normal(x + wide @ layer.narrow + layer.narrow_bias, layer.second_norm, layer.second_shift)


def _attend(x: Floats, layer: Layer) -> Floats:
    length, width = x.shape
    each = (x @ layer.attend + layer.attend_bias).reshape(length, 3, HEADS, width // HEADS)
    query, key, value = each.transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1) / np.float32((width // HEADS) ** 0.5)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    joined: Floats = (shares @ value).transpose(1, 0, 2).reshape(length, width)
    return joined


def _normal(x: Floats, scale: Floats, shift: Floats) -> Floats:
    middled = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", middled, middled)[:, None] / np.float32(x.shape[-1]) + NEAR_ZERO)
    result: Floats = middled / spread * scale + shift
    return result


def _gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit, by its usual tanh form (Hendrycks & Gimpel 2016)."""
    inner = np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (np.float32(1) + np.tanh(inner)), dtype=np.float32)


def encoder(kept: Mapping[str, NDArray[np.generic]]) -> Encoder:
    """Return the encoder from kept arrays: a matrix is `name` (int8, a row an output) and `name.scale`."""

    def table(name: str) -> Floats:
        return kept[name].astype(np.float32) * kept[f"{name}.scale"].astype(np.float32)[:, None]

    def matrix(name: str) -> Floats:
        return np.ascontiguousarray(table(name).T)

    def row(name: str) -> Floats:
        return kept[name].astype(np.float32)

    def layer(number: int) -> Layer:
        names = [f"layers.{number}.{field}" for field in Layer._fields]
        return Layer(*(matrix(name) if f"{name}.scale" in kept else row(name) for name in names))

    count = sum(name.endswith(".attend") for name in kept)
    return Encoder(
        pieces=table("pieces"),
        places=table("places"),
        norm=row("norm"),
        shift=row("shift"),
        layers=tuple(layer(number) for number in range(count)),
        head=matrix("head"),
        head_bias=row("head_bias"),
    )
