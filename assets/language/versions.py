"""The versions of the parts of the language stage, in the order in which one follows from another.

What belongs here: the versions. Raise one when what its part makes changes: that part and those after it are redone,
and nothing before it. What does not: how a version becomes part of a fingerprint (orchestration.digest.plan).
"""

from __future__ import annotations

# What is set aside: sentences.py, set_aside/.
SPEECH: str = "speech-9"
# Who and what is named.
MENTIONS: str = "mentions-3"
# What is asserted, whose view it is, in what way: filters.py, claims.py and what it imports.
CLAIMS: str = "claims-40"
