"""V-09: from a file to cases, screen by screen: hand in, choose columns, see faults, start, report."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case, Origin
from models.clock import now
from models.files.storage import Store
from models.imports.rules.columns import specs
from models.imports.tables import Import
from models.imports.words import ImportState
from models.outbox.tables import OutboxMessage
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.imports.making import checked, imported
from tests.models.imports.sheets import CLOSED, OPEN, separated, table, workbook
from tests.portal.imports.conftest import Tick, latest
from tests.together import Crowd

FORM = "/portal/imports/new"


def hand_in(agent: Client, content: bytes, name: str = "工单.csv", source: str = "旧客服系统") -> Any:
    return agent.submit(FORM, source=source, file=(BytesIO(content), name))


def cases(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Case.id))) or 0


def test_from_a_file_to_cases(session: Session, agent: Client, tick: Tick) -> None:
    """V-09: the whole way, each screen saying what is going on and what comes next."""
    answer = hand_in(agent, workbook(table(OPEN, CLOSED)), "工单.xlsx")
    found = latest(session)
    here = f"/portal/imports/{found.id}"
    assert (answer.status_code, answer.location) == (303, here)
    waiting = agent.get(here).text
    assert "正在读取文件" in region(waiting, "#import")
    assert 'hx-trigger="every 2s"' in waiting

    tick()
    page = agent.get(here).text
    assert "every 2s" not in page
    shown = region(page, "#import")
    assert "总行数 2 未办结工单 1 导入后待受理 已办结 1 作为历史记录 有误 0" in shown
    assert "将新增 2 件工单，要么全部成功，要么一件也不导入。" in shown
    assert "首次响应时限从现在起算" in shown
    assert "工作表工单" in region(page, "#how")
    lines = region(page, "#lines")
    assert "宽带每晚八点后断网，报修三次没有解决CRM-1 · 投诉" in lines
    assert "赵*兰138****5678" in lines
    assert "13812345678" not in page
    assert cases(session) == 0

    started = agent.submit(here, action="/start")
    assert (started.status_code, started.location) == (303, here)
    assert "即将开始导入" in region(agent.get(here).text, "#import")
    tick()
    report = agent.get(here).text
    assert "新增 2 件工单。" in region(report, "#import")
    facts = region(report, "#report")
    for part in (
        "导入人柯服",
        "文件工单.xlsx",
        "来源旧客服系统",
        "未办结 1 件，已办结 1 件",
        "工单号HY-",
        "尚待受理1",
    ):
        assert part in facts
    assert "已告知无" in facts
    number = session.scalars(
        select(Case.number).join(Origin, Origin.case_id == Case.id).where(Origin.number == "CRM-2")
    ).one()
    assert f"3 CRM-2 {number}" in region(report, "#lines")

    case = agent.get(f"/portal/cases/{number}").text
    facts = region(case, "#case-facts")
    assert "原系统编号CRM-2 旧客服系统" in facts
    assert "在原系统办结" in facts
    assert "原处理结果已告知次月生效。" in facts
    assert "待接单" not in facts
    assert "从“旧客服系统”导入已办结的工单" in region(case, "#case-story")
    assert f"/portal/cases/{number}" in agent.get("/portal/cases?q=CRM-2").text
    assert "工单.xlsx" in agent.get("/portal/imports").text
    assert "已导入 2 件工单，其中 1 件待受理。" in agent.get("/portal/notices").text


def test_the_triage_of_an_open_one_begins_with_what_the_file_says(
    session: Session, agent: Client, cast: Cast, store: Store
) -> None:
    """V-09: category and grade of the earlier system are filled in for the person who decides."""
    imported(OPEN | {"类别": "发票", "等级": "三级"}, by=cast.agent, store=store, now=now())
    (number,) = session.scalars(select(Case.number))
    form = agent.get(f"/portal/cases/{number}?step=triage").text
    assert 'selected value="fees_invoice"' in form
    assert 'value="3" checked' in form or 'checked id="triage-grade-2"' in form


def test_wrong_lines(session: Session, agent: Client, tick: Tick) -> None:
    """V-09: each line with what is wrong with it, in the reader's language; nothing can be started."""
    rows = [OPEN, OPEN | {"原系统编号": "X", "渠道": "信鸽", "受理时间": "03/08/2025"}, OPEN]
    hand_in(agent, separated(table(*rows)))
    tick()
    here = f"/portal/imports/{latest(session).id}"
    page = agent.get(here).text
    assert "全部行正确后才能导入" in region(page, "#import")
    lines = region(page, "#lines")
    assert "“03/08/2025”无法确定是哪一天，请写成 2026-11-21 或 2026-11-21 14:05。" in lines
    assert "渠道：“信鸽”无法识别，可填写：热线、语音留言" in lines
    assert "原系统编号：编号与第 2 行重复。" in lines
    assert "/start" not in page
    assert lines.count("有误") == 3  # the tab, and a line each
    assert "已核对，2 行有误" in agent.get("/portal/imports").text
    every = region(agent.get(f"{here}?lines=all").text, "#lines")
    assert "第 1–3 条，共 3 条" in every
    list_of_faults = load_workbook(BytesIO(agent.get(f"{here}/faults.xlsx").data)).active
    assert [[cell.value for cell in row] for row in list_of_faults.iter_rows()][1:] == [
        [3, "X", "受理时间", "“03/08/2025”无法确定是哪一天，请写成 2026-11-21 或 2026-11-21 14:05。"],
        [3, "X", "渠道", [*list_of_faults.iter_rows()][2][3].value],
        [4, "CRM-1", "原系统编号", "编号与第 2 行重复。"],
    ]
    refused = agent.send(f"{here}/start", version=str(latest(session).version))
    assert refused.status_code == 422
    assert "还有行有误" in refused.text
    assert cases(session) == 0


def test_wrong_lines_in_english(session: Session, cast: Cast, agent: Client, tick: Tick) -> None:
    """V-09, X-04: the reader's language, not the file's."""
    cast.agent.language = Language.EN
    hand_in(agent, separated(table(OPEN | {"渠道": "信鸽", "类型": "", "等级": "四级"})))
    tick()
    lines = region(agent.get(f"/portal/imports/{latest(session).id}").text, "#lines")
    assert "Channel: “信鸽” is not known here. Possible are: hotline, voicemail" in lines
    assert "Kind: Nothing is written here, but it is needed." in lines
    assert "Grade: “四级” is not known here. Possible are: 1, 2, 3." in lines


def test_unknown_columns_are_chosen_on_screen(session: Session, agent: Client, tick: Tick) -> None:
    """V-09: with what the first lines hold beside each; the choice can be changed afterwards."""
    headers = ("流水X", "啥时候", "打哪来", "类型", "客户原话", "", "电话")
    row = {
        "流水X": "Z-1", "啥时候": "2026-11-20", "打哪来": "热线", "类型": "咨询", "客户原话": "问套餐",
        "": "没有列名", "电话": "13812345678",
    }  # fmt: skip
    hand_in(agent, separated(table(row, headers=headers)))
    tick()
    here = f"/portal/imports/{latest(session).id}"
    page = agent.get(here).text
    assert "没有识别出必填的列：原系统编号、受理时间、渠道。" in region(page, "#import")
    assert "第 F 列 没有列名" in region(page, "#columns")
    short = agent.submit(here, action="/columns", **{"column-0": "external"})
    assert short.status_code == 422
    assert "缺少必填的列" in short.text
    assert 'value="external" selected' in short.text
    twice = agent.submit(here, action="/columns", **{"column-0": "external", "column-1": "external"})
    assert "两列不能对应同一项" in twice.text
    chosen = {"column-0": "external", "column-1": "received", "column-2": "channel"}
    assert agent.submit(here, action="/columns", **chosen).status_code == 303
    tick()
    page = agent.get(here).text
    assert "将新增 1 件工单。" in region(page, "#import")
    assert "未导入第 F 列" in region(page, "#how")
    again = agent.submit(f"{here}?columns=1", action="/columns", **{"column-5": "title"})
    assert again.status_code == 303
    tick()
    assert "没有列名" in region(agent.get(here).text, "#lines")


def test_a_column_that_nobody_offered(session: Session, agent: Client, tick: Tick) -> None:
    hand_in(agent, separated(table(OPEN)))
    tick()
    here = f"/portal/imports/{latest(session).id}"
    refused = agent.send(f"{here}/columns", **{"version": "1", "column-0": "password_hash"})
    assert refused.status_code == 422
    assert latest(session).state is ImportState.CHECKED


def test_lines_that_were_imported_before(
    session: Session, cast: Cast, agent: Client, store: Store, tick: Tick
) -> None:
    """V-09: named with their case; left out only where that is ticked."""
    imported(OPEN, by=cast.agent, store=store, now=now())
    hand_in(agent, separated(table(OPEN | {"客户姓名": "赵女士"}, CLOSED)))
    tick()
    here = f"/portal/imports/{latest(session).id}"
    page = agent.get(here).text
    number = session.scalars(select(Case.number)).one()
    assert f"原系统编号：以前导入过，工单号 {number}。" in region(page, "#lines")
    assert "有误 0 以前导入过 1 行" in region(page, "#import")
    refused = agent.submit(here, action="/start")
    assert refused.status_code == 422
    assert "请选择跳过，或修改文件" in refused.text
    assert agent.submit(here, action="/start", skip_known="y").status_code == 303
    tick()
    assert "未导入1 行（以前导入过）" in region(agent.get(here).text, "#report")
    assert cases(session) == 2


def test_customers_are_written_to_only_where_it_is_ticked(
    session: Session, agent: Client, tick: Tick
) -> None:
    """V-09: the form says how many would get a letter."""
    hand_in(agent, separated(table(OPEN)))
    tick()
    here = f"/portal/imports/{latest(session).id}"
    assert "1 件未办结的工单可以联系到客户。不勾选则不会联系任何客户。" in region(
        agent.get(here).text, "#start"
    )
    agent.submit(here, action="/start", letters="y")
    tick()
    assert session.scalar(select(func.count(OutboxMessage.id))) == 1
    assert "已告知1 位客户" in region(agent.get(here).text, "#report")


def test_calling_off(session: Session, agent: Client, tick: Tick) -> None:
    """V-09: before it starts; what is said then, and that the clock does nothing more."""
    hand_in(agent, separated(table(OPEN)))
    here = f"/portal/imports/{latest(session).id}"
    answer = agent.submit(here, action="/cancellation")
    assert (answer.status_code, answer.location) == (303, here)
    assert "没有导入任何内容，文件和已读取的内容已清除。" in region(agent.get(here).text, "#import")
    tick()
    assert latest(session).state is ImportState.CANCELLED
    assert agent.send(f"{here}/cancellation").status_code == 409


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"x", "宏.xlsm", "文件中有可以运行的宏"),
        (b"x", "旧.xls", "旧格式（.xls）"),
        (b"x", "a.pdf", "这类文件不能导入"),
        (b"", "空.csv", "文件是空的。"),
        (b"", "", "请选择文件。"),
    ],
)
def test_files_that_are_refused_at_once(
    session: Session, agent: Client, content: bytes, name: str, words: str
) -> None:
    """V-09: said at the field, the source kept, nothing stored."""
    answer = hand_in(agent, content, name)
    assert answer.status_code == 422
    assert words in region(answer.text, "#upload")
    assert 'value="旧客服系统"' in answer.text
    assert session.scalar(select(func.count(Import.id))) == 0


def test_a_file_that_cannot_be_read(session: Session, agent: Client, tick: Tick) -> None:
    hand_in(agent, '编号,原话\n1,"没有结束'.encode())
    tick()
    page = agent.get(f"/portal/imports/{latest(session).id}").text
    assert "这个文件无法导入" in region(page, "#import")
    assert "从第 2 行起引号不配对" in region(page, "#import")


def test_the_same_file_again(session: Session, cast: Cast, agent: Client, tick: Tick) -> None:
    """V-09: sent again it is refused with the import that it was; so is one that was checked meanwhile."""
    content = separated(table(OPEN))
    hand_in(agent, content)
    tick()
    first = latest(session).id
    hand_in(agent, content, "同时.csv")
    tick()
    second = latest(session).id
    agent.submit(f"/portal/imports/{first}", action="/start")
    tick()
    answer = hand_in(agent, content, "另一个名字.csv")
    late = agent.submit(f"/portal/imports/{second}", action="/start")
    assert "这个文件以前已经导入过。" in region(answer.text, "#upload")
    for refused in (answer, late):
        assert refused.status_code == 422
        told = region(refused.text, "#earlier-import")
        assert f"即第 {first} 次导入：来源 旧客服系统，由柯服于" in told
        assert f'href="/portal/imports/{first}"' in refused.text


def test_the_same_form_twice(session: Session, cast: Cast, agent: Client, crowd: Crowd) -> None:
    """A double click hands in once, and both answers lead to it."""
    token = {"submission": "AB12CD", "source": "CRM"}
    first = agent.send(FORM, **token, file=(BytesIO(separated(table(OPEN))), "a.csv"))
    second = agent.send(FORM, **token, file=(BytesIO(separated(table(OPEN))), "a.csv"))
    assert (first.location, first.status_code) == (second.location, 303)
    assert session.scalar(select(func.count(Import.id))) == 1


@pytest.mark.both_databases
def test_two_start_it_at_once(session: Session, cast: Cast, crowd: Crowd, store: Store) -> None:
    """V-09, H-07: one starts it, the other is told that it was started."""
    found = checked(OPEN, by=cast.agent, store=store)
    here, version = f"/portal/imports/{found.id}/start", str(found.version)
    answers = crowd.together(
        crowd.staff(cast.agent, here, version=version),
        crowd.staff(cast.second_agent, here, version=version),
    )
    assert answers == [303, 409]


def test_what_an_earlier_page_showed(session: Session, cast: Cast, agent: Client, store: Store) -> None:
    """H-07: a start from a page that is older than the last choice of columns is refused."""
    found = checked(OPEN, by=cast.agent, store=store, now=now())
    assert agent.send(f"/portal/imports/{found.id}/start", version=str(found.version - 1)).status_code == 409


@pytest.mark.parametrize("language", list(Language))
def test_the_template(session: Session, cast: Cast, agent: Client, tick: Tick, language: Language) -> None:
    """V-09: filled in with its own examples it is imported as it is; its explanation is in both languages."""
    cast.agent.language = language
    content = agent.get("/portal/imports/template.xlsx").data
    book = load_workbook(BytesIO(content))
    sheet, explained = book.worksheets
    english = language is Language.EN
    names = [spec.name_en if english else spec.name_zh for spec in specs()]
    assert [cell.value for cell in sheet[1]] == names
    assert len(sheet.data_validations.dataValidation) == 6
    assert [explained.cell(2, place).value for place in (1, 2)] == [specs()[0].name_zh, specs()[0].name_en]
    assert explained.cell(2, 5).value == specs()[0].explained_en
    for place, spec in enumerate(specs(), start=1):
        sheet.cell(2, place).value = spec.example_en if english else spec.example_zh
    filled = BytesIO()
    book.save(filled)
    hand_in(agent, filled.getvalue(), "template.xlsx")
    tick()
    found = latest(session)
    assert (found.state, found.faulty, found.to_import) == (ImportState.CHECKED, 0, 1), agent.get(
        f"/portal/imports/{found.id}"
    ).text
    assert len(found.columns) == len(names)
    text = agent.get("/portal/imports/template.csv").data
    assert text == ("\ufeff" + ",".join(names) + "\r\n").encode()


def test_the_numbers_can_be_taken_away(session: Session, cast: Cast, agent: Client, store: Store) -> None:
    """V-09: line, number there, number here; a number that begins with = stays text."""
    found = imported(OPEN | {"原系统编号": "=1+1"}, CLOSED, by=cast.agent, store=store, now=now())
    sheet = load_workbook(BytesIO(agent.get(f"/portal/imports/{found.id}/numbers.xlsx").data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:2] for row in rows[1:]] == [[2, "=1+1"], [3, "CRM-2"]]
    assert sheet.cell(2, 2).data_type == "s"
    assert agent.get(f"/portal/imports/{found.id}/faults.xlsx").status_code == 404


def test_ten_thousand_lines_are_a_page_at_a_time(
    session: Session, cast: Cast, agent: Client, store: Store, statements: Any
) -> None:
    """V-09: as many queries for a hundred lines as for three."""
    rows = [CLOSED | {"原系统编号": f"A-{n}"} for n in range(120)]
    few = checked(*rows[:3], by=cast.agent, store=store, now=now())
    many = checked(*rows, by=cast.agent, store=store, now=now())
    counts = []
    for found in (few, many):
        agent.get(f"/portal/imports/{found.id}")
        with statements() as seen:
            page = agent.get(f"/portal/imports/{found.id}?size=100").text
        counts.append(seen.count)
    assert counts[0] == counts[1]
    assert "第 1–100 条，共 120 条" in region(page, "#lines")


def test_nobody_imported_anything_yet(agent: Client) -> None:
    page = agent.get("/portal/imports").text
    assert "还没有导入记录" in page


def test_an_import_that_is_not_there(agent: Client) -> None:
    assert agent.get("/portal/imports/999").status_code == 404
    assert agent.send("/portal/imports/999/start", version="1").status_code == 404
