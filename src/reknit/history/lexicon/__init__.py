"""Hear what messages say: about fifty categories of words, phrases and signs, in one pass."""

from __future__ import annotations

from reknit.history.lexicon.categories import CATEGORIES, bit
from reknit.history.lexicon.language import Language, hear_language
from reknit.history.lexicon.listening import Said, listen
from reknit.history.lexicon.pet_names import learn_pet_names

__all__ = ["CATEGORIES", "Language", "Said", "bit", "hear_language", "learn_pet_names", "listen"]
