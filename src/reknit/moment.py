"""Say what a kept moment is: a time of day together with where on earth it was."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec

Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]
"""A datetime with its offset; one without could not be compared with any other."""
