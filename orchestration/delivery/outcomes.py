"""What becomes of a delivery that was not taken.

What belongs here: these errors, one for each way to go on. What does not: going on (send.py).
"""

from __future__ import annotations


class TemporaryError(RuntimeError):
    """It was not taken; later it may be."""


class PermanentError(RuntimeError):
    """It was not taken and never will be; the message says why."""


class UnavailableError(RuntimeError):
    """There is nobody to take anything: no connection, or no log-in."""


class UnknownOutcomeError(RuntimeError):
    """There was no answer to it: nobody knows whether it was taken."""
