"""The office with a clock in front of it: every answer says how long the server took for it."""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TOOK, WORKED = "X-Server-Took", "X-Server-Worked"


def clocked(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Add two headers to each answer: seconds by the clock, and of this thread's processor."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begun, worked = time.perf_counter(), time.thread_time()

        def start_clocked(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            headers.append((TOOK, f"{time.perf_counter() - begun:.6f}"))
            headers.append((WORKED, f"{time.thread_time() - worked:.6f}"))
            return start(status, headers, *rest)

        return application(environ, start_clocked)

    return answer


def main(folder: Path, data: Path, port: int, database: str) -> None:
    """Serve as ``headway serve`` does, with the clock, until stopped."""
    from headway.web import server  # noqa: PLC0415

    server.prepare(folder, data, database=database, demonstration=True)
    from headway.web.demonstration import add_everybody  # noqa: PLC0415

    add_everybody()
    from waitress import serve  # noqa: PLC0415

    from headway.web.wsgi import application  # noqa: PLC0415

    serve(clocked(application), host="127.0.0.1", port=port, threads=server.THREADS, ident="")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if sys.argv[4:] else ""
    )
