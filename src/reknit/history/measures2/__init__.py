"""Measure how two people wrote to each other, one measure in each file."""

from __future__ import annotations
