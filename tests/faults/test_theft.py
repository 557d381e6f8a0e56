"""Whoever takes the folder, the log and every temporary file can read nothing of what anyone wrote."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from reknit.vault.diary import Diary, SealedRow
from reknit.vault.sealing import derive
from reknit.vault.session import unwrap_from_session
from tests.faults.disguises import disguises, unpacked_session, written
from tests.faults.visitor import Visitor
from tests.unit.vault.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

PASSPHRASE = "quastenflosser turmuhr veilchen Marmelade 71"
WRONG = "Rhabarberkompott"
SEALED = {
    "name": "Ottilie Zwirn",
    "the other's name": "Balduin",
    "answer": "Gewitterziege",
    "answered line": "Dachbodenfund",
    "draft": "Nachtfalterkleid",
    "refused exercise": "Moospolster",
}
"""Words that are kept, sealed."""

NOWHERE = {
    "passphrase": "quastenflosser",
    "the rest of the passphrase": "Marmelade",
    "wrong passphrase": WRONG,
    "wrong name": "Kunigunde",
    "held words": "Sauerteigbrot",
    "held without a token": "Pfauenauge",
    "held when locked": "Windlicht",
    "words in the chat": "Schneckenpost",
    "a name in the chat": "Xaver Quendel",
    "another name in the chat": "Yolanda Mirabell",
    "file name of the chat": "Zimtwolke",
    "words in an address": "Lavendelfeld",
    "words in a refused form": "Kieselstein",
}
"""Words that are sent and kept nowhere."""

LONG_AGO = 10**18
"""Nanoseconds: a moment in 2001, which no folder is changed at by chance."""

FINGERPRINT = re.compile(r'name="of" value="([^"]+)"')
"""What the page calls the file by that its questions are about."""

PIECE = 24
"""Bytes that no two sealed things share by chance."""


@dataclass(frozen=True, kw_only=True)
class House:
    """The product as it runs: where it answers, keeps things, says things, and puts things aside."""

    site: str
    home: Path
    said: Path
    aside: Path

    def files(self) -> list[Path]:
        """Return every file a thief could take."""
        found = (path for folder in (self.home, self.aside) for path in folder.rglob("*") if path.is_file())
        return [*found, self.said]

    def holding(self, forms: Iterable[bytes]) -> list[str]:
        """Return the files in which any of these byte strings stands."""
        contents = {path: path.read_bytes() for path in self.files()}
        wanted = list(forms)
        return [path.name for path, content in contents.items() if any(form in content for form in wanted)]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database as a thief would, from beside the running product."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    @property
    def has_put_aside(self) -> bool:
        """Say whether there was ever a temporary file: even one that is gone has changed its folder."""
        return self.aside.stat().st_mtime_ns != LONG_AGO

    @property
    def database(self) -> Path:
        """Return the file with everything in it."""
        return self.home / "reknit.sqlite3"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Run the product in a process of its own."""
    home, aside, said = tmp_path / "home", tmp_path / "aside", tmp_path / "said.log"
    home.mkdir()
    aside.mkdir()
    os.utime(aside, ns=(LONG_AGO, LONG_AGO))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("REKNIT", "DJANGO"))},
        "REKNIT_HOME": str(home),
        "REKNIT_PORT": str(port),
        "TMPDIR": str(aside),
    }
    command = [sys.executable, "-m", "reknit", "serve", "--no-browser"]
    with (
        said.open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_for(process, port)
            yield House(site=f"http://127.0.0.1:{port}", home=home, said=said, aside=aside)
            assert process.poll() is None
        finally:
            process.terminate()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("The product did not start.")


def a_chat() -> bytes:
    """Write a chat of two people that is larger than what is held in memory by habit."""
    names = NOWHERE["a name in the chat"], NOWHERE["another name in the chat"]
    word = NOWHERE["words in the chat"]
    lines = [
        f"{day:02}/{month:02}/2026, {hour:02}:{minute:02} - {names[minute % 2]}: {word} {minute}"
        for month in range(1, 11)
        for day in range(1, 29)
        for hour in range(8, 23, 2)
        for minute in range(0, 60, 5 + hour % 3)
    ]
    long = f"28/10/2026, 23:10 - {names[0]}: " + f"{word} " * 200_000
    return "\n".join([*lines, long]).encode()


def live(visitor: Visitor, house: House) -> None:
    """Do what people do here, with words that can be found again."""
    begun = visitor.post("/start/", name=SEALED["name"], passphrase=PASSPHRASE, again=PASSPHRASE, adult="on")
    assert begun.url.endswith("/start/code/"), begun
    code = "-".join(re.findall(r"<span>([0-9A-Z]{5})</span>", begun.text))
    assert visitor.post("/start/code/", code=code).url.endswith("/start/ending/")
    told = visitor.post(
        "/start/ending/",
        ex=SEALED["the other's name"],
        ended_on="2026-01-02",
        ended_by="them",
        ties=["work"],
        asked="nothing",
        country="DE",
    )
    assert told.url.endswith("/start/ten/")
    visitor.post("/start/ten/", afraid="no", hurt="no")
    answered = visitor.post(
        "/exercises/X01/",
        happened=[SEALED["answered line"], "and a second line"],
        sit_with=SEALED["answer"],
        distress="7",
    )
    assert SEALED["answer"] in answered.text
    page = "/exercises/X03/"
    visitor.post(f"{page}draft/", page=page, anything=SEALED["draft"])
    assert house.rows("SELECT count(*) FROM storage_sealedentry") == [(4,)]

    name = f"{NOWHERE['file name of the chat']}.txt"
    asked = visitor.upload("/history/", field="chat", name=name, content=a_chat())
    assert NOWHERE["a name in the chat"] in asked.text
    answers = {"of": FINGERPRINT.findall(asked.text)[0], "me": NOWHERE["a name in the chat"]}
    kept = visitor.upload("/history/", field="chat", name=name, content=a_chat(), **answers)
    assert NOWHERE["a name in the chat"] not in kept.text
    assert house.rows("SELECT count(*) FROM storage_sealedentry") == [(5,)]


def go_wrong(visitor: Visitor, house: House) -> None:
    """Let everything fail that can, with words in it that must not be written down."""
    assert visitor.get(f"/nowhere/{NOWHERE['words in an address']}/").status == 404
    assert visitor.get(f"/nowhere/?q={NOWHERE['words in an address']}").status == 404
    refused = visitor.send("/exercises/X01/", sit_with=NOWHERE["held without a token"])
    assert NOWHERE["held without a token"] in refused.text
    visitor.post("/start/ending/", ex=NOWHERE["words in a refused form"], ended_on="yesterday")
    visitor.post("/exercises/X01/", distress=SEALED["refused exercise"])
    visitor.upload("/yours/import/", field="file", name="a.zip", content=NOWHERE["held words"].encode())

    other = Visitor(house.site)
    other.get("/unlock/")
    fields = {
        "name": NOWHERE["wrong name"],
        "passphrase": WRONG,
        "held.path": "/exercises/X01/",
        "held.sit_with": NOWHERE["held words"],
        "next": f"/{NOWHERE['words in an address']}/",
    }
    for _ in range(12):
        held = other.post("/unlock/", **fields)
    assert NOWHERE["held words"] in held.text
    assert "rests for ten minutes" in held.text
    locked = other.post("/exercises/X01/", page="/unlock/", sit_with=NOWHERE["held when locked"])
    assert NOWHERE["held when locked"] in locked.text
    other.post("/unlock/code/", name=NOWHERE["wrong name"], code=WRONG, passphrase=WRONG, again=WRONG)


def opened_key(visitor: Visitor, house: House) -> tuple[UUID, bytes, bytes]:
    """Join both halves of the session as the product does; return the owner, the key, and the cookie half."""
    stored = dict(house.rows("SELECT session_key, session_data FROM django_session"))
    session = json.loads(unpacked_session(stored[visitor.cookie("sid")]))
    owner, half = UUID(session["_auth_user_id"]), base64.urlsafe_b64decode(visitor.cookie("half"))
    wrapped = base64.b64decode(session["wrapped"])
    return owner, unwrap_from_session(wrapped=wrapped, owner=owner.bytes, secret=half), half


def opened_words(house: House, *, owner: UUID, key: bytes) -> str:
    """Open everything with the key."""
    store = MemoryStore()
    rows = house.rows("SELECT entry_id, shelf, sealed FROM storage_sealedentry ORDER BY position")
    store.add([SealedRow(UUID(entry_id), shelf, sealed) for entry_id, shelf, sealed in rows])
    return "".join(bytes(one.entry).decode() for one in Diary(key=key, owner=owner, store=store).export())


@pytest.mark.parametrize("shift", range(3))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_sees_through_every_disguise(encoding: str, shift: int) -> None:
    raw = ("x" * shift + "the Gewitterziege said").encode(encoding)
    packed = base64.b64encode(b"y" * shift + raw)
    for content in (raw, raw.upper() if encoding == "utf-8" else raw, raw.hex().encode(), packed):
        assert any(form in content for form in disguises("Gewitterziege"))
    assert not any(form in b"another word" for form in disguises("Gewitterziege"))


def test_a_thief_of_everything_reads_nothing(house: House) -> None:
    visitor = Visitor(house.site)
    live(visitor, house)
    go_wrong(visitor, house)
    owner, key, half = opened_key(visitor, house)

    # While it runs, so that the write-ahead log is among the files.
    assert (house.home / "reknit.sqlite3-wal").stat().st_size > 0
    for what, word in {**SEALED, **NOWHERE}.items():
        for part in word.split():
            assert house.holding(disguises(part)) == [], what
    sessions = [
        unpacked_session(stored) for (stored,) in house.rows("SELECT session_data FROM django_session")
    ]
    assert len(sessions) >= 1
    for what, word in {**SEALED, **NOWHERE}.items():
        for form in disguises(word.split()[0]):
            assert not any(form in session for session in sessions), what

    # The key, what follows from it, and the half that lives in the browser are in no file.
    secrets = [key, half, derive(key=key, purpose="entries"), derive(key=key, purpose="index")]
    for secret in (*secrets, derive(key=half, purpose="session")):
        forms = list(written(secret))
        assert house.holding(forms) == []
        assert not any(form in session for session in sessions for form in forms)

    # And yet it is all there, for whoever has the key.
    words = opened_words(house, owner=owner, key=key)
    assert [word for word in SEALED.values() if word not in words] == []
    assert [word for word in NOWHERE.values() if word in words] == []
    assert not house.has_put_aside


def test_deleting_everything_leaves_no_sealed_byte_in_any_file(house: House) -> None:
    visitor, elsewhere = Visitor(house.site), Visitor(house.site)
    live(visitor, house)
    elsewhere.post("/unlock/", passphrase=PASSPHRASE)
    query = "SELECT sealed FROM storage_sealedentry UNION SELECT envelope FROM storage_person"
    # Pieces, because a row can lie on several pages of the file.
    sealed = [_pieces(one) for (one,) in house.rows(query)]
    assert all(house.holding(pieces[:1]) for pieces in sealed)

    assert visitor.post("/yours/delete/").status == 200
    tables = ("storage_sealedentry", "storage_person")
    assert [house.rows(f"SELECT count(*) FROM {table}") for table in tables] == [[(0,)], [(0,)]]  # noqa: S608 - two names
    assert house.holding(piece for pieces in sealed for piece in pieces) == []
    assert house.rows("SELECT session_data FROM django_session") == []


def _pieces(content: bytes) -> list[bytes]:
    return [content[start : start + PIECE] for start in range(0, len(content) - PIECE, PIECE)]
