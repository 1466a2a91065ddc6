"""Rules about people that need no database: the tree, passwords, locks, codes, masks."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.rules import ancestors, descendants, hash_password, password_fault, would_be_circle
from models.people.rules.passwords import (
    lock_after,
    needs_rehash,
    password_matches,
    temporary_password,
)
from models.people.rules.second_factor import STEP, enrolment_address, matching_step, new_secret
from models.privacy import masked_email, masked_name, masked_phone

#  1 ─ 2 ─ 4
#    └ 3      5
TREE = {1: None, 2: 1, 3: 1, 4: 2, 5: None}
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_who_is_below_and_above() -> None:
    assert descendants(1, TREE) == {1, 2, 3, 4}
    assert descendants(5, TREE) == {5}
    assert list(ancestors(4, TREE)) == [2, 1]
    assert list(ancestors(5, TREE)) == []


def test_a_department_cannot_be_put_below_itself() -> None:
    assert would_be_circle(1, 4, TREE)
    assert would_be_circle(1, 1, TREE)
    assert not would_be_circle(4, 3, TREE)
    assert not would_be_circle(4, None, TREE)


def test_a_circle_in_damaged_data_ends() -> None:
    assert descendants(1, {1: 2, 2: 1}) == {1, 2}
    assert list(ancestors(1, {1: 2, 2: 1})) == [2]


def test_a_password_is_kept_as_argon2id_and_known_again() -> None:
    stored = hash_password("三只 wise monkeys")
    assert stored.startswith("$argon2id$")
    assert password_matches(stored, "三只 wise monkeys")
    assert not password_matches(stored, "三只 wise monkey")
    assert not needs_rehash(stored)


def test_full_width_and_composed_signs_are_the_same_password() -> None:
    """People type the same word with different keyboards."""
    assert password_matches(hash_password("café-ＡＢＣ-1234"), "cafe\u0301-ABC-1234")


def test_nobody_has_no_password() -> None:
    """Checked against a hash that nobody knows, so that it takes as long."""
    assert not password_matches(None, "")
    assert not password_matches("not a hash", "anything at all")


def test_an_old_hash_is_seen() -> None:
    assert needs_rehash("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short one", "password_short"),
        ("x" * 129, "password_long"),
        ("aaaaaaaaaaaa", "password_plain"),
        ("abcdefghijkl", "password_plain"),
        ("linxiaowen-2026", "password_personal"),
        ("my YF-0217 word", "password_personal"),
        ("echo of a voice", None),
        ("回音壁上的一句老实话", None),
    ],
)
def test_which_passwords_are_accepted(password: str, fault: str | None) -> None:
    assert password_fault(password, names=("linxiaowen", "YF-0217", "林晓雯")) == fault


def test_temporary_passwords_differ_and_are_accepted() -> None:
    made = {temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {14}


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, None), (4, None), (5, 1), (6, 2), (7, 4), (9, 16), (10, 30), (500, 30)]
)
def test_wrong_tries_lock_longer_and_longer(failures: int, minutes: int | None) -> None:
    assert lock_after(failures) == (None if minutes is None else timedelta(minutes=minutes))


def test_a_code_is_right_for_its_half_minute_and_its_neighbours() -> None:
    secret = new_secret()
    step = int(NOON.timestamp()) // STEP
    codes = {offset: pyotp.TOTP(secret).generate_otp(step + offset) for offset in (-2, -1, 0, 1, 2)}
    assert matching_step(secret, codes[0], NOON) == step
    assert matching_step(secret, codes[-1], NOON) == step - 1
    assert matching_step(secret, codes[1], NOON) == step + 1
    if codes[2] not in {codes[-1], codes[0], codes[1]}:
        assert matching_step(secret, codes[2], NOON) is None


def test_a_code_opens_once() -> None:
    secret = new_secret()
    step = int(NOON.timestamp()) // STEP
    code = pyotp.TOTP(secret).generate_otp(step)
    assert matching_step(secret, code, NOON, used=step - 1) == step
    assert matching_step(secret, code, NOON, used=step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code(code: str) -> None:
    assert matching_step(new_secret(), code, NOON) is None


def test_a_code_may_be_typed_with_spaces() -> None:
    secret = new_secret()
    code = pyotp.TOTP(secret).generate_otp(int(NOON.timestamp()) // STEP)
    assert matching_step(secret, f" {code[:3]} {code[3:]} ", NOON) is not None


def test_the_address_for_the_app() -> None:
    assert enrolment_address(new_secret(), "linxiaowen", "Yunfan").startswith(
        "otpauth://totp/Yunfan:linxiaowen?"
    )


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("+8613812345678", "138****5678"),
        ("8613812345678", "138****5678"),
        ("0755-88213344", "0755****3344"),
        ("+8675588213344", "0755****3344"),
        ("+86 755 8821 3344", "0755****3344"),
        ("0086 21 6200 1234", "021****1234"),
        ("010-62001234", "010****1234"),
        ("+861062001234", "010****1234"),
        ("0898 6621234", "0898****1234"),
        ("+864000008210", "400****8210"),
        ("+12025550123", "+1 ****0123"),
        ("+442071234567", "+44 ****4567"),
        ("+85298765432", "+852 ****5432"),
        ("+290 1234", "+290 ****4"),
        ("+999123456789", "********6789"),
        ("440301199001011234", "**************1234"),
        ("8821334", "***1334"),
        ("10199", "****9"),
        ("", ""),
        ("unknown", "*******"),
    ],
)
def test_masked_phones(phone: str, shown: str) -> None:
    """X-03."""
    assert masked_phone(phone) == shown


@given(
    country=st.sampled_from(("", "+86", "+1", "+852", "00")),
    digits=st.from_regex(r"[0-9]{7,15}", fullmatch=True),
)
def test_no_number_is_shown_whole(country: str, digits: str) -> None:
    """X-03: at most an area code or a country and four digits, whatever was typed."""
    shown = masked_phone(country + digits)
    assert "*" * 3 in shown
    assert sum(sign.isdigit() for sign in shown) <= 8
    assert len(max(re.findall(r"[0-9]+", shown), key=len)) <= 4


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王建军", "王*军"),
        ("李雷", "李*"),
        ("李", "*"),
        ("欧阳娜娜", "欧**娜"),
        ("John Smith", "J*** S****"),
        ("Bo", "B*"),
        ("", ""),
    ],
)
def test_masked_names(name: str, shown: str) -> None:
    """X-03: never the whole name, however short."""
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("linxw@example.com", "l***@example.com"),
        ("z@example.com", "***@example.com"),
        ("nonsense", "***"),
        ("", ""),
    ],
)
def test_masked_addresses(address: str, shown: str) -> None:
    """X-03."""
    assert masked_email(address) == shown
