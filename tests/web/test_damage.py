"""One entry is damaged on the disk; everything else must stay readable."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from reknit.programme.answer import Answer
from reknit.storage.models import SealedEntry

if TYPE_CHECKING:
    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db


def test_a_damaged_entry_hides_no_other(kim: Someone, text: Read) -> None:
    at = dt.datetime.now().astimezone()
    ids = [
        kim.diary.keep(Answer(at=at, exercise="X01", title=title, given=()), about="X01")
        for title in ("The first", "The second")
    ]
    SealedEntry.objects.filter(entry_id=ids[0]).update(sealed=b"\x01damaged")
    page = text(kim.get("/kept/"))
    assert "The second" in page
    assert "1 of your entries could not be opened and is not shown" in page
    alone = kim.get(f"/kept/{ids[0]}/")
    assert alone.status_code == 404
    assert "cannot be opened here" in text(alone)
    assert kim.post("/yours/export/").status_code == 200
    assert kim.get("/today/").status_code == 200


def test_an_entry_of_another_kind_is_not_shown_as_this_one(kim: Someone, text: Read) -> None:
    at = dt.datetime.now().astimezone()
    answer = kim.diary.keep(Answer(at=at, exercise="X01", title="x", given=()), about="X01")
    assert "cannot be opened here" in text(kim.get(f"/history/{answer}/"))
