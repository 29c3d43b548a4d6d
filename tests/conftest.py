"""What holds for all tests."""

from __future__ import annotations

import gc

from hypothesis import settings

# How long an example may take says how busy the machine is; what has to be fast is measured as a ratio (proportion.py).
settings.register_profile("briefcast", deadline=None)
settings.load_profile("briefcast")

# Python looks for garbage each 700 objects: a fifth of the tests' processor time (38 of 203 s, with this 12 of 111).
# What is imported stays, and is not looked through again.
gc.set_threshold(100_000, 20, 20)


def pytest_collection_finish() -> None:
    """Leave what all tests share out of the search for garbage."""
    gc.collect()
    gc.freeze()
