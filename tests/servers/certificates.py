"""A certificate authority of our own, and certificates that it signs: made by openssl, for one test run."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

CURVE = "ec_paramgen_curve:P-256"
DAYS = "2"


@dataclass(frozen=True)
class Authority:
    """Signs certificates. `certificate` is what a client trusts, as a file."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "authority.pem"

    def context_for(self, name: str) -> ssl.SSLContext:
        """What a server needs to show a certificate for a name, such as DNS:localhost or IP:127.0.0.1."""
        file = self.folder / name.replace(":", "-")
        key, wanted, signed = (file.with_suffix(end) for end in (".key", ".csr", ".pem"))
        extensions = file.with_suffix(".ext")
        extensions.write_text(f"subjectAltName={name}\nbasicConstraints=CA:FALSE\n")
        _openssl(
            "req", "-newkey", "ec", "-pkeyopt", CURVE, "-nodes", "-subj", "/", "-keyout", key, "-out", wanted,
        )  # fmt: skip
        _openssl(
            "x509", "-req", "-in", wanted, "-out", signed, "-days", DAYS, "-CAcreateserial",
            "-CA", self.certificate, "-CAkey", self.folder / "authority.key", "-extfile", extensions,
        )  # fmt: skip
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(signed, key)
        return context


def authority(folder: Path) -> Authority:
    """A new authority that nobody knows yet."""
    _openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", CURVE, "-nodes", "-days", DAYS,
        "-keyout", folder / "authority.key", "-out", folder / "authority.pem",
        "-subj", "/CN=Authority of the tests",
        "-addext", "keyUsage=critical,keyCertSign",
    )  # fmt: skip
    return Authority(folder)


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
