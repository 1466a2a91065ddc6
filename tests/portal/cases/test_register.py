"""Registering what a customer told us (V-01, V-02)."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from models.cases.queries import files_of
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.db import db
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region
from tests.models.files.samples import picture

FORM = "/portal/cases/new"
TOLD = {
    "channel": "hotline",
    "kind": "complaint",
    "problem": "从周一起每天晚上断网，家里三口人都用不了。",
    "name": "赵玉兰",
    "phone": "138 1234 5678",
    "email": "Zhao@Example.com",
    "account": "YF-0755-88213",
    "region": "深圳 南山",
    "happened_when": "每晚八点后",
    "happened_where": "科技园小区",
    "expected": "修好并减免月费",
    "expected_on": "2026-11-27",
    "verified": "y",
}


def cases() -> list[Case]:
    db.session.expire_all()
    return list(db.session.scalars(select(Case).order_by(Case.id)))


def test_everything_that_was_told_is_kept(cast: Cast, client: Client) -> None:
    """V-02: each field, who registered it, and that it was confirmed with the customer."""
    answer = client.come_in(cast.agent).submit(FORM, **TOLD)
    (case,) = cases()
    assert (answer.status_code, answer.location) == (303, f"/portal/cases/{case.number}")
    assert (case.channel, case.kind, case.problem) == (Channel.HOTLINE, Kind.COMPLAINT, TOLD["problem"])
    assert (case.contact_name, case.contact_phone) == ("赵玉兰", "+8613812345678")
    assert (case.contact_email, case.account) == ("zhao@example.com", "YF-0755-88213")
    assert (case.happened_when, case.happened_where) == ("每晚八点后", "科技园小区")
    assert (case.expected, str(case.expected_on)) == ("修好并减免月费", "2026-11-27")
    assert (case.verified_with_customer, case.registered_by_id) == (True, cast.agent.id)
    assert case.language == "zh"
    page = client.get(f"/portal/cases/{case.number}").text
    assert region(page, "#flashes") == (
        f"已登记，工单号 {case.number}。工单号和查询链接将发送至 z***@example.com。"
    )
    voice = region(page, "#case-voice")
    assert "客户原话 · 热线 · 今天 14:00 · 已与客户核实" in voice
    assert "修好并减免月费" in voice


def test_sent_twice_it_is_one_case(cast: Cast, client: Client) -> None:
    """A double click registers once, and both answers lead to it."""
    client.come_in(cast.agent)
    fields = dict(form_on(client.get(FORM).text, "/new").form_values()) | TOLD
    fields.pop("files", None)
    first, second = (client.post(FORM, data=fields) for _ in range(2))
    assert first.location == second.location
    assert len(cases()) == 1


def test_files_come_along(cast: Cast, client: Client) -> None:
    """V-02: an attachment is kept and can be opened from the case."""
    client.come_in(cast.agent)
    content = picture()
    client.submit(FORM, **TOLD, files=(BytesIO(content), "光猫.png"))
    (case,) = cases()
    (entry,) = files_of(case)
    page = client.get(f"/portal/cases/{case.number}").text
    assert "光猫.png" in region(page, "#case-voice")
    sent = client.get(f"/portal/cases/{case.number}/files/{entry.file.id}")
    assert (sent.status_code, sent.data) == (200, content)
    assert client.get(f"/portal/cases/{case.number}/files/999").status_code == 404
    assert client.come_in(cast.stranger).get(sent.request.path).status_code == 404


def test_a_file_of_the_wrong_kind(cast: Cast, client: Client) -> None:
    """Bad input: named, nothing stored, the text kept."""
    client.come_in(cast.agent)
    answer = client.submit(FORM, **TOLD, files=(BytesIO(b"MZ\x90\x00"), "a.exe"))
    assert answer.status_code == 422
    assert "“a.exe”的类型不支持" in region(answer.text, "//div[@class='form-errors']")
    assert "每天晚上断网" in answer.text
    assert cases() == []


def test_files_outlast_a_form_that_comes_back(cast: Cast, client: Client) -> None:
    """V-02: what was chosen need not be chosen again, as on the public form."""
    client.come_in(cast.agent)
    refused = client.submit(FORM, **(TOLD | {"problem": ""}), files=(BytesIO(picture()), "光猫.png"))
    assert refused.status_code == 422
    kept = "//form//fieldset[.//input[@name='carried']]"
    assert "光猫.png" in region(refused.text, kept)
    fields = dict(form_on(refused.text, "/new").form_values()) | TOLD
    fields.pop("files", None)
    answer = client.post(FORM, data=fields | {"files": (BytesIO(b"%PDF-1.7\n%%EOF"), "合同.pdf")})
    assert answer.status_code == 303
    (case,) = cases()
    assert [entry.file.name for entry in files_of(case)] == ["光猫.png", "合同.pdf"]


def test_nobody_carries_a_file_of_another_form(cast: Cast, client: Client) -> None:
    """V-02: the word is bound to the form's name."""
    client.come_in(cast.agent)
    refused = client.submit(FORM, **(TOLD | {"problem": ""}), files=(BytesIO(picture()), "光猫.png"))
    word = dict(form_on(refused.text, "/new").form_values())["carried"]
    assert client.send(FORM, **TOLD, language="zh", submission="Z" * 26, carried=word).status_code == 303
    (case,) = cases()
    assert files_of(case) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"responded": "y", "channel": "voicemail"}, "首次响应：已告知客户工单号和后续安排：只有热线"),
        ({"language": "fr"}, "给客户的信函语言：请从所列选项中选择。"),
        ({"problem": " "}, "客户原话：请填写此项。"),
        ({"problem": "长" * 5001}, "客户原话：最多填写 5000 个字。"),
        ({"phone": "", "email": ""}, "电话：请填写电话或邮箱，至少一项。"),
        ({"phone": "12"}, "电话：电话格式不对"),
        ({"email": "nobody@"}, "邮箱：邮箱格式不对"),
        ({"channel": "pigeon"}, "渠道：请从所列选项中选择。"),
        ({"kind": None}, "类型：请选择一项。"),
        ({"expected_on": "2026-11-20"}, "期望日期：请选择今天或以后的日期。"),
        ({"expected_on": "soon"}, "期望日期：请填写日期，如 2026-11-21。"),
        ({"submission": "a b"}, ""),
    ],
)
def test_what_may_be_wrong(cast: Cast, client: Client, changes: dict[str, Any], words: str) -> None:
    """Bad input: 422, said at the field, everything typed still there, nothing stored."""
    answer = client.come_in(cast.agent).submit(FORM, **(TOLD | changes))
    assert answer.status_code == 422
    assert words in region(answer.text, "//div[@class='form-errors']")
    assert 'value="YF-0755-88213"' in answer.text
    assert cases() == []


def test_each_registers_what_is_theirs(cast: Cast, client: Client) -> None:
    """X-01, V-07: store staff the store, plain staff what they heard, service every channel."""
    offered = {}
    for part in ("agent", "store", "plain", "head"):
        page = client.come_in(getattr(cast, part)).get(FORM).text
        offered[part] = [
            option.get("value") for option in form_on(page, "/new").inputs["channel"].iter("option")
        ]
    assert offered["agent"][:3] == ["hotline", "voicemail", "chat"]
    assert offered["store"] == ["store", "staff"]
    assert offered["plain"] == offered["head"] == ["staff"]
    refused = client.come_in(cast.plain).send(FORM, **(TOLD | {"submission": "A1"}))
    assert refused.status_code == 422


def test_plain_staff_pass_on_what_they_heard(cast: Cast, client: Client) -> None:
    """V-01: without contact details too, as an observation of staff."""
    told = {"channel": "staff", "kind": "suggestion", "problem": "客户希望营业厅周末延长营业。"}
    answer = client.come_in(cast.plain).submit(FORM, **told)
    (case,) = cases()
    assert answer.status_code == 303
    assert (case.channel, case.registered_by_id) == (Channel.STAFF, cast.plain.id)
    assert client.get(f"/portal/cases/{case.number}").status_code == 200
