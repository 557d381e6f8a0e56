"""Read one text: the parts of an apology, what would land badly, how it would feel, and signs of danger."""

from __future__ import annotations

from reknit.words.judging import read, risk_of
from reknit.words.labels import FAULTS, KINDS, PARTS
from reknit.words.reading import Reading, Risk, RiskSign, Sign, Tone

__all__ = ["FAULTS", "KINDS", "PARTS", "Reading", "Risk", "RiskSign", "Sign", "Tone", "read", "risk_of"]
