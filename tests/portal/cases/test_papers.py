"""A case on paper: the page for printing, and the PDF in the style of company notices."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from weasyprint import CSS, HTML

from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.tables import Case
from models.clock import SHANGHAI
from models.db import db
from models.events.actions import CUSTOMER
from models.files.actions import keep
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import HOUR, answered, decision, in_review, new, taken
from tests.models.files.samples import picture
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from web.downloads import file_store


def planned(cast: Cast) -> Case:
    case = taken(cast)
    actions.make_plan(
        case,
        "更换楼栋分光器",
        [MilestoneDraft("备件到货", cast.handler.id, MONDAY + 24 * HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    actions.add_note(case, "内部备注", by=cast.handler, now=MONDAY)
    db.session.commit()
    return case


def test_the_page_for_paper(cast: Cast, client: Client) -> None:
    """X-03: everything that happened, oldest first, contacts masked, and who printed it."""
    case = planned(cast)
    page = client.come_in(cast.handler).get(address(case, "print")).text
    paper = region(page, "//article")
    for words in ("138****5678", "更换楼栋分光器", "备件到货", "提交工单（网页表单）", "写备注", "内部备注"):
        assert words in paper
    assert "13812345678" not in page
    assert paper.index("提交工单") < paper.index("季书 接单") < paper.index("制定处理方案")
    assert f"季书（{cast.handler.number}）于 2026-11-23（周一）14:00 打印，联系方式已隐去。" in paper
    assert "<form" not in page.split("<article")[1].split("</article>")[0]


def test_on_paper_every_time_has_its_day(
    cast: Cast, client: Client, at: Callable[[datetime], object]
) -> None:
    """G-04, H-05: “today” and “tomorrow” are soon untrue on paper: meeting and letters are dated in full."""
    case = taken(cast)
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version)
    db.session.commit()
    night = datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI)
    at(night)
    client.come_in(cast.head)
    meeting = {
        "meeting-held_at": "2026-11-23T22:00",
        "meeting-place": "三楼会议室",
        "meeting-people": [str(cast.leader.id), str(cast.head.id)],
        "meeting-decisions": "先恢复后定责",
    }
    assert client.submit(address(case), "/meeting", **meeting).status_code == 303
    actions.write_to_customer(case, "正在抢修", by=cast.handler, now=night)
    db.session.commit()
    assert "今天 22:00" in region(client.get(address(case)).text, "#case-story")
    paper = region(client.get(address(case, "print")).text, "//article")
    assert "召开紧急会议：2026-11-23（周一）22:00，三楼会议室" in paper
    assert "邮件将于 2026-11-24（周二）09:00 发出。" in paper
    assert "今天" not in paper
    assert "明天" not in paper


def test_v02_paper_names_the_files(cast: Cast, client: Client) -> None:
    """V-02: name, size, who and when: what the customer sent, and what came with a merged case."""
    with client.application.app_context():
        store = file_store()
    kept = [
        keep(BytesIO(picture()), name, store=store, uploads=rules_at(MONDAY).uploads, by=by, now=MONDAY)
        for name, by in (("光猫红灯.png", CUSTOMER), ("营业厅登记.png", cast.agent))
    ]
    case = taken(cast, files=(kept[0],))
    merged = new(MONDAY + HOUR, problem="邻居家也断网", files=(kept[1],))
    actions.merge(merged, case, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    db.session.commit()
    paper = region(client.come_in(cast.handler).get(address(case, "print")).text, "//article")
    assert "光猫红灯.png1 kB客户2026-11-23（周一）10:00" in paper
    assert "营业厅登记.png1 kB柯服 （并入的工单）2026-11-23（周一）11:00" in paper
    assert client.get(address(case, "case.pdf")).status_code == 200


def test_the_pdf(cast: Cast, client: Client) -> None:
    """A tagged A4 document with a title, in the reader's language."""
    case = in_review(cast)
    db.session.commit()
    answer = client.come_in(cast.head).get(address(case, "case.pdf"))
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == f'inline; filename="{case.number}.pdf"'
    assert answer.data.startswith(b"%PDF-1.7")
    plain = b"".join(inflated(answer.data)) + answer.data
    assert b"/Marked true" in plain
    assert b"(zh-Hans)" in plain or b"zh-Hans" in plain
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", plain)
    assert size is not None
    assert (round(float(size[1])), round(float(size[2]))) == (595, 842)


def inflated(pdf: bytes) -> list[bytes]:
    """The contents of the streams of a PDF."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_the_pdf_in_english_and_of_an_ended_case(cast: Cast, client: Client) -> None:
    """X-04: the paper speaks the language of whoever asks."""
    case = answered(cast)
    actions.confirm(case, True, "很好", now=MONDAY + 3 * HOUR)
    db.session.commit()
    client.come_in(cast.agent)
    client.send("/portal/account/language", language="en")
    answer = client.get(address(case, "case.pdf"))
    assert answer.status_code == 200
    plain = b"".join(inflated(answer.data)) + answer.data
    assert b"en" in plain
    assert b"Yunfan" in plain or "How case".encode("utf-16-be") in plain or b"How case" in plain


@pytest.mark.parametrize(("rows", "pages"), [(9, 2), (10, 2), (12, 2), (38, 3)])
def test_the_seal_never_stands_alone_on_a_page(rows: int, pages: int) -> None:
    """A paper whose last page held the seal alone could be set under another text."""
    line = "<tr><td class='when'>2026-11-23 14:00</td><td>季书 写备注</td></tr>"
    words = f"<p class='words'>{'宽带每晚断网。' * 20}</p>" * 4
    ending = "<div class='ending'><p class='foot'>打印</p><div class='signature'><p>（章）</p></div></div>"
    paper = f"<h1>经过</h1>{words}<table class='course'><tbody>{line * rows}</tbody></table>{ending}"
    drawn = HTML(string=paper).render(stylesheets=[CSS(filename="static/css/paper.css")]).pages
    assert len(drawn) == pages
    last = "".join(texts(drawn[-1]._page_box))
    assert "（章）" in last
    assert "季书 写备注" in last


def texts(box: Any) -> Iterator[str]:
    """The texts of a page that was set, in order."""
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from texts(child)


def test_a_paper_reads_our_own_files_alone(cast: Cast, client: Client, app: object) -> None:
    """What a customer writes opens nothing: no address, no file of the server."""
    case = taken(
        cast, problem='<img src="file:///etc/passwd"><link rel=stylesheet href="http://127.0.0.1:1/x">'
    )
    db.session.commit()
    page = client.come_in(cast.handler).get(address(case, "print")).text
    assert "&lt;img src=" in page
    assert client.get(address(case, "case.pdf")).status_code == 200
