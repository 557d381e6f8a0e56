"""Write the table of categories for the docs from the word lists themselves."""

from __future__ import annotations

from reknit.history.lexicon.lists import Heard, heard

_OPENING = """\
# What the lexicon hears

Every message is looked through once for words, phrases and signs of the categories below. Presence
counts, not number: a message says a category or it does not. The lists are this project's own and stand
in `src/reknit/history/lexicon/en/`. They are English as it is typed in chats: contractions with or
without an apostrophe, "u" and "ur", drawn-out words. Question marks, emoji and laughter are heard in any
language.

How it listens:

- **Lower case, plain marks.** Curly apostrophes are straight ones; the colour of a heart or a hand does
  not matter; web addresses are left out; only the first 16,384 characters of a message are heard.
- **Phrases.** A line such as `(miss|missing) (you|us)` stands for four phrases. Words such as "really"
  or "so" may stand within. `^` is the beginning of a message, `>` of a sentence, `$` the end of a
  message (signs may follow), `#` a number.
- **Exceptions.** A category has phrases within which it is not heard: "missed your call" is not missing.
- **Negation.** "Not", "never" and the like take a category away when they stand at most three words
  before it in the same sentence and the table says *cancels*. Some negations deny nothing ("can't wait",
  "don't forget").
- **Disclosure.** A feeling at most four words after "I" or "me" with nobody else between, or one of the
  openings in the list.
- **Pet names** only these two use are learnt from where they are said: at the edge of a message, after a
  greeting, thanks or "love you" (`learn_pet_names`).
- **Language.** `hear_language` gives the part of the words that stand in English messages. Where that is
  below a half, categories of words should not be used.

What none of this can do: hear tone, irony, banter, spoken words or silence. A count of words says how
two people wrote, not what they felt, and never who was right.

`print(reknit.history.lexicon.guide.guide(), end="")` writes this page; a test compares the two.

| category | what it stands for | words | lines of phrases | signs | exceptions | "not" before it | limits |
|---|---|---|---|---|---|---|---|
"""


def guide() -> str:
    """Give the page as it belongs in the docs."""
    return _OPENING + "".join(_row(entry) for entry in heard())


def _row(entry: Heard) -> str:
    negation = "cancels" if entry.is_negatable else "stays"
    numbers = (len(entry.words | entry.outer), len(entry.phrases), len(entry.marks), len(entry.unless))
    cells = (f"`{entry.category}`", entry.about, *map(str, numbers), negation, entry.limits)
    return f"| {' | '.join(cells)} |\n"
