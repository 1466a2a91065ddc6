"""V-04: our own signs in mails, and that nobody else can make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ids import Signer
from models.mailbox.rules.tags import (
    PURPOSE,
    numbers_in,
    reply_address,
    signed_tags,
    without_numbers,
    without_tag,
)

SIGNER = Signer(b"k" * 32)
NUMBER, SUBJECT = "HY-20261121-0042", "HY-20261121-0042.1"


def test_an_address_proves_its_case() -> None:
    """V-04: also where a server writes it in capitals."""
    address = reply_address("service@yunfan.example", NUMBER, SUBJECT, SIGNER)
    assert address.startswith("service+hy-20261121-0042.")
    for written in (address, address.upper()):
        (tag,) = signed_tags(["other@yunfan.example", written])
        assert tag.number == NUMBER
        assert SIGNER.proves(PURPOSE, SUBJECT, tag.proof)


def test_a_proof_holds_for_one_case_and_one_purpose() -> None:
    """V-04: a tracking link's proof opens no mailbox, and a new key ends old addresses (H-08)."""
    (tag,) = signed_tags([reply_address("s@y.example", NUMBER, SUBJECT, SIGNER)])
    assert not SIGNER.proves(PURPOSE, "HY-20261121-0043.1", tag.proof)
    assert not SIGNER.proves(PURPOSE, "HY-20261121-0042.2", tag.proof)
    assert not SIGNER.proves("track", SUBJECT, tag.proof)
    assert not Signer(b"x" * 32).proves(PURPOSE, SUBJECT, tag.proof)


def test_a_name_without_room_gets_no_tag() -> None:
    """V-04: 64 signs are all that stand before an @."""
    long = f"{'s' * 40}@y.example"
    assert reply_address(long, NUMBER, SUBJECT, SIGNER) == long


@pytest.mark.parametrize(
    ("subject", "numbers", "rest"),
    [
        ("Re: 您的反馈 [HY-20261121-0042]", [NUMBER], "Re: 您的反馈"),
        ("【hy-20261121-0042】断网", [NUMBER], "断网"),
        ("HY-20261121-0042, HY-20261121-12345", [NUMBER, "HY-20261121-12345"], ","),
        ("HY-2026-1 XHY-20261121-0042", [], "HY-2026-1 XHY-20261121-0042"),
    ],
)
def test_numbers_in_subjects(subject: str, numbers: list[str], rest: str) -> None:
    """V-04."""
    assert numbers_in(subject) == numbers
    assert without_numbers(subject) == rest


def test_addresses_without_their_tags() -> None:
    """V-04: our own address is ours with any tag."""
    assert without_tag("service+x+y@yunfan.example") == without_tag("service@yunfan.example")


@given(st.text(max_size=80))
def test_no_text_is_a_tag_by_chance(text: str) -> None:
    """V-04."""
    assert all(not SIGNER.proves(PURPOSE, SUBJECT, tag.proof) for tag in signed_tags([text, f"s+{text}@y"]))
