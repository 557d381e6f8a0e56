"""Keep logs impersonal: what failed and where in the code, never what anyone wrote."""

from __future__ import annotations

import logging
import traceback
from typing import Any


class Impersonal(logging.Filter):
    """Drop the request, and an error's own words, from whatever is about to be logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Reduce a failed request to the fact that one failed."""
        if record.name.startswith("waitress") or hasattr(record, "request") or hasattr(record, "status_code"):
            record.msg, record.args = "A request could not be answered.", ()
        return True


class PlaceOnly(logging.Formatter):
    """Write an error as its type and the places in the code it passed."""

    def formatException(self, ei: Any) -> str:  # noqa: N802, ANN401 - the name and the type are logging's
        """Leave out the message of the error and the lines of code: both can quote a person."""
        kind, _, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__, *places])
