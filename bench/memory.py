"""Peak memory of this process and of those it started.

What belongs here: the figure. What does not: what is measured.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from pathlib import Path
from typing import Final

_PEAK: Final = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_megabytes() -> float:
    """Return the sum of the peaks of this process and its living child processes, in megabytes; 0 but on Linux."""
    pids = [os.getpid(), *(child.pid for child in multiprocessing.active_children() if child.pid)]
    return sum(_peak(pid) for pid in pids) / 1024


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    match = _PEAK.search(status.read_text(encoding="utf-8")) if status.exists() else None
    return int(match.group(1)) if match else 0
