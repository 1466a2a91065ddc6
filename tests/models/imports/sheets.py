"""Files as other systems give them: rows under headers, as separated values or as a workbook."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

HEADERS = (
    "原系统编号", "受理时间", "渠道", "类型", "客户原话", "客户姓名", "电话", "邮箱", "类别", "等级", "状态",
    "办结时间", "处理结果",
)  # fmt: skip
OPEN = {
    "原系统编号": "CRM-1",
    "受理时间": "2026-11-20 09:30",
    "渠道": "热线",
    "类型": "投诉",
    "客户原话": "宽带每晚八点后断网，报修三次没有解决。",
    "客户姓名": "赵玉兰",
    "电话": "13812345678",
    "邮箱": "Zhao@Example.com",
    "类别": "网络故障",
    "等级": "二级",
}
CLOSED = {
    "原系统编号": "CRM-2",
    "受理时间": "2025-03-08",
    "渠道": "邮件",
    "类型": "咨询",
    "客户原话": "想了解套餐变更的生效时间。",
    "客户姓名": "钱伟",
    "电话": "13900139000",
    "类别": "套餐与资费",
    "状态": "已办结",
    "办结时间": "2025-03-09 16:00",
    "处理结果": "已告知次月生效。",
}

Row = dict[str, Any]


def table(*rows: Row, headers: Sequence[str] = HEADERS) -> list[list[Any]]:
    """The header and a line for each row; what a row does not name is left empty."""
    return [list(headers), *([row.get(header, "") for header in headers] for row in rows)]


def separated(lines: Iterable[Sequence[Any]], *, by: str = ",", encoding: str = "utf-8") -> bytes:
    """Lines as separated values."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=by, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(encoding)


def workbook(
    lines: Iterable[Sequence[Any]], *, also: Callable[[Any, Any], None] | None = None, name: str = "工单"
) -> bytes:
    """Lines as a workbook: texts stay texts, numbers numbers; `also` may add to book and sheet."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options | {"default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(name)
    for place, line in enumerate(lines):
        sheet.write_row(place, 0, line)
    if also is not None:
        also(book, sheet)
    book.close()
    return content.getvalue()


def altered(content: bytes, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts replaced, changed or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            change = changes.get(part, old.read(part))
            new.writestr(part, change if isinstance(change, bytes) else change(old.read(part)))
        for part, added in changes.items():
            if part not in old.namelist() and isinstance(added, bytes):
                new.writestr(part, added)
    return result.getvalue()
