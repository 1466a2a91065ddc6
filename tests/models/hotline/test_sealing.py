"""W-03: what is sealed opens in its own place with its own key, and every other thing is refused."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Damaged, Invalid
from models.hotline.rules.chunks import CHUNK, FORM, SEALED_CHUNK, START, SealingStream, check, opened
from models.hotline.rules.padding import padded, padded_size, unpadded
from models.hotline.rules.sealing import (
    BOXED_KEY,
    Pair,
    Place,
    joined,
    new_key,
    seal,
    seal_secret,
    seal_to,
    split,
    unseal,
    unseal_secret,
    unseal_with,
)

PLACE = Place("entry", 7, "text")
OTHERS = (
    Place("entry", 8, "text"),
    Place("entry", 7, "name"),
    Place("file", 7, "text"),
    Place("entry", 7, "text", 2),
)
PAIR, KEY = Pair.new(), new_key()
LENGTHS = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])


@given(st.binary(max_size=3000))
@settings(deadline=None)
def test_w03_a_text_comes_back_as_it_was(plain: bytes) -> None:
    assert unseal(seal(plain, KEY, PLACE), KEY, PLACE) == plain
    assert unseal_with(seal_to(plain, PAIR.public, PLACE), PAIR, PLACE) == plain


@given(st.binary(max_size=600), st.data())
@settings(deadline=None)
def test_w03_every_flipped_bit_of_a_text_is_refused(plain: bytes, data: st.DataObject) -> None:
    for sealed, open_it in _both(plain):
        place = data.draw(st.integers(0, 8 * len(sealed) - 1))
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Damaged):
            open_it(bytes(changed), PLACE)


@given(st.binary(max_size=600), st.data())
@settings(deadline=None)
def test_w03_a_text_that_is_cut_off_is_refused(plain: bytes, data: st.DataObject) -> None:
    for sealed, open_it in _both(plain):
        with pytest.raises(Damaged):
            open_it(sealed[: data.draw(st.integers(0, len(sealed) - 1))], PLACE)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_w03_noise_is_refused(noise: bytes) -> None:
    for form in (b"", b"\x01", b"\x02"):
        with pytest.raises(Damaged):
            unseal(form + noise, KEY, PLACE)
        with pytest.raises(Damaged):
            unseal_with(form + noise, PAIR, PLACE)
        with pytest.raises(Damaged):
            unseal_secret(form + noise, PAIR, PLACE)
        with pytest.raises(Damaged):
            check(BytesIO(FORM + noise), PAIR, PLACE, size=1)


@pytest.mark.parametrize("other", OTHERS)
def test_w03_what_is_moved_to_another_row_field_table_or_version_is_refused(other: Place) -> None:
    for sealed, open_it in _both(b"words"):
        with pytest.raises(Damaged):
            open_it(sealed, other)
    with pytest.raises(Damaged):
        unseal_secret(seal_secret(KEY, PAIR.public, PLACE), PAIR, other)
    with pytest.raises(Damaged):
        check(BytesIO(sealed_file(b"words")), PAIR, other, size=5)


def test_w03_another_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        unseal(seal(b"words", KEY, PLACE), new_key(), PLACE)
    with pytest.raises(Damaged):
        unseal_with(seal_to(b"words", PAIR.public, PLACE), Pair.new(), PLACE)
    with pytest.raises(Damaged):
        unseal_secret(seal_secret(KEY, PAIR.public, PLACE), Pair.new(), PLACE)
    with pytest.raises(Damaged):
        check(BytesIO(sealed_file(b"words")), Pair.new(), PLACE, size=5)


def test_w03_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    assert len({seal(b"words", KEY, PLACE) for _ in range(20)}) == 20
    assert len({seal_to(b"words", PAIR.public, PLACE) for _ in range(20)}) == 20


def test_w03_lengths_tell_a_class_and_no_more() -> None:
    assert {len(seal(bytes(size), KEY, PLACE)) for size in range(511)} == {1 + 24 + 512 + 16}
    assert {len(padded(bytes(size))) for size in (512, 600, 2047)} == {2048}
    sizes = {padded_size(size) for size in range(50_000_000, 51_000_000, 999)}
    assert len(sizes) == 2
    assert all(size <= padded_size(size) <= max(1 << 16, size + size // 8) for size in range(1, 300_000, 37))


@given(st.binary(max_size=5000))
def test_w03_padding_is_taken_off_again(plain: bytes) -> None:
    assert unpadded(padded(plain)) == plain


@given(st.binary(min_size=32, max_size=32))
def test_w07_two_halves_give_the_secret_and_one_does_not(secret: bytes) -> None:
    first, second = split(secret)
    assert joined(first, second) == joined(second, first) == secret
    with pytest.raises(Damaged):
        joined(first, second[:-1])


@given(LENGTHS, st.integers(1, 70_000))
@settings(deadline=None, max_examples=30)
def test_w03_a_file_comes_back_whatever_pieces_it_is_read_in(size: int, piece: int) -> None:
    plain = bytes(index % 251 for index in range(size))
    stream = SealingStream(BytesIO(plain), PAIR.public, PLACE, most=10 * CHUNK)
    sealed = b"".join(iter(lambda: stream.read(piece), b""))
    assert stream.size == size
    assert b"".join(opened(BytesIO(sealed), PAIR, PLACE, size=size)) == plain
    assert len(sealed) - len(FORM) - BOXED_KEY - START == _sealed_length(padded_size(size))


@given(LENGTHS, st.data())
@settings(deadline=None, max_examples=40)
def test_w03_every_flipped_bit_of_a_file_is_refused(size: int, data: st.DataObject) -> None:
    sealed = bytearray(sealed_file(bytes(size)))
    place = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(Damaged):
        check(BytesIO(bytes(sealed)), PAIR, PLACE, size=size)


@given(LENGTHS, st.data())
@settings(deadline=None, max_examples=40)
def test_w03_a_file_that_is_cut_off_anywhere_is_refused(size: int, data: st.DataObject) -> None:
    sealed = sealed_file(bytes(size))
    with pytest.raises(Damaged):
        check(BytesIO(sealed[: data.draw(st.integers(0, len(sealed) - 1))]), PAIR, PLACE, size=size)


def test_w03_chunks_that_are_left_out_repeated_or_in_another_order_are_refused() -> None:
    size = 3 * CHUNK
    sealed = sealed_file(bytes(size))
    start = len(FORM) + BOXED_KEY + START
    head, chunks = (
        sealed[:start],
        [sealed[place : place + SEALED_CHUNK] for place in range(start, len(sealed), SEALED_CHUNK)],
    )
    assert len(chunks) == 3
    one, two, last = chunks
    for others in (
        (two, one, last),
        (one, last),
        (one, two),
        (one, one, two, last),
        (one, two, last, last),
        (last,),
    ):
        with pytest.raises(Damaged):
            check(BytesIO(head + b"".join(others)), PAIR, PLACE, size=size)
    check(BytesIO(head + one + two + last), PAIR, PLACE, size=size)


def test_w02_a_file_that_is_too_large_is_refused_while_it_comes() -> None:
    stream = SealingStream(BytesIO(bytes(3 * CHUNK)), PAIR.public, PLACE, most=2 * CHUNK)
    with pytest.raises(Invalid, match="too_large"):
        stream.read()


def sealed_file(plain: bytes) -> bytes:
    return SealingStream(BytesIO(plain), PAIR.public, PLACE, most=10 * CHUNK).read()


def _sealed_length(size: int) -> int:
    chunks = -(-size // CHUNK)
    return size + chunks * (SEALED_CHUNK - CHUNK)


def _both(plain: bytes) -> list[tuple[bytes, Callable[[bytes, Place], bytes]]]:
    return [
        (seal(plain, KEY, PLACE), lambda sealed, place: unseal(sealed, KEY, place)),
        (seal_to(plain, PAIR.public, PLACE), lambda sealed, place: unseal_with(sealed, PAIR, place)),
    ]
