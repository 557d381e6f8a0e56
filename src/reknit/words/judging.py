"""Read one text: put rules, words and the second reader together, and show only what is sure enough."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.words import fast
from reknit.words.labels import FAULTS, KINDS, PARTS
from reknit.words.reading import Reading, Risk, RiskSign, Sign, Tone
from reknit.words.second import Heard, second_reader
from reknit.words.text import Text, cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from reknit.words.rules import Hit

NO_RISK = Risk()

READS_LIKE = "reads_like"
"""The reason given where no rule found the words, but the whole reads like it."""

ENGLISH_SHARE = 0.5
"""Share of words an English text has in common with the model's; below it, the text is in another language.
Product choice, looked at with texts in eight languages."""

ENGLISH_FROM = 4
"""Words from which the language can be told."""

SENTENCES_AT_MOST = 12
"""Sentences of one text read once more by themselves, so that it is answered in time. Product choice."""

DISTANCE_BAND = (40, 62)
HEAT_BAND = 20
FOOTING_BAND = 25
"""Where the meters are in band (programme 6.6; product defaults)."""


class Levels(NamedTuple):
    """How scores become doubt, learned on writers held out: weights, a shift, and when to show or ask."""

    fast: NDArray[np.float32]
    second: NDArray[np.float32]
    shift: NDArray[np.float32]
    show: list[float]
    ask: list[float]


class _Found(NamedTuple):
    """A text with everything the readers made of it."""

    text: Text
    hits: list[Hit]
    weighed: fast.Weighed
    heard: Heard | None
    sure: list[float]
    is_shown: list[bool]
    levels: Levels

    def at(self, output: str) -> int:
        return _columns()[output]


def read(text: str, *, quick: bool = False) -> Reading:
    """Return everything found in a text; `quick` leaves the second reader out."""
    words = cut(text)
    if not says_something(words):
        return Reading()
    found = _find(words, quick=quick)
    risk = _risk(found)
    if not is_english(words):
        return Reading(risk=risk, is_english=False, words=len(words.words))
    drowned = _drowned(found, text) if found.heard else {}
    return Reading(
        parts=_signs(found, PARTS, drowned),
        faults=_signs(found, FAULTS, drowned),
        tone=_tone(found),
        risk=risk,
        words=len(words.words),
    )


def risk_of(text: str, *, quick: bool = False) -> Risk:
    """Return the danger a text shows, and nothing else."""
    words = cut(text)
    return _risk(_find(words, quick=quick)) if says_something(words) else NO_RISK


def says_something(text: Text) -> bool:
    """Say whether there is anything but ends of sentences."""
    return any(word != "." for word in text.words)


def is_english(text: Text) -> bool:
    """Say whether a text is in English, as far as its words can tell."""
    spoken = [word for word in text.words if word[0].isalpha()]
    if len(spoken) < ENGLISH_FROM:
        return all(word.isascii() for word in spoken)
    known = fast.model().rows
    return sum(word in known for word in spoken) >= ENGLISH_SHARE * len(spoken)


@cache
def _columns() -> dict[str, int]:
    return {output: column for column, output in enumerate(fast.model().outputs)}


@cache
def _levels(*, both: bool) -> Levels:
    table = tomllib.loads((fast.MODEL.parent / "levels.toml").read_text(encoding="utf-8"))
    rows = [table["both" if both else "alone"][output] for output in fast.model().outputs]
    fields = {field: [row.get(field, 0.0) for row in rows] for field in Levels._fields}
    fast_weights, second_weights, shift = (
        np.array(fields[field], dtype=np.float32) for field in ("fast", "second", "shift")
    )
    return Levels(fast_weights, second_weights, shift, show=fields["show"], ask=fields["ask"])


def _find(text: Text, *, quick: bool) -> _Found:
    hits = fast.find(text)
    weighed = fast.weigh(text=text, hits=hits)
    second = None if quick else second_reader()
    heard = second.hear(text=text, telling=_telling(text, weighed)) if second else None
    levels = _levels(both=heard is not None)
    score = weighed.scores.max(axis=0) * levels.fast + levels.shift
    if heard:
        score = score + heard.scores * levels.second
    sure = (1 / (1 + np.exp(-score))).tolist()
    return _Found(
        text,
        hits,
        weighed,
        heard,
        sure,
        [one >= show for one, show in zip(sure, levels.show, strict=True)],
        levels,
    )


def _telling(text: Text, weighed: fast.Weighed) -> NDArray[np.float32]:
    """Return for each word how near to danger the fast layer found the stretches it stands in."""
    dangers = [column for _, *levels in _risk_columns() for column in levels]
    telling = np.full(len(text.words), -np.inf, dtype=np.float32)
    for stretch, scores in zip(weighed.stretches, weighed.scores, strict=True):
        within = telling[stretch.first : stretch.last]
        np.maximum(within, scores[dangers].max(), out=within)
    return telling


def _signs(found: _Found, labels: Sequence[str], drowned: Mapping[str, Sign]) -> tuple[Sign, ...]:
    signs = (
        _shown(found, label) if found.is_shown[found.at(label)] else drowned.get(label) for label in labels
    )
    return tuple(sign for sign in signs if sign)


def _shown(found: _Found, label: str) -> Sign:
    column = found.at(label)
    start, end, reason = _place(found, column, label)
    return Sign(label=label, start=start, end=end, reason=reason, confidence=found.sure[column])


def _drowned(found: _Found, typed: str) -> dict[str, Sign]:
    """Return signs on which a rule and both readers agree for one sentence, where the whole drowns it.

    A sentence alone lacks what stands around it, so it has to be surer: half way from showing to certainty.
    Each sentence is read once, whatever the rules found in it.
    """
    signs: dict[str, Sign] = {}
    for (first, last), hits in _by_sentence(found):
        start, end = _letters(found.text, first, last)
        alone = _find(cut(typed[start:end]), quick=False).sure
        for hit in hits:
            label, column = hit.rule.label, found.at(hit.rule.label)
            if alone[column] >= (1 + found.levels.show[column]) / 2 and label not in signs:
                start, end = _letters(found.text, hit.first, hit.last)
                reason = hit.rule.reason
                signs[label] = Sign(
                    label=label, start=start, end=end, reason=reason, confidence=alone[column]
                )
    return signs


def _by_sentence(found: _Found) -> list[tuple[tuple[int, int], list[Hit]]]:
    """Return the sentences in which a rule says something that is not shown yet, and the phrases it found."""
    words = found.text.words
    sentences: dict[tuple[int, int], list[Hit]] = {}
    for hit in found.hits:
        first, last = _sentence(words, hit.first)
        is_whole = first == 0 and last >= len(words) - 1
        if not (hit.rule.level or is_whole or found.is_shown[found.at(hit.rule.label)]):
            sentences.setdefault((first, last), []).append(hit)
    return list(sentences.items())[:SENTENCES_AT_MOST]


def _risk(found: _Found) -> Risk:
    signs = tuple(
        sign for kind, red, amber in _risk_columns() if (sign := _risk_sign(found, kind, red, amber))
    )
    if not signs:
        return NO_RISK
    return Risk(level="red" if any(sign.level == "red" for sign in signs) else "amber", signs=signs)


@cache
def _risk_columns() -> tuple[tuple[str, int, int], ...]:
    """Return each kind with the columns of its two levels; a kind without amber has its red column twice."""
    columns = _columns()
    return tuple(
        (kind, columns[f"{kind}:red"], columns.get(f"{kind}:amber", columns[f"{kind}:red"])) for kind in KINDS
    )


def _risk_sign(found: _Found, kind: str, red: int, amber: int) -> RiskSign | None:
    sure, ask = found.sure, found.levels.ask
    if not found.is_shown[red] and sure[red] < ask[red] and sure[amber] < ask[amber]:
        return None
    column = red if found.is_shown[red] or sure[red] >= sure[amber] else amber
    start, end, reason = _place(found, column, kind)
    return RiskSign(
        label=kind,
        start=start,
        end=end,
        reason=reason,
        confidence=sure[column],
        level="red" if found.is_shown[red] else "amber",
    )


def _place(found: _Found, column: int, label: str) -> tuple[int, int, str]:
    """Return the letters that carry something, and why: a rule's phrase, else the heaviest sentence."""
    said = [hit for hit in found.hits if hit.rule.label == label]
    if said:
        best = max(said, key=lambda hit: (_weight(fast.rule_term(hit), column), hit.last - hit.first))
        return *_letters(found.text, best.first, best.last), best.rule.reason
    word = int(found.heard.peaks[column]) if found.heard else _heaviest(found, column)
    return *_letters(found.text, *_sentence(found.text.words, word)), READS_LIKE


def _weight(term: str, column: int) -> int:
    known = fast.model()
    row = known.rows.get(term)
    return int(known.weights[row, column]) if row is not None else 0


def _heaviest(found: _Found, column: int) -> int:
    """Return the word that weighs most for an output in the strongest stretch."""
    stretch = found.weighed.stretches[int(found.weighed.scores[:, column].argmax())]
    words = found.text.words
    places = range(stretch.first, stretch.last)
    return max(
        places, key=lambda at: _weight(words[at], column) + _weight(" ".join(words[at : at + 2]), column)
    )


def _sentence(words: list[str], word: int) -> tuple[int, int]:
    first = next((at + 1 for at in range(word - 1, -1, -1) if words[at] in ".?!"), 0)
    last = next((at for at in range(word, len(words)) if words[at] in ".?!"), len(words))
    return first, max(last, word + 1)


def _letters(text: Text, first: int, last: int) -> tuple[int, int]:
    return text.starts[first], max(text.ends[first:last])


def _tone(found: _Found) -> Tone:
    away, over = _out(found, "distance:avoiding"), _out(found, "distance:over_the_top")
    hostile, needy = _out(found, "heat:hostile"), _out(found, "footing:needy")
    low, high = DISTANCE_BAND
    middle = (low + high) / 2
    is_away = away >= over
    distance = (
        middle - _beyond(away, middle - low, middle)
        if is_away
        else middle + _beyond(over, high - middle, 100 - middle)
    )
    return Tone(
        distance=round(distance),
        heat=round(_beyond(hostile, HEAT_BAND, 100)),
        footing=round(_beyond(needy, FOOTING_BAND, 100)),
        distance_band="warm" if max(away, over) < 1 else "avoiding" if is_away else "over_the_top",
        heat_band="calm" if hostile < 1 else "hostile",
        footing_band="self_respecting" if needy < 1 else "needy",
    )


def _out(found: _Found, output: str) -> float:
    """Return how far a meter is out of its band: below 1 it is in it, 2 is as far as it goes."""
    column = found.at(output)
    sure, show = found.sure[column], found.levels.show[column]
    return sure / show if sure < show else 1 + (sure - show) / (1 - show)


def _beyond(out: float, edge: float, end: float) -> float:
    """Return how far a needle goes: to the edge of the band by 1, at least a step beyond it from there on."""
    return edge * out if out < 1 else edge + 1 + (end - edge - 1) * (out - 1)
