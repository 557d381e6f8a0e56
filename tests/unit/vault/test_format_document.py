"""Hold the document of the byte format to the truth: a reader written from it alone opens every vector."""

# The reader between the two marks stands in the document word for word, and uses nothing of ours.

from __future__ import annotations

# Here the reader begins.
import hmac
import json
import unicodedata
from base64 import b64decode
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derive(key: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"reknit/1 " + purpose).derive(key)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    if sealed[:1] != b"\x01":
        raise ValueError("another version")
    return ChaCha20Poly1305(key).decrypt(sealed[1:13], sealed[13:], place)


def key_by_passphrase(envelope: str, owner: UUID, passphrase: str) -> bytes:
    stored = json.loads(envelope)
    cost, wrapping = stored["profile"], stored["passphrase"]
    stretch = Argon2id(
        salt=b64decode(wrapping["salt"]),
        length=32,
        iterations=cost["passes"],
        memory_cost=cost["memory"],
        lanes=cost["lanes"],
    )
    secret = stretch.derive(unicodedata.normalize("NFKC", passphrase).strip().encode())
    return unseal(secret, b64decode(wrapping["sealed"]), b"passphrase" + owner.bytes)


def key_by_code(envelope: str, owner: UUID, code: str) -> bytes:
    wrapping = json.loads(envelope)["recovery"]
    secret = derive(code.encode(), b"recovery", b64decode(wrapping["salt"]))
    return unseal(secret, b64decode(wrapping["sealed"]), b"recovery" + owner.bytes)


def key_by_session(wrapped: bytes, owner: UUID, half: bytes) -> bytes:
    return unseal(derive(half, b"session"), wrapped, b"session" + owner.bytes)


def shelf_of(key: bytes, kind: str, about: str) -> bytes:
    return hmac.digest(derive(key, b"index"), f"{kind}\0{about}".encode(), "sha256")[:16]


def read_entry(key: bytes, owner: UUID, entry_id: UUID, shelf: bytes, sealed: bytes) -> dict[str, Any]:
    place = b"entry" + owner.bytes + entry_id.bytes + shelf
    page: dict[str, Any] = json.loads(unseal(derive(key, b"entries"), sealed, place))
    return page


# Here the reader ends.

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "tests/vectors"


def vector(path: Path) -> dict[str, Any]:
    """Read one vector."""
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def test_the_document_shows_this_reader() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    reader = source.partition("# Here the reader begins.\n")[2].partition("# Here the reader ends.\n")[0]
    assert reader.strip() in (ROOT / "docs/vault-format.md").read_text(encoding="utf-8")


def test_the_reader_opens_the_envelope() -> None:
    written = vector(VECTORS / "envelope.json")
    owner = UUID(written["owner"])
    opened = {key_by_passphrase(written["envelope"], owner, typed) for typed in written["passphrases"]}
    assert opened == {key_by_code(written["envelope"], owner, written["code"])}
    assert opened == {bytes.fromhex(written["key"])}


def test_the_reader_opens_the_session() -> None:
    written = vector(VECTORS / "session.json")
    wrapped, half = bytes.fromhex(written["wrapped"]), bytes.fromhex(written["secret"])
    assert key_by_session(wrapped, UUID(written["owner"]), half).hex() == written["key"]


def test_the_reader_opens_every_entry() -> None:
    paths = sorted((VECTORS / "entries").glob("*.json"))
    for written in map(vector, paths):
        key, shelf = bytes.fromhex(written["key"]), bytes.fromhex(written["shelf"])
        page = read_entry(
            key, UUID(written["owner"]), UUID(written["id"]), shelf, bytes.fromhex(written["sealed"])
        )
        assert (page["kind"], page.get("about", "")) == (written["kind"], written["about"])
        assert page["entry"] == written["entry"]
        assert shelf_of(key, written["kind"], written["about"]) == shelf
    assert paths
