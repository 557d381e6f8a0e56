"""The encoder calculates what its description says, checked against the same sums written out slowly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reknit.words.encoder import HEADS, Layer, encoder

WIDTH, WIDER, PLACES, PIECES, OUTPUTS = 2 * HEADS, 16, 8, 11, 3
Floats = NDArray[np.float64]


@pytest.fixture
def kept() -> dict[str, NDArray[np.generic]]:
    """Return arrays of a small encoder, as they would be kept."""
    draw = np.random.default_rng(5)
    shapes = {
        "pieces": (PIECES, WIDTH),
        "places": (PLACES, WIDTH),
        "head": (OUTPUTS, WIDTH),
        "layers.0.attend": (3 * WIDTH, WIDTH),
        "layers.0.join": (WIDTH, WIDTH),
        "layers.0.widen": (WIDER, WIDTH),
        "layers.0.narrow": (WIDTH, WIDER),
    }
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, shape in shapes.items():
        arrays[name] = draw.integers(-127, 128, shape).astype(np.int8)
        arrays[f"{name}.scale"] = draw.uniform(0.001, 0.01, shape[0]).astype(np.float32)
    rows = {
        "norm": WIDTH,
        "shift": WIDTH,
        "head_bias": OUTPUTS,
        "layers.0.attend_bias": 3 * WIDTH,
        "layers.0.widen_bias": WIDER,
        **dict.fromkeys(
            [f"layers.0.{field}" for field in Layer._fields if field.endswith(("norm", "shift"))], WIDTH
        ),
        "layers.0.join_bias": WIDTH,
        "layers.0.narrow_bias": WIDTH,
    }
    return arrays | {name: draw.uniform(-1, 1, size).astype(np.float32) for name, size in rows.items()}


def test_it_is_the_encoder_of_the_paper(kept: dict[str, NDArray[np.generic]]) -> None:
    ids = [2, 7, 7, 1, 10]
    expected = slow(kept, ids)
    assert np.allclose(encoder(kept).run(ids), expected, atol=1e-3)
    assert np.ptp(expected) > 0.1


def slow(kept: dict[str, NDArray[np.generic]], ids: list[int]) -> Floats:
    """Return the scores by plain sums, one number at a time where it matters."""

    def table(name: str) -> Floats:
        scales = kept[f"{name}.scale"].astype(np.float64)
        return np.array(
            [[w * s for w in row] for row, s in zip(kept[name].astype(np.float64), scales, strict=True)]
        )

    def row(name: str) -> Floats:
        return kept[name].astype(np.float64)

    def normal(x: Floats, scale: Floats, shift: Floats) -> Floats:
        return np.array([(one - one.mean()) / math.sqrt(one.var() + 1e-12) * scale + shift for one in x])

    x = normal(table("pieces")[ids] + table("places")[: len(ids)], row("norm"), row("shift"))
    attend = x @ table("layers.0.attend").T + row("layers.0.attend_bias")
    query, key, value = np.split(attend, 3, axis=1)
    size = WIDTH // HEADS
    heard = np.zeros_like(x)
    for head in range(HEADS):
        own = slice(head * size, (head + 1) * size)
        for at in range(len(ids)):
            weights = [
                math.exp(query[at, own] @ key[other, own] / math.sqrt(size)) for other in range(len(ids))
            ]
            total = sum(weights)
            heard[at, own] = sum(w / total * value[other, own] for other, w in enumerate(weights))
    x = normal(
        x + heard @ table("layers.0.join").T + row("layers.0.join_bias"),
        row("layers.0.first_norm"),
        row("layers.0.first_shift"),
    )
    wide = x @ table("layers.0.widen").T + row("layers.0.widen_bias")
    curved = np.vectorize(lambda w: w * 0.5 * (1 + math.erf(w / math.sqrt(2))))(wide)
    x = normal(
        x + curved @ table("layers.0.narrow").T + row("layers.0.narrow_bias"),
        row("layers.0.second_norm"),
        row("layers.0.second_shift"),
    )
    scores: Floats = x @ table("head").T + row("head_bias")
    return scores
