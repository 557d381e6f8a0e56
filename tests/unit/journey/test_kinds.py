"""Every kind of entry is known by a name with a version."""

from __future__ import annotations

import dataclasses
import re

from reknit.history import FirstReport, Report
from reknit.journey.kinds import REPORT_KINDS, kinds


def test_every_kind_has_a_versioned_name_and_is_frozen() -> None:
    for name, kind in kinds().items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+/[1-9]\d*", name)
        assert dataclasses.is_dataclass(kind)
        assert kind.__dataclass_params__.frozen


def test_the_report_can_be_named_without_entering_its_room() -> None:
    assert REPORT_KINDS == (FirstReport.KIND, Report.KIND)
    assert [kinds()[kind] for kind in REPORT_KINDS] == [FirstReport, Report]
