"""`make run`: brings the installation up to date, with the demo company on first start, and serves it.

The demo company is what one gets unless DEMO says otherwise.
"""

import os
import subprocess
import sys
import unicodedata

from tools.serve import serve, stop_unless_free
from tools.set_up import ROOT, say
from web.config import Config, config_or_stop

LOGINS = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "logins"]


def main() -> None:
    """Prepare, serve until Ctrl-C; once it is up, say what can be opened and by whom."""
    config = with_demo_by_default()
    stop_unless_free(config)
    prepared = subprocess.run([sys.executable, "-m", "tools.prepare"], cwd=ROOT, check=False)
    if prepared.returncode:
        raise SystemExit(prepared.returncode)
    asked = subprocess.Popen(LOGINS, cwd=ROOT, stdout=subprocess.PIPE, text=True) if config.demo else None
    serve(config, when_up=lambda: announce(config, told(asked) if asked else []))
    say("Huiyin has stopped. Everything is kept; `make run` goes on from here.")


def with_demo_by_default() -> Config:
    """The configuration, with DEMO=on where nothing was said. Processes started from here see the same."""
    config = config_or_stop()
    if "demo" in config.model_fields_set:
        return config
    os.environ["HUIYIN_DEMO"] = "on"
    return config_or_stop()


def told(asked: "subprocess.Popen[str]") -> list[list[str]]:
    """Who can log in, one person a role: role, name, login, password."""
    return [line.split("\t") for line in asked.communicate()[0].splitlines()]


def announce(config: Config, logins: list[list[str]]) -> None:
    """Say where the two sites are and who can log in."""
    lines = [
        "",
        f"  Huiyin 回音 is up, its data is in {config.home}",
        "",
        f"    public site   {config.public_url}/",
        f"    portal        {config.public_url}/portal/",
        "",
    ]
    if logins:
        widths = [max(map(_width, column)) for column in zip(*logins, strict=True)]
        lines += ["  Demo logins (role, name, login, password):", ""]
        lines += ["    " + "  ".join(map(_padded, login, widths)).rstrip() for login in logins]
        lines.append("")
    say("\n".join([*lines, "  Ctrl-C stops it.", ""]))


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, wide: int) -> str:
    return text + " " * (wide - _width(text))


if __name__ == "__main__":
    main()
