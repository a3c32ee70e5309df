"""Runs a command beside a PostgreSQL server of its own, which is made for it and gone after it.

Run as ``python tools/with_postgresql.py COMMAND ...``. The command finds the server's address in
the environment variable HEADWAY_TEST_DATABASE. The server listens on a socket in a temporary
folder and nowhere else. It uses the programs of an installed PostgreSQL, and the standard library.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ADDRESS = "HEADWAY_TEST_DATABASE"
OWNER = "postgres"


def main(command: list[str]) -> int:
    """Run the command; its exit code is given back, or 1 where no server can be started."""
    programs = find_programs()
    if programs is None:
        print(
            "No PostgreSQL is installed. On Debian and Ubuntu: sudo apt install postgresql",
            file=sys.stderr,
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="headway-postgresql-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        server = Server(programs, folder)
        server.start()
        try:
            given = os.environ | {ADDRESS: f"postgresql://{server.user}@/postgres?host={folder}"}
            return subprocess.run(command, env=given, check=False).returncode
        finally:
            server.stop()


def find_programs() -> Path | None:
    """Give the folder of PostgreSQL's programs, the newest of those installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else None


class Server:
    """A server whose data live in a folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.data = folder / "data"
        # The server refuses to run as the administrator of the machine.
        self.user = OWNER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def start(self) -> None:
        """Make the data and start the server; ``CalledProcessError`` where either fails."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER, OWNER)
        self._run("initdb", "-D", str(self.data), "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stop the server."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        as_owner = ["runuser", "-u", self.user, "--"] if os.geteuid() == 0 else []
        command = [*as_owner, str(self.programs / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
