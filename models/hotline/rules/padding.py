"""Lengths that tell little: texts are padded to size classes, files by Padmé."""

SMALLEST, FACTOR = 512, 4
MARK = b"\x80"
SMALLEST_FILE = 1 << 16


def padded(plain: bytes) -> bytes:
    """A text with a mark and zeros behind it, up to 512 bytes, 2 KiB, 8 KiB, 32 KiB and so on."""
    size = SMALLEST
    while size < len(plain) + 1:
        size *= FACTOR
    return (plain + MARK).ljust(size, b"\0")


def unpadded(padded_text: bytes) -> bytes:
    """The text before the mark. Raises ValueError where there is none."""
    plain, mark, rest = padded_text.rpartition(MARK)
    if not mark or rest.strip(b"\0"):
        raise ValueError("no padding")
    return plain


def padded_size(size: int) -> int:
    """How many bytes a file of this size takes: at most an eighth more, so that few sizes remain.

    Padmé, from "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"
    (Nikitin and others, 2019), from 64 KiB on.
    """
    size = max(size, SMALLEST_FILE)
    exponent = size.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return (size + mask) & ~mask
