"""V-04: what a message holds, however nested: text, files, enclosed mails, calendars, winmail.dat."""

import pytest

from models.mailbox.rules.parse import parse
from models.mailbox.rules.parsed import Attachment
from tests.mails.letters import CUSTOMER, HEAD, SERVICE, WORDS, mail, multipart, part, raw
from tests.mails.outlook import winmail
from tests.models.files.samples import picture

PLAIN = part("text/plain; charset=utf-8", WORDS)
HTML = part("text/html; charset=utf-8", f"<p>{WORDS}</p><script>alert(1)</script>")
PDF = ("合同.pdf", "application/pdf", b"%PDF-1.4\n")


def test_an_ordinary_mail() -> None:
    """V-04."""
    found = parse(mail(files=(PDF,), In_Reply_To="<a@b>", References="<c@d> <a@b>"))
    assert (found.sender, found.sender_name, found.subject) == (CUSTOMER, "赵兰", "宽带晚间频繁掉线")
    assert found.words == WORDS
    assert found.references == ("a@b", "c@d")
    assert found.attachments == (Attachment("合同.pdf", "application/pdf", b"%PDF-1.4\n"),)
    assert found.recipients == (SERVICE,)


def test_the_form_of_a_text_that_says_most_is_read() -> None:
    """V-04: an alternative that only says "use another program" is none."""
    both = multipart("alternative", PLAIN, HTML, head=HEAD)
    stub = multipart(
        "alternative",
        part("text/plain", "See HTML."),
        part("text/html; charset=utf-8", f"<p>{WORDS * 9}"),
        head=HEAD,
    )
    empty = multipart("alternative", part("text/plain", " "), HTML, head=HEAD)
    assert parse(both).words == WORDS
    assert parse(stub).words == WORDS * 9
    assert parse(empty).words == WORDS


def test_nested_parts_and_pictures_in_the_text() -> None:
    """V-04: mixed within related within alternative; a picture with a Content-ID stands in the text."""
    photo = part("image/png", picture(), "Content-ID: <p1>", "Content-Disposition: inline")
    related = multipart("related", HTML, photo, boundary="inner")
    alternative = multipart("alternative", PLAIN, related, boundary="middle")
    found = parse(multipart("mixed", alternative, part("application/pdf; name=a.pdf", "%PDF-"), head=HEAD))
    assert found.words == WORDS
    assert [(each.name, each.media_type, each.inline) for each in found.attachments] == [
        ("", "image/png", True),
        ("a.pdf", "application/pdf", False),
    ]


def test_several_texts_stand_below_each_other() -> None:
    """V-04: as phones write: words, a picture, words."""
    found = parse(
        multipart("mixed", PLAIN, part("image/png", picture()), part("text/plain", "and more"), head=HEAD)
    )
    assert found.words == f"{WORDS}\n\nand more"
    assert len(found.attachments) == 1


def test_a_text_with_a_file_name_is_a_file() -> None:
    """V-04."""
    log = part("text/plain; charset=utf-8", "line 1", 'Content-Disposition: attachment; filename="log.txt"')
    found = parse(multipart("mixed", PLAIN, log, head=HEAD))
    assert found.words == WORDS
    assert found.attachments == (Attachment("log.txt", "text/plain", b"line 1"),)


def test_a_mail_passed_on_as_a_file_is_read_with_its_files() -> None:
    """V-04: forwarded messages."""
    inner = raw("Content-Type: message/rfc822", body=mail("三次报修都没用", subject="第三次", files=(PDF,)))
    found = parse(multipart("mixed", part("text/plain", "see below"), inner, head=HEAD))
    assert found.words.startswith("see below\n\n----------\n赵兰 <zhao.lan@example.com>")
    assert found.words.endswith("第三次\n\n三次报修都没用")
    assert [each.name for each in found.attachments] == ["合同.pdf"]


def test_what_is_passed_on_below_ones_own_words_is_not_folded_away() -> None:
    """V-04: who passes something on wants it to be read."""
    text = "请处理\n\n-------- 转发的邮件 --------\n发件人: 王伟\n主题: 断网\n日期: 今天\n\n又断了"
    assert parse(mail(text, subject="断网")).quoted == ""
    assert parse(mail("请看\n\n> 又断了", subject="Fwd: 断网")).words == "请看\n\n> 又断了"


def test_calendars() -> None:
    """V-04: an invitation says what, when and where, where nothing else is said."""
    calendar = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:上门检测\\, 南山\r\n 区\r\nDTSTART:20261124T020000Z\r\n"
    )
    invited = part("text/calendar; method=REQUEST; charset=utf-8", calendar)
    alone = parse(multipart("mixed", invited, head=HEAD))
    beside = parse(multipart("alternative", PLAIN, invited, head=HEAD))
    assert alone.words == "上门检测, 南山区\n20261124T020000Z"
    assert (beside.words, beside.invitation) == (WORDS, "REQUEST")


@pytest.mark.parametrize("kind", ["application/ms-tnef", "application/octet-stream"])
def test_winmail_dat_is_opened(kind: str) -> None:
    """V-04: its files get their long names; its text counts where there is no other."""
    content = winmail(("合同 第二页.pdf", b"%PDF-1.4"), ("b.txt", b"b"), body="正文在里面")
    named = part(f"{kind}; name=winmail.dat", content)
    with_text = parse(multipart("mixed", PLAIN, named, head=HEAD))
    alone = parse(multipart("mixed", named, head=HEAD))
    assert [(each.name, each.content) for each in with_text.attachments] == [
        ("合同 第二页.pdf", b"%PDF-1.4"),
        ("b.txt", b"b"),
    ]
    assert (with_text.words, alone.words) == (WORDS, "正文在里面")


@pytest.mark.parametrize("end", range(0, 200, 7))
def test_a_winmail_dat_that_breaks_off_is_a_file_or_what_it_has(end: int) -> None:
    """V-04."""
    content = winmail(("合同.pdf", b"%PDF-1.4"), body="正文")
    found = parse(multipart("mixed", PLAIN, part("application/ms-tnef", content[:end]), head=HEAD))
    assert found.words == WORDS
    assert found.unreadable == ""


def test_signatures_of_programs_are_no_files() -> None:
    """V-04."""
    signed = multipart("signed", PLAIN, part("application/pkcs7-signature; name=smime.p7s", "x"), head=HEAD)
    assert (parse(signed).words, parse(signed).attachments) == (WORDS, ())


def test_ten_thousand_links() -> None:
    """V-04: all their words, and not every address."""
    links = "".join(f'<p><a href="https://x.example/{n}">link {n}</a></p>' for n in range(10_000))
    words = parse(multipart("mixed", part("text/html; charset=utf-8", links), head=HEAD)).words
    assert words.startswith("link 0 <https://x.example/0>\n\nlink 1 ")
    assert words.count("https://") == 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 50,
        b"no header at all",
        b"\r\n\r\nno header but a body",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Type: text/plain; charset*=x''y; charset*1*=%\r\n\r\nx",
        b"Content-Disposition: attachment; filename*0*=a; filename*x=b\r\n\r\nx",
        b"From: \xff\xfe <\xff@\xfe>\r\nSubject: =?x?b?=?=\r\n\r\nx",
        b"Content-Transfer-Encoding: base64\r\n\r\n=====",
        b"Content-Transfer-Encoding: nonsense\r\n\r\nx",
        b"From: (((((((((((((\r\nTo: " + b"(" * 5000 + b"\r\n\r\nx",
        b"Content-Type: " + b";" * 100_000 + b"\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n" * 150,
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(150)),
    ],
    ids=range(15),
)
def test_nonsense_is_read_all_the_same(content: bytes) -> None:
    """V-04: nothing raises."""
    parse(content)


def test_what_is_nested_without_end_is_unreadable_and_says_who_wrote_it() -> None:
    """V-04: it becomes a case with the original, so its head counts."""
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(900)
    )
    found = parse(f"From: {CUSTOMER}\r\nSubject: help\r\n".encode() + nested)
    assert (found.unreadable, found.sender, found.subject) == ("too_nested", CUSTOMER, "help")


def test_reading_takes_no_longer_than_it_must() -> None:
    """V-04: headers and nests that the library would take the square of are cut before it sees them."""
    lines = b"\r\n" * 400_000
    nests = b"".join(b'x: boundary="%d"\r\n' % n for n in range(120))
    assert (
        parse(nests + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + lines).unreadable == "too_nested"
    )
