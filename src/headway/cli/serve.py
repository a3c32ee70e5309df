"""``headway serve``: start the office, where the month is entered, explained and published."""

import argparse
import socket
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from headway.cli.commands import Commands
from headway.cli.office import data_of, office_module
from headway.cli.printing import note, say
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.storage import storage_remarks

SERVER = "headway.web.server"


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "serve",
        help="start the office: the pages for everybody who is not an analyst",
        description="Start the office. With --demonstration everybody and everything in it is made "
        "up, one person of each role, and this computer alone can reach it.",
    )
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="the data folder")
    parser.add_argument(
        "--office",
        metavar="FOLDER",
        type=Path,
        default=Path("headway-office"),
        help="where the office keeps its register and its key (usual: headway-office)",
    )
    parser.add_argument("--demonstration", action="store_true", help="with made-up people and data")
    parser.add_argument("--port", type=int, default=8000, help="the port (usual: 8000)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to answer at (usual: 127.0.0.1, reached from this computer alone)",
    )
    parser.add_argument(
        "--names",
        metavar="NAME",
        nargs="+",
        default=[],
        help="the names under which people reach it, such as headway.council.example",
    )
    parser.add_argument(
        "--behind",
        metavar="ADDRESS",
        default="",
        help="the address of the proxy that people reach it through, such as 127.0.0.1: it alone "
        "is believed when it says who asks, and that they came by HTTPS",
    )
    parser.add_argument(
        "--database", metavar="ADDRESS", default="", help="a PostgreSQL database for the register"
    )
    parser.add_argument(
        "--first-administrator",
        metavar=("EMAIL", "NAME"),
        nargs=2,
        help="add the first administrator, and show their invitation",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Start it, and answer until stopped."""
    _refuse_what_does_not_fit(chosen)
    _refuse_a_port_in_use(chosen.host, chosen.port)
    server = office_module(SERVER, "headway serve")
    note("Bringing the register up to date ...")
    server.prepare(
        chosen.office.resolve(),
        data_of(chosen).resolve(),
        database=chosen.database,
        hosts=" ".join(chosen.names),
        demonstration=chosen.demonstration,
    )
    address = f"http://{chosen.host}:{chosen.port}/"
    if chosen.demonstration:
        server.make_up_data(
            chosen.office.resolve(),
            data_of(chosen).resolve(),
            datetime.now(UTC),
            _tell_doing,
        )
        _tell_people(server.made_up_people(_tell_doing))
    if chosen.first_administrator:
        _tell_invitation(server, address, *chosen.first_administrator)
    say(f"The office is open at {address}   (stop it with Ctrl and C)")
    _tell_what_is_missing(chosen)
    server.serve(chosen.host, chosen.port, chosen.behind)
    return 0


def _tell_doing(doing: str) -> None:
    note(f"{doing} ...")


def _tell_people(people: list[tuple[str, str, str]]) -> None:
    say("Sign in as any of these made-up people:")
    for role, address, password in people:
        say(f"  {role:<22} {address:<38} password: {password}")
    say("")


def _tell_invitation(server: ModuleType, here: str, email: str, name: str) -> None:
    address = server.invite_first(email, name, datetime.now(UTC).date(), here)
    if not address:
        say("There is an administrator already: people are added on the page People.")
        return
    say(f"{name} sets a password here; the address works once, for three days:")
    say(f"  {address}")
    say("")


def _tell_what_is_missing(chosen: argparse.Namespace) -> None:
    """Say where the storage is not known to be encrypted, and that browsers need HTTPS."""
    for folder in dict.fromkeys((chosen.office.resolve(), data_of(chosen).resolve())):
        for finding in storage_remarks(folder):
            note(str(finding))
    if not chosen.demonstration and not chosen.behind:
        note(
            "Signing in works over HTTPS alone: name the proxy in front with --behind."
            " See docs/administrators-guide.md."
        )


def _refuse_what_does_not_fit(chosen: argparse.Namespace) -> None:
    if chosen.demonstration and chosen.host not in {"127.0.0.1", "localhost", "::1"}:
        raise _refused(
            "--host",
            "a demonstration asks for no second factor",
            "It is reached from this computer alone",
            "Leave --host away, or --demonstration",
        )
    if not chosen.demonstration and chosen.data is None:
        raise _refused(
            "--data",
            "it is not given",
            "The office shows the figures of a data folder",
            "Name the data folder, or try the office with --demonstration",
        )


def _refuse_a_port_in_use(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError) as problem:
            raise _refused(
                f"{host}, port {port}",
                f"the office cannot answer there ({problem})",
                "Another program may be answering there already",
                "Choose another port, such as --port 8080",
            ) from None


def _refused(place: str, found: str, allowed: str, next_step: str) -> Refused:
    return Refused([Finding(Place(place), Severity.STOPS, found, allowed, next_step)])
