"""Makes this machine ready: virtual environment, locked packages, system packages.

Plain Python, as nothing else is there when it starts. `python3 -m tools.set_up run` for what serving
needs, `… test` for what the tests need as well. What is already there is left alone. As root on Debian
it installs what is missing; otherwise it says the one command.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium-headless-shell", "chromium")
"""Debian's packages, and their programs, with the browser in them. The first is Chromium without windows,
tabs and settings: the same pages take it well under half as long."""
LOCKS = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-dev.txt"}


def main(purpose: str) -> None:
    """Set up for `run` or `test`. Ends the program with one line when something needed cannot be had."""
    if sys.version_info < (3, 11):
        raise SystemExit(f"Huiyin needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    make_environment()
    install_lock(purpose)
    if not has_pango() or not has_chinese_font():
        papers = ["libpango-1.0-0", "libpangoft2-1.0-0", "fontconfig", "fonts-noto-cjk"]
        get(papers, needed=purpose == "test", meanwhile="PDF papers wait")
    if purpose == "test":
        if not shutil.which(BROWSERS[0]):
            wanted = [BROWSERS[0], "fonts-noto-color-emoji"]
            get(wanted, needed=browser_program() is None, meanwhile="Tests in browsers take longer")
        if not shutil.which("openssl"):
            get(["openssl"], needed=True)
        if not Path("/usr/sbin/dovecot").exists():
            get(["dovecot-imapd"], needed=True)
        subprocess.run([PYTHON, "-m", "tools.install_nu"], cwd=ROOT, check=True)


def make_environment() -> None:
    """Make `.venv`, unless it is there."""
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        get(["python3-venv"], needed=True)
    say("Making the virtual environment in .venv …")
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def install_lock(purpose: str) -> None:
    """Install exactly what the lock names, checked against its hashes, unless that was done before."""
    if purpose == "run" and _stamp("test").exists():
        return  # the tests' lock holds everything that serving needs
    stamp = _stamp(purpose)
    if stamp.exists():
        return
    lock = LOCKS[purpose]
    say(f"Installing the packages of {lock.name} …")
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "-r", str(lock)]
    subprocess.run(command, cwd=ROOT, check=True)
    for older in VENV.glob(f".{purpose}-*"):
        older.unlink()
    stamp.touch()


def get(packages: list[str], *, needed: bool, meanwhile: str = "") -> None:
    """Install Debian packages as root; otherwise say how, and what happens `meanwhile`.

    What is `needed` and not had ends the program.
    """
    names = " ".join(packages)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {names} …")
        asking_nothing = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            done = subprocess.run(
                ["apt-get", *command], stdout=subprocess.DEVNULL, env=asking_nothing, check=False
            )
        if done.returncode == 0:
            return
    hint = f"sudo apt-get install --no-install-recommends {names}"
    if needed:
        raise SystemExit(f"Missing on this machine. Please run: {hint}")
    say(f"{meanwhile} until this has been run: {hint}")


def browser_program() -> str | None:
    """The program that shows pages to tests and takes pictures; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def has_pango() -> bool:
    """Whether PDF papers can be set."""
    return all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))


def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed."""
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, flush=True)


def _stamp(purpose: str) -> Path:
    digest = hashlib.sha256(LOCKS[purpose].read_bytes()).hexdigest()[:16]
    return VENV / f".{purpose}-{digest}"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        raise SystemExit("usage: python3 -m tools.set_up run|test")
    main(sys.argv[1])
