"""A PostgreSQL server of a test's own, in a folder of its own, reached by a socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl")
# PostgreSQL refuses to run as root: somebody else has to.
_OTHERS = ("postgres", "nobody")


def why_not() -> str | None:
    """Why there can be no server here; None: there can."""
    missing = [name for name in PROGRAMS if _program(name) is None]
    return f"PostgreSQL is not installed: no {', '.join(missing)}" if missing else None


@contextmanager
def running() -> Iterator[str]:
    """Run a server and give the address of an empty database, as SQLAlchemy takes it."""
    # A socket's path has at most about 100 characters: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        user = _user()
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        _run(user, "initdb", "-D", data, "-U", "briefcast", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(user, "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://briefcast@/postgres?host={folder}"
        finally:
            _run(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _program(name: str) -> str | None:
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debian[-1]) if debian else None)


def _user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in _OTHERS if name in known)


def _run(user: pwd.struct_passwd | None, name: str, *arguments: str | Path) -> None:
    program = _program(name)
    assert program is not None
    done = subprocess.run(
        [program, *arguments],
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
