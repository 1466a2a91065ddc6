"""GIF: keeps pictures, their times and the loop, and drops remarks and what programs put in."""

from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

PICTURE, EXTENSION, END = 0x2C, 0x21, 0x3B
CONTROL, PROGRAM, REMARK = 0xF9, 0xFF, 0xFE
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean(content: bytes, findings: Findings) -> bytes:
    """The same picture. Raises Uncleanable(DAMAGED) where its blocks cannot be followed."""
    try:
        return _cleaned(content, findings)
    except IndexError:
        raise Uncleanable(Left.DAMAGED) from None


def _cleaned(content: bytes, findings: Findings) -> bytes:
    at = 13 + _palette(content[10])
    kept = [content[:at]]
    while content[at] != END:
        start = at
        if content[at] == PICTURE:
            at = _blocks_end(content, at + 11 + _palette(content[at + 9]))
            kept.append(content[start:at])
        elif content[at] == EXTENSION:
            at = _blocks_end(content, at + 2)
            block = content[start:at]
            if _draws(block):
                kept.append(block)
            else:
                findings.removed.add(Trace.REMARK if block[1] == REMARK else Trace.PROPERTIES)
        else:
            raise Uncleanable(Left.DAMAGED)
    if content[at + 1 :].strip(b"\0"):
        findings.removed.add(Trace.BEHIND)
    return b"".join([*kept, bytes((END,))])


def _draws(block: bytes) -> bool:
    return block[1] == CONTROL or (block[1] == PROGRAM and block[3:14] in LOOPS)


def _palette(flags: int) -> int:
    """The bytes of the colours that follow."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1
