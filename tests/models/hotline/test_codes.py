"""W-02, W-03: receipt codes, passphrases and the sheets of the offline key, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid
from models.hotline.rules.codes import Code, new_code, read_code
from models.hotline.rules.passphrases import normal, passphrase_fault
from models.hotline.rules.sealing import Pair
from models.hotline.rules.sheets import key_of_sheets, read_sheet, two_sheets


def test_w02_a_code_is_six_groups_of_four() -> None:
    code = new_code()
    assert [len(group) for group in str(code).split("-")] == [4] * 6
    assert read_code(str(code)) == code
    assert repr(code) == "Code(…)"


def test_w02_typing_is_forgiving() -> None:
    code = Code("01ABCDEF", "0123456789ABCDEF")
    for typed in (
        "01ab-cdef-0123-4567-89ab-cdef",
        " OIAB CDEF o123 4567 89AB CDEF ",
        "olab\ncdef\nO123\n4567\n89ab\ncdef",
        "01AB—CDEF—0123—4567—89AB—CDEF",
    ):
        assert read_code(typed) == code, typed


@pytest.mark.parametrize(
    "typed", ["", "x", "01AB-CDEF-0123-4567-89AB-CDE", "0" * 25, "投诉", "U" * 24, "0" * 10**6]
)
def test_w02_what_cannot_be_a_code_opens_nothing(typed: str) -> None:
    assert set(str(read_code(typed))) == {"U", "-"}


@given(st.text(max_size=60))
def test_w02_whatever_is_typed_is_a_code(text: str) -> None:
    code = read_code(text)
    assert (len(code.found_by), len(code.secret)) == (8, 16)


@pytest.mark.parametrize(
    ("passphrase", "fault"),
    [
        ("short one", "passphrase_short"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "passphrase_plain"),
        ("abcdefghijklmnopqrstuvwxyz", "passphrase_plain"),
        ("passpasspasspasspass", "passphrase_plain"),
        ("12345678901234567890", "passphrase_plain"),
        ("jian-du likes green tea in autumn", "passphrase_personal"),
        ("x" * 300, "passphrase_long"),
        ("梧桐树下的第七盏灯还亮着", None),
        ("seven lamps under the plane tree", None),
    ],
)
def test_w03_weak_passphrases_are_refused(passphrase: str, fault: str | None) -> None:
    assert passphrase_fault(passphrase, names=("jian-du", "T-0015", "简督")) == fault


def test_w03_keyboards_do_not_change_a_passphrase() -> None:
    assert normal("ｓｅｖｅｎ  lamps ") == normal("seven lamps")


def test_w03_both_sheets_give_the_key_in_any_order() -> None:
    private = Pair.new().private
    first, second = two_sheets(private)
    assert [len(group) for group in first.split(" ")] == [4] * 14
    one, other = read_sheet(first.lower()), read_sheet(second.replace(" ", "-"))
    assert key_of_sheets(one, other) == key_of_sheets(other, one) == private
    assert private not in (one, other)


def test_w03_a_slip_of_the_pen_on_a_sheet_is_noticed() -> None:
    first, _ = two_sheets(Pair.new().private)
    wrong = ("1" if first[0] == "0" else "0") + first[1:]
    for typed in (wrong, first[:-1], "", first + "0"):
        with pytest.raises(Invalid, match="sheet_damaged"):
            read_sheet(typed)
