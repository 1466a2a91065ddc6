"""Our own signs in mails: the case number in the subject, and the signed address to which answers go.

A number is no secret: anybody may write it into a subject. The address in Reply-To holds a proof that only
this installation can make, so who writes to it has had a letter of ours about the case.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.ids import PROOF_LENGTH, Signer

PURPOSE = "mail"
LONGEST_LOCAL = 64
_NUMBER = re.compile(r"\bHY-(\d{8})-(\d{4,6})\b", re.IGNORECASE)
_TAG = re.compile(rf"^hy-(\d{{8}})-(\d{{4,6}})\.([0-9a-z]{{{PROOF_LENGTH}}})$", re.IGNORECASE)
_TAGS_IN_SUBJECT = re.compile(r"[\[【(（]?\s*\bHY-\d{8}-\d{4,6}\b\s*[\]】)）]?", re.IGNORECASE)


@dataclass(frozen=True)
class SignedTag:
    """A case number with the proof that stood beside it; whether the proof is ours must still be asked."""

    number: str
    proof: str


def numbers_in(subject: str) -> list[str]:
    """The case numbers that a subject names, in order."""
    return list(dict.fromkeys(f"HY-{day}-{place}" for day, place in _NUMBER.findall(subject)))


def without_numbers(subject: str) -> str:
    """A subject without our tags."""
    return " ".join(_TAGS_IN_SUBJECT.sub(" ", subject).split())


def reply_address(mailbox: str, number: str, subject: str, signer: Signer) -> str:
    """`service+hy-20261121-0042.PROOF@example.com`: where answers about a case go.

    `subject` is what the proof is made for (`Case.track_subject`). The plain mailbox where its name
    leaves no room for a tag.
    """
    local, _at, domain = mailbox.rpartition("@")
    tagged = f"{local}+{number.lower()}.{signer.proof(PURPOSE, subject).lower()}"
    return f"{tagged}@{domain}" if len(tagged) <= LONGEST_LOCAL else mailbox


def signed_tags(addresses: Iterable[str]) -> list[SignedTag]:
    """The tags in the addresses that a message was sent to."""
    found = (_TAG.match(each.rpartition("@")[0].partition("+")[2]) for each in addresses)
    return [SignedTag(f"HY-{tag[1]}-{tag[2]}", tag[3].upper()) for tag in found if tag]


def without_tag(address: str) -> str:
    """An address without what stands behind its plus sign."""
    local, _at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
