"""Run the practice line: ``python -m practice``, then open the address it prints."""

import argparse
import asyncio
import sqlite3
import sys
import threading
from pathlib import Path

from practice.profile import DEFAULT_ID
from practice.server import Server, address, build, listen


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; return the exit code."""
    options = _options(arguments)
    try:
        listener = listen(options.host, options.port)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        server = Server(build(options.state))
    except (OSError, sqlite3.Error) as error:
        listener.close()
        sys.stderr.write(f"The line cannot be kept in {options.state}: {_reason(error)}.\n")
        return 2
    if options.until_stdin_ends:
        threading.Thread(target=_stop_with_stdin, args=(server,), daemon=True).start()
    sys.stdout.write(f"practice line: {address(listener)}\ntoken: {DEFAULT_ID}:practice\n")
    sys.stdout.flush()
    try:
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
            runner.run(server.serve([listener]))
    except KeyboardInterrupt:
        return 0
    finally:
        listener.close()
    return 0


def _stop_with_stdin(server: Server) -> None:
    """Stop when the other end of standard input is closed: whoever started the line is gone."""
    sys.stdin.buffer.read()
    server.should_exit = True


def _reason(error: OSError | sqlite3.Error) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="practice", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="an address of this machine")
    parser.add_argument("--port", type=int, default=8081, help="another is taken if it is busy")
    parser.add_argument(
        "--state", type=Path, help="folder to keep the line in; without: forgotten"
    )
    parser.add_argument(
        "--until-stdin-ends",
        action="store_true",
        help="stop when standard input is closed, for a program that starts the line",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
