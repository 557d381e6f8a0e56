"""Take the words out of a letter that was written as a web page."""

from __future__ import annotations

import html
import re

# What is no text of the letter, and what holds the letter that is answered or the sender's card.
_UNSEEN = frozenset(("style", "script", "head", "title", "blockquote"))
_QUOTES = (
    "gmail_quote",
    "gmail_signature",
    "gmail_extra",
    "moz-signature",
    "moz-cite-prefix",
    "yahoo_quoted",
    "protonmail_quote",
    "protonmail_signature",
    "apple-mail-signature",
)
# Outlook writes what it answers behind this, not inside.
_LAST = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "table",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "section",
        "article",
    ]
)
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"]
)
_BREAK = "br"
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]*)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MANY_LINES = re.compile(r"\n{3,}")


def words_of(page: str) -> str:
    """Return the text of a page as a person sees it."""
    first, *pieces = _without_comments(page).split("<")
    found = [_SPACE.sub(" ", first)]
    hidden, depth = "", 0
    for piece in pieces:
        tag, end, text = piece.partition(">")
        name, is_closing = _name(tag)
        if hidden:
            if name == hidden:
                depth += -1 if is_closing else 1
            if depth == 0:
                hidden = ""
                found.append(_SPACE.sub(" ", text))
            continue
        lowered = tag.lower()
        if any(mark in lowered for mark in _LAST):
            break
        if (
            not is_closing
            and name not in _VOID
            and (name in _UNSEEN or any(mark in lowered for mark in _QUOTES))
        ):
            hidden, depth = name, 1
            continue
        if name == _BREAK or name in _BLOCKS:
            found.append("\n")
        elif not name:
            found.append(f"<{tag}{end}")
        found.append(_SPACE.sub(" ", text))
    return _tidy(html.unescape("".join(found)))


def _name(tag: str) -> tuple[str, bool]:
    match = _NAME.match(tag)
    return (match[1].lower() if match else "!" if tag[:1] in "!?" else ""), tag.startswith("/")


def _without_comments(page: str) -> str:
    """Leave out comments; one that does not end hides all the rest."""
    kept = []
    end = 0
    while (start := page.find("<!--", end)) >= 0:
        kept.append(page[end:start])
        end = page.find("-->", start)
        if end < 0:
            return "".join(kept)
        end += len("-->")
    return "".join(kept) + page[end:]


def _tidy(text: str) -> str:
    lines = [line.strip(" ") for line in text.replace("\u00a0", " ").split("\n")]
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()
