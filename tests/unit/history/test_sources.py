"""Open hostile and harmless files; all of them are made here."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from reknit.history import (
    DamagedArchive,
    EmptyExport,
    EncryptedArchive,
    HistoryError,
    NoChatInside,
    Source,
    TooLarge,
    UnreadableFile,
    WrongEncoding,
    read,
    sources,
)
from tests.unit.history.reading_chats import android, read_text, rows

if TYPE_CHECKING:
    from pathlib import Path

CHAT = android("Anna: hi", "Ben: yo")


def archive(*members: tuple[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members:
            made.writestr(name, content)
    return buffer.getvalue()


def count(content: bytes, name: str = "chat.zip") -> int:
    return len(read([Source(name, content)]).messages)


@pytest.mark.parametrize(
    "name",
    [
        "_chat.txt",
        "WhatsApp Chat with Anna.txt",
        "WhatsApp_Chat_mit_Anna.TXT",
        "../../etc/x.txt",
        "/abs/x.txt",
        "..\\..\\x.txt",
    ],
)
def test_a_chat_in_an_archive_whatever_its_name(name: str, tmp_path: Path) -> None:
    assert count(archive((name, CHAT), ("IMG-20240131-WA0001.jpg", b"\xff\xd8"))) == 2
    assert list(tmp_path.iterdir()) == []


def test_decoys_of_a_mac_are_left_alone() -> None:
    decoy = "\0\5\x16\7 not a chat"
    assert count(archive(("__MACOSX/._chat.txt", decoy), ("._x.txt", decoy), ("a/_chat.txt", CHAT))) == 2


def test_texts_that_were_sent_in_the_chat_are_left_out() -> None:
    sent = android("Zoe: other chat")
    assert count(archive(("_chat.txt", CHAT), ("00000012-notes.txt", sent))) == 2
    chat = android("Anna: notes.txt (file attached)", "Ben: yo")
    assert count(archive(("WhatsApp Chat with Ben.txt", chat), ("notes.txt", sent))) == 2


def test_an_archive_in_an_archive() -> None:
    inner = archive(("_chat.txt", CHAT))
    assert count(archive(("WhatsApp Chat - Anna.zip", inner))) == 2
    with pytest.raises(NoChatInside):
        count(archive(("a.zip", archive(("b.zip", inner)))))
    with pytest.raises(DamagedArchive):
        count(archive(("a.zip", b"no archive")))


def test_an_archive_is_known_by_its_content() -> None:
    assert count(archive(("_chat.txt", CHAT)), "renamed.txt") == 2


@pytest.mark.parametrize("members", [(), (("a.jpg", b"x"),), (("__MACOSX/a.zip", b"x"),)])
def test_no_chat_inside(members: tuple[tuple[str, bytes], ...]) -> None:
    with pytest.raises(NoChatInside, match="no chat"):
        count(archive(*members))


def test_nothing_at_all() -> None:
    with pytest.raises(NoChatInside):
        read([])
    for content in (b"", b" \n\t"):
        with pytest.raises(EmptyExport):
            read_text(content)
    with pytest.raises(EmptyExport):
        count(archive(("_chat.txt", b"")))


def test_bombs_are_refused_by_ratio() -> None:
    with pytest.raises(TooLarge):
        count(archive(("_chat.txt", b"\0" * (2 * 1024 * 1024))))


def test_bombs_are_refused_by_size_over_all_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources._Room, "__init__", lambda room: setattr(room, "left", 150))
    with pytest.raises(TooLarge):
        count(archive(*((f"{number}.zip", archive(("_chat.txt", CHAT))) for number in range(9))))
    monkeypatch.setattr(sources, "LARGEST_READ", 150)
    with pytest.raises(TooLarge):
        read_text(CHAT * 9)


def test_bombs_are_refused_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_MEMBERS", 2)
    with pytest.raises(TooLarge):
        count(archive(("_chat.txt", CHAT), ("a", "b"), ("c", "d")))


def test_a_member_that_lies_about_its_size() -> None:
    made = bytearray(archive(("_chat.txt", CHAT * 50)))
    size = len(CHAT * 50).to_bytes(4, "little")
    lied = bytes(made).replace(size, (3).to_bytes(4, "little"))
    with pytest.raises(HistoryError):
        count(lied)


def test_media_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def spy(self: zipfile.ZipFile, entry: zipfile.ZipInfo) -> object:
        opened.append(entry.filename)
        return real(self, entry)

    content = archive(("_chat.txt", CHAT), ("a.mp4", b"\0" * 100))
    monkeypatch.setattr(zipfile.ZipFile, "open", spy)
    assert count(content) == 2
    assert set(opened) == {"_chat.txt"}


def test_a_password_is_told_from_damage() -> None:
    made = bytearray(archive(("_chat.txt", CHAT)))
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedArchive, match="password"):
        count(bytes(made))


def test_damaged_archives() -> None:
    whole = archive(("_chat.txt", CHAT))
    with pytest.raises(DamagedArchive):
        count(whole[: len(whole) // 2])
    with pytest.raises(DamagedArchive):
        count(archive(("_chat.txt", CHAT), compression=zipfile.ZIP_BZIP2))
    broken = bytearray(whole)
    broken[50] ^= 0xFF
    with pytest.raises(DamagedArchive):
        count(bytes(broken))


def test_encodings() -> None:
    assert rows(read_text("\ufeff" + CHAT)) == rows(read_text(CHAT))
    assert rows(read_text(CHAT.encode("utf-16"))) == rows(read_text(CHAT))
    for content in (
        ("ä" * 300 + CHAT).encode("latin-1"),
        b"\xff\xfe" + CHAT.encode(),
        CHAT.encode("utf-16-le"),
    ):
        with pytest.raises(WrongEncoding):
            read_text(content)


def test_a_little_damage_is_borne_and_counted() -> None:
    content = (
        android(*["Anna: hello there", "Ben: how are you"] * 30).encode().replace(b"hello", b"h\xffllo", 1)
    )
    conversation = read_text(content)
    assert conversation.reading.damaged_characters == 1
    assert rows(conversation)[0] == ("Anna", "text", "h\ufffdllo there")


def test_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "_chat.txt").write_text(CHAT)
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / "._chat.txt").write_bytes(b"x")
    assert len(read([tmp_path]).messages) == 2
    assert len(read([str(tmp_path / "_chat.txt")]).messages) == 2
    for path in (tmp_path / "missing.txt", tmp_path / "_chat.txt" / "below"):
        with pytest.raises(UnreadableFile):
            read([path])


def test_a_file_larger_than_any_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(CHAT)
    monkeypatch.setattr(sources, "LARGEST_FILE", 3)
    with pytest.raises(TooLarge):
        read([tmp_path / "a.txt"])


def test_a_folder_is_walked_and_archives_are_opened_only_where_there_are_no_chats(tmp_path: Path) -> None:
    below = tmp_path / "export" / "deep"
    below.mkdir(parents=True)
    (below / "chat.zip").write_bytes(archive(("_chat.txt", CHAT)))
    (below / "link.txt").symlink_to(tmp_path / "missing")
    assert [file.path for file in sources.open_files([tmp_path])] == ["chat/_chat.txt"]
    (tmp_path / "export" / "a.json").write_text("{}")
    found = sources.open_files([tmp_path])
    assert [(file.path, file.folder, file.name) for file in found] == [("export/a.json", "export", "a.json")]
    assert found[0].place == tmp_path / "export" / "a.json"
    assert sources.open_files([Source("top.txt", b"x")])[0].folder == ""


def test_a_folder_with_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_MEMBERS", 1)
    for name in "ab":
        (tmp_path / name).write_text("x")
    with pytest.raises(TooLarge):
        read([tmp_path])


def test_a_file_in_pieces() -> None:
    file = sources.open_files([Source("a", b"hello")])[0]
    assert list(file.pieces(2)) == [b"he", b"ll", b"o"]
    zipped = sources.open_files([Source("a.zip", archive(("a.txt", b"hello")))])[0]
    assert b"".join(zipped.pieces()) == b"hello"


def test_a_file_without_letters_has_no_text() -> None:
    for content in (b"", b" \n"):
        with pytest.raises(EmptyExport):
            sources.open_files([Source("a", content)])[0].text()


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CHAT)
    file = sources.open_files([path])[0]
    path.unlink()
    with pytest.raises(UnreadableFile):
        file.read()


def test_a_member_whose_start_is_broken() -> None:
    made = bytearray(archive(("_chat.txt", CHAT)))
    made[0:2] = b"XX"
    with pytest.raises(HistoryError):
        count(b"PK\x03\x04" + bytes(made))
    other = bytearray(archive(("_chat.txt", CHAT), ("b.txt", CHAT)))
    place = other.index(b"PK\x03\x04", 4)
    other[place : place + 2] = b"XX"
    with pytest.raises(DamagedArchive):
        count(bytes(other))


def every_error(error: type[HistoryError]) -> list[type[HistoryError]]:
    return [each for child in error.__subclasses__() for each in (child, *every_error(child))]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in every_error(HistoryError) if "code" in vars(error)]
    assert len(codes) == len(set(codes)) == 17
