"""The place of everything that the hotline seals: each is bound to its own, and opens in no other."""

from models.hotline.rules.sealing import Place


def private_key(keeper_id: int) -> Place:
    """A supervisor's private key under their passphrase."""
    return Place("keeper", keeper_id, "private")


def recovery_copy(keeper_id: int, recovery_key_id: int) -> Place:
    """A supervisor's private key to the company's recovery key."""
    return Place("keeper", keeper_id, "recovery", recovery_key_id)


def unlocked(keeper_id: int, session_digest: str) -> Place:
    """A private key in use, under the key in the cookie."""
    return Place("unlocked", keeper_id, session_digest)


def recovery_pair(recovery_id: int) -> Place:
    """The private key of a recovery under way, under the new passphrase."""
    return Place("recovery", recovery_id, "private")


def recovery_half(recovery_id: int) -> Place:
    """Half of the offline key, to the pair of a recovery under way."""
    return Place("recovery", recovery_id, "half")


def reporter_key(report_id: int) -> Place:
    """The reporter's private key, under the receipt code."""
    return Place("report", report_id, "reporter")


def talk_key(report_id: int, epoch: int) -> Place:
    """The private key of what reporter and readers say to each other, to the reporter."""
    return Place("key", report_id, "talk", epoch)


def share(report_id: int, epoch: int, keeper_id: int) -> Place:
    """Both private keys of a version, to a reader."""
    return Place("share", report_id, f"keeper {keeper_id}", epoch)


def involved(report_id: int, epoch: int) -> Place:
    """Whom a report is about."""
    return Place("report", report_id, "involved", epoch)


def watch(report_id: int, epoch: int) -> Place:
    """The mark of whom to watch over."""
    return Place("report", report_id, "watch", epoch)


def identity(report_id: int) -> Place:
    """Who reported."""
    return Place("report", report_id, "identity")


def identity_key(report_id: int) -> Place:
    """The identity's private key, to the reporter."""
    return Place("report", report_id, "identity key")


def identity_half(report_id: int, pair: int, keeper_id: int) -> Place:
    """Half of the identity's private key, to one of two readers."""
    return Place("identity half", report_id, f"keeper {keeper_id}", pair)


def identity_ask(request_id: int) -> Place:
    """The asker's half, to the reader who may agree."""
    return Place("identity request", request_id, "half")


def identity_opened(request_id: int, keeper_id: int) -> Place:
    """The identity's private key, to one of the two who opened it."""
    return Place("identity request", request_id, f"opened {keeper_id}")


def entry(entry_id: int, report_id: int, epoch: int) -> Place:
    """A text of a report."""
    return Place("entry", entry_id, f"report {report_id}", epoch)


def file_facts(file_id: int, report_id: int, epoch: int) -> Place:
    """What is known of a file."""
    return Place("file", file_id, f"facts {report_id}", epoch)


def file_bytes(file_id: int, report_id: int, epoch: int) -> Place:
    """The bytes of a file."""
    return Place("file", file_id, f"bytes {report_id}", epoch)
