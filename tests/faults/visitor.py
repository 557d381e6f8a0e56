"""Visit the running product as a browser does: cookies, forms with their token, uploads."""

from __future__ import annotations

import re
import secrets
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Page(NamedTuple):
    """What came back: where from in the end, how it went, and the text."""

    url: str
    status: int
    text: str


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._cookies = CookieJar()
        self._browser = build_opener(HTTPCookieProcessor(self._cookies))

    def cookie(self, name: str) -> str:
        """Return the value of a cookie."""
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == name)

    def get(self, path: str) -> Page:
        """Open a page."""
        return self._ask(Request(self._site + path))  # noqa: S310 - our own address

    def post(self, path: str, *, page: str = "", **fields: str | list[str]) -> Page:
        """Fill in the form of a page and send it to a path; without the two, the same."""
        token = TOKEN.findall(self.get(page or path).text)[0]
        return self.send(path, csrfmiddlewaretoken=token, **fields)

    def send(self, path: str, **fields: str | list[str]) -> Page:
        """Send a form as it is."""
        body = urlencode(fields, doseq=True).encode()
        return self._ask(self._request(path, body, "application/x-www-form-urlencoded"))

    def upload(self, path: str, *, field: str, name: str, content: bytes, **fields: str) -> Page:
        """Send a file in the form of a page, with other fields beside it."""
        token = TOKEN.findall(self.get(path).text)[0]
        border = secrets.token_hex(16)
        written = "".join(
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in {"csrfmiddlewaretoken": token, **fields}.items()
        )
        body = (
            f'{written}--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: text/plain\r\n\r\n"
        ).encode()
        ending = f"\r\n--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        return self._ask(self._request(path, body + content + ending, kind))

    def _request(self, path: str, body: bytes, kind: str) -> Request:
        headers = {"Content-Type": kind, "Origin": self._site}
        return Request(self._site + path, data=body, headers=headers)  # noqa: S310 - our own address

    def _ask(self, request: Request) -> Page:
        try:
            with self._browser.open(request, timeout=30) as answer:
                return Page(answer.url, answer.status, answer.read().decode())
        except HTTPError as refused:
            with refused:
                return Page(refused.url, refused.code, refused.read().decode())
