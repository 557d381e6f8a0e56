"""Walk every page as somebody who is in, and find every form with the fields that words can be typed into."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from tests.web.cast import Someone

TYPED = {"text", "search", "password", "email", "url", "tel", "file", ""}
"""Types of inputs that words, or a file, can be put into."""

LOCKS = ("/sign-out/", "/leave/", "/unlock/", "/static/")
"""Links that end the walk or are no pages."""


@dataclass(kw_only=True)
class Form:
    """One form: where it is, where it goes, what it would send as it stands, and what can be typed."""

    page: str
    action: str
    method: str
    draft: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._inside: Form | None = None
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.page, given["href"]))
        elif tag == "form":
            action = urljoin(self.page, given.get("action") or self.page)
            self._inside = Form(
                page=self.page,
                action=action,
                method=given.get("method", "get"),
                draft=given.get("hx-post", ""),
            )
            self.forms.append(self._inside)
        elif self._inside is not None and "disabled" not in given:
            self._field(self._inside, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "textarea" and "readonly" not in given:
            if name not in form.typed and "hidden" not in given:
                form.typed.append(name)
            self._area = name
            form.values.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.values.setdefault(self._select, [given.get("value", "")])
        elif tag == "input" and kind in {"radio", "checkbox"}:
            form.values.setdefault(name, [given.get("value", "on")])
        elif tag == "input" and name:
            form.values.setdefault(name, []).append(given.get("value", ""))
            if kind in TYPED and name not in form.typed:
                form.typed.append(name)

    def handle_data(self, data: str) -> None:
        if self._area and self._inside is not None:
            self._inside.values[self._area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select


def read_page(page: str, answer: HttpResponse) -> tuple[list[Form], list[str]]:
    """Return the forms and the links of a page."""
    reader = _Reader(page)
    reader.feed(answer.content.decode())
    return reader.forms, [urlsplit(link).path for link in reader.links if link.startswith("/")]


def walk(someone: Someone, *starts: str) -> dict[str, list[Form]]:
    """Return the forms of every page that can be reached, by its path."""
    found: dict[str, list[Form]] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(LOCKS):
            continue
        answer = someone.get(path)
        if answer.status_code in {301, 302}:
            found[path] = []
            waiting.append(urlsplit(urljoin(path, answer["Location"])).path)
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            assert answer.status_code == 200, (path, answer.status_code)
            found[path], links = read_page(path, answer)
            waiting.extend(links)
    return found


def view_of(path: str) -> str:
    """Return the name of the page at a path."""
    return resolve(path).view_name


def every_view() -> set[str]:
    """Return the name of every page there is."""

    def names(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from names(one, f"{one.namespace}:" if one.namespace else prefix)
            elif isinstance(one, URLPattern):
                yield f"{prefix}{one.name}"

    return set(names(get_resolver(), ""))
