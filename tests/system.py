"""Find, or install where possible, what tests need besides Python: Chromium and PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
HOSTED = {
    "REKNIT_HOSTED": "1",
    "REKNIT_HOSTS": "reknit.example",
    "REKNIT_SECRET_KEY": "a-key-for-checking-the-settings-only-0123456789-abcdefghijklmnop",
}


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    named = os.environ.get("REKNIT_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in BROWSERS]
    return next((path for path in found if path), None) or _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None."""
    for pattern in POSTGRES_FOLDERS:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            if (folder / "initdb").exists():
                return folder
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def prepare() -> int:
    """Install what is missing, or say what to install."""
    if chromium() is None:
        _install("chromium")
    if chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if postgres() is None:
        _install("postgresql")
    missing = [
        name for name, found in (("Chromium", chromium()), ("PostgreSQL", postgres())) if found is None
    ]
    for name in missing:
        sys.stdout.write(
            f"The tests need {name}. Install it with your package manager, then run make test again.\n"
        )
    return 1 if missing else 0


def _install(package: str) -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(
            ["apt-get", "install", "-qq", "-y", package], check=False, env=quiet, stdout=subprocess.DEVNULL
        )


def with_postgres(command: list[str]) -> int:
    """Run a command with a throw-away PostgreSQL server on loopback."""
    programs = postgres()
    if programs is None:
        sys.stdout.write("PostgreSQL was not found. Run `make test`, which installs it or says how.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="reknit-postgres-") as folder:
        data, owner = Path(folder) / "data", _owner(Path(folder))
        port = _free_port()
        _run_as(
            owner,
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "reknit", "-E", "UTF8", "--locale=C"],
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        log = Path(folder) / "log"
        _run_as(owner, [programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"])
        try:
            url = f"postgresql://reknit@127.0.0.1:{port}/postgres"
            return subprocess.run(
                command, env={**os.environ, "REKNIT_DATABASE_URL": url}, check=False
            ).returncode
        finally:
            _run_as(owner, [programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])


def _owner(folder: Path) -> pwd.struct_passwd | None:
    """Give the folder to an ordinary user when we are root: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    owner = users.get("postgres") or users["nobody"]
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner


def _run_as(owner: pwd.struct_passwd | None, command: list[str | Path]) -> None:
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **who)  # type: ignore[call-overload]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def check_deploy() -> int:
    """Run Django's own checks as a host would, and see that no migration is missing."""
    with tempfile.TemporaryDirectory() as home:
        settings = {"DJANGO_SETTINGS_MODULE": "reknit.web.settings", "REKNIT_HOME": home, **HOSTED}
        for command in (
            ["check", "--deploy", "--fail-level", "WARNING"],
            ["makemigrations", "--check", "--dry-run"],
        ):
            run = [sys.executable, "-m", "django", *command]
            code = subprocess.run(run, env={**os.environ, **settings}, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare"]:
            sys.exit(prepare())
        case ["with-postgres", *command]:
            sys.exit(with_postgres(command))
        case ["check-deploy"]:
            sys.exit(check_deploy())
        case _:
            sys.exit("Say prepare, check-deploy, or with-postgres COMMAND.")
