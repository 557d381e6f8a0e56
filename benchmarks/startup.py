"""Print how long the product takes from the command to its first answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


def main() -> None:
    """Start it twice on one folder, and ask for help once."""
    with tempfile.TemporaryDirectory(prefix="reknit-bench-") as home:
        bare = run([sys.executable, "-c", "import django"])
        first, second = started(home), started(home)
    helped = run([sys.executable, "-m", "reknit", "--help"])
    print("seconds from the command to the first answer; the ratio is to a Python that only imports Django")
    for name, seconds in (
        ("first start", first),
        ("second start", second),
        ("reknit --help", helped),
        ("import django", bare),
    ):
        print(f"{name:<16}{seconds:>7.2f}{seconds / bare:>7.1f}")


def started(home: str) -> float:
    """Return the seconds until the landing page answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = {**os.environ, "REKNIT_HOME": home, "REKNIT_PORT": str(port)}
    began = time.perf_counter()
    command = [sys.executable, "-m", "reknit", "serve", "--no-browser"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
            except urllib.error.URLError:
                time.sleep(0.01)
            else:
                break
        seconds = time.perf_counter() - began
        process.terminate()
    return seconds


def run(command: list[str]) -> float:
    """Return the seconds a command takes."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
