"""Run the command line with `python -m reknit`."""

from __future__ import annotations

import sys

from reknit.cli import main

sys.exit(main())
