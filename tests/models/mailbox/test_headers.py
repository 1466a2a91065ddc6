"""V-04: headers as people and programs write them: encoded, not encoded, wrongly encoded, missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mailbox.rules import headers
from models.mailbox.rules.parse import parse
from tests.mails.letters import multipart, part, raw

ZHAO = "赵兰".encode("gb2312")


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("From: 赵兰 <Zhao@QQ.com>".encode(), "赵兰", "zhao@qq.com"),
        (b"From: =?gb2312?B?1dTAvA==?= <zhao@qq.com>", "赵兰", "zhao@qq.com"),
        (b"From: " + ZHAO + b"<zhao@qq.com>", "赵兰", "zhao@qq.com"),
        (b'From: "=?utf-8?b?6LW15YWw?=" <zhao@qq.com>', "赵兰", "zhao@qq.com"),
        (b'From: "Li, Lei" <li@x.example>, other@x.example', "Li, Lei", "li@x.example"),
        (b"From: li@x.example (Li Lei)", "Li Lei", "li@x.example"),
        (b"From: <li@x.example>", "", "li@x.example"),
        (b'From: "li@x.example" <li@x.example>', "", "li@x.example"),
        (b"From:", "", ""),
        (b"From: <>", "", ""),
        (b"From: Mail Administrator", "Mail Administrator", ""),
        (b"X-Nothing: 1", "", ""),
    ],
)
def test_who_wrote(line: bytes, name: str, address: str) -> None:
    """V-04: also an empty From, and names in bytes that nobody encoded."""
    found = parse(raw(line, body="x"))
    assert (found.sender_name, found.sender) == (name, address)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Subject: 断网".encode(), "断网"),
        ("Subject: 断网".encode("gb18030") + b" again", "断网 again"),
        (b"Subject: =?gb2312?B?ts/N+A==?=", "断网"),
        (b"Subject: =?GBK?Q?=B6=CF=CD=F8?=", "断网"),
        # One character cut in two by a program that counts bytes.
        (b"Subject: =?gb2312?Q?=B6=CF=CD?=\r\n =?gb2312?Q?=F8?=", "断网"),
        (b"Subject: =?utf-8?b?5pat?= =?utf-8?b?572R?= now", "断网 now"),
        (b"Subject: =?utf-8?B?5pat572R", "=?utf-8?B?5pat572R"),
        (b"Subject: =?no-such?q?=E6=96=AD?=", "断"),
        (b"Subject: =?utf-8*zh?q?=E6=96=AD?=", "断"),
        (b"Subject: a\r\n b\0c", "a bc"),
    ],
)
def test_subjects(line: bytes, subject: str) -> None:
    """V-04: 8-bit headers, every kind of encoding, and none."""
    assert parse(raw(line, body="x")).subject == subject


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('filename="a.pdf"', "a.pdf"),
        ("filename*=UTF-8''%E5%90%88%E5%90%8C.pdf", "合同.pdf"),
        ("filename*=gb2312''%BA%CF%CD%AC.pdf", "合同.pdf"),
        ("filename*0*=UTF-8''%E5%90; filename*1*=%88%E5%90%8C; filename*2=.pdf", "合同.pdf"),
        # Encoded words where RFC 2231 belongs, quoted or not, and one cut in two.
        ('filename="=?utf-8?B?5ZCI5ZCMLnBkZg==?="', "合同.pdf"),
        ("filename==?gb2312?B?us/NrC5wZGY=?=", "合同.pdf"),
        ('filename="=?utf-8?B?5ZCI?= =?utf-8?B?5ZCMLnBkZg==?="', "合同.pdf"),
        ('filename="%E5%90%88%E5%90%8C.pdf"', "合同.pdf"),
        ("filename=\"UTF-8''%E5%90%88%E5%90%8C.pdf\"", "合同.pdf"),
        ('filename="100%25.pdf"', "100%25.pdf"),
        ("filename*x*=broken; filename=a.pdf", "a.pdf"),
    ],
)
def test_names_of_files(disposition: str, name: str) -> None:
    """V-04: RFC 2231, and everything that is written in its place."""
    file = part("application/pdf", "%PDF-", f"Content-Disposition: attachment; {disposition}")
    found = parse(multipart("mixed", file, head=("From: a@b.example",)))
    assert [each.name for each in found.attachments] == [name]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_names_of_files_in_bytes(charset: str) -> None:
    """V-04: as some web mailers send them."""
    line = 'Content-Disposition: attachment; filename="合同.pdf"'.encode(charset)
    file = raw("Content-Type: application/pdf", line, body="%PDF-")
    assert parse(multipart("mixed", file)).attachments[0].name == "合同.pdf"


def test_names_of_messages() -> None:
    """V-04: whatever stands around them."""
    assert headers.name("<a@b>") == headers.name("a@b") == headers.name(" <a@b> (comment)") == "a@b"
    assert headers.name("two words") == headers.name("") == ""
    assert headers.names("<a@b>\r\n\t<c@d> text <e>") == ["a@b", "c@d"]
    assert len(headers.names(" ".join(f"<{n}@b>" for n in range(500)))) == headers.MOST_REFERENCES


@given(
    st.binary(max_size=200), st.sampled_from(["From", "To", "Subject", "Date", "Message-ID", "References"])
)
def test_no_header_raises(value: bytes, name: str) -> None:
    """V-04: and what was read can be stored."""
    found = parse(name.encode() + b": " + value + b"\r\n\r\nx")
    for text in (found.sender_name, found.subject, found.message_id, *found.references):
        assert text.encode().decode() == text
        assert "\0" not in text
