"""V-04: two thousand mutated messages raise nothing."""

import random

from models.mailbox.rules.classify import Ours, sort_of
from models.mailbox.rules.parse import parse
from tests.mails import machines
from tests.mails.letters import HEAD, SERVICE, WORDS, in_charset, mail, multipart, part, raw
from tests.mails.outlook import winmail
from tests.models.files.samples import picture

MUTATIONS = 2_000
OURS = Ours(frozenset({SERVICE}), "voice.yunfan.example")
NAME = "abcdefghijklmnopqrstuvwxyz@voice.yunfan.example"
PIECES = (
    b"\r\n",
    b"\n",
    b"\r",
    b"\0",
    b"--b0undary",
    b"=?",
    b"?=",
    b"%",
    b"*0*=",
    b"''",
    b";",
    b'"',
    b"<",
    b">",
)
PIECES += (
    b"=",
    b"\xff",
    b"\x80",
    b"(",
    b")",
    b":",
    b"@",
    b"boundary=",
    b"charset=utf-16",
    b"base64",
    b"&#x",
    b"\\",
)
SEEDS = (
    mail(files=(("合同.pdf", "application/pdf", b"%PDF-1.4"),), html=f"<p>{WORDS}</p>"),
    in_charset(WORDS, "gb18030", declared="gb2312"),
    multipart("mixed", part("application/ms-tnef", winmail(("合同.pdf", b"%PDF-"), body="正文")), head=HEAD),
    multipart(
        "related", part("text/html", "<b>x</b>"), part("image/png", picture(), "Content-ID: <1>"), head=HEAD
    ),
    multipart("mixed", raw("Content-Type: message/rfc822", body=mail()), head=HEAD),
    multipart("mixed", part("text/calendar", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nSUMMARY:x\n"), head=HEAD),
    raw(
        "Content-Disposition: attachment; filename*0*=UTF-8''%E5%90; filename*1*=%88%E5%90%8C.pdf",
        "Content-Type: application/pdf",
        body="%PDF-",
    ),
    machines.bounce(NAME),
    machines.bounce_in_words(NAME),
    machines.read_receipt(NAME),
    machines.out_of_office(answers=NAME),
)


def mutated(chance: random.Random) -> bytes:
    """One of the seeds with a few of its bytes changed, lost, repeated, or cut off."""
    content = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                content[place:place] = chance.choice(PIECES)
            case 1:
                del content[place : place + chance.randint(1, 40)]
            case 2:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                start = chance.randrange(len(content) + 1)
                content[place:place] = content[start : start + chance.randint(1, 80)]
            case _:
                if chance.random() < 0.1:
                    del content[place:]
    return bytes(content)


def test_two_thousand_mutated_messages() -> None:
    """V-04: each is read, judged, and what was read can be stored."""
    chance = random.Random(20261121)
    for _ in range(MUTATIONS):
        found = parse(mutated(chance))
        sort_of(found, OURS, most_hops=40)
        texts = [found.words, found.quoted, found.subject, found.sender, found.sender_name, found.message_id]
        for text in (
            *texts,
            *found.references,
            *found.inner_names,
            *(each.name + each.media_type for each in found.attachments),
        ):
            assert "\0" not in text
            text.encode()
