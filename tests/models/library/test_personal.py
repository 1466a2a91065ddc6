"""Personal data is found wherever it stands, and what is nobody's stays (L-05, X-03)."""

import pytest

from models.library.rules.personal import Known, find_personal, pieces, without
from models.library.words import Personal
from tests.models.library.planted import SEED, TEXTS, planted, precision, recall

SURE = (Personal.PHONE, Personal.ID_NUMBER, Personal.ACCOUNT, Personal.EMAIL)


@pytest.mark.parametrize("seed", [SEED, 7, 99])
def test_l_05_recall_among_300_made_texts(seed: int) -> None:
    texts = planted(seed=seed)
    found = recall(texts)
    assert len(texts) == TEXTS
    assert {kind: found[kind].recall >= 0.99 for kind in SURE} == dict.fromkeys(SURE, True)
    assert found[Personal.PLATE].recall >= 0.95
    assert found[Personal.NAME].recall >= 0.9
    assert found[Personal.ADDRESS].recall >= 0.9
    assert precision(texts) >= 0.95


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("手机一三八零零幺三八零零零，请回电", "手机【电话】，请回电"),
        ("打１３８００１３８０００也行", "打【电话】也行"),
        ("身份证11010519491231002X已上传", "身份证【证件号】已上传"),
        ("护照号码是E12345678", "护照号码是【证件号】"),
        ("微信zhang_san88加我", "微信【账号】加我"),
        ("车停在门口，粤B·D12345，请挪走", "车停在门口，【车牌】，请挪走"),
        ("地址：深圳市南山区科苑路15号阳光花园3栋2单元501室。", "地址：【地址】。"),
        ("住在3栋2单元501室", "住在【地址】"),
        ("上次来的王建国师傅很好", "上次来的【姓名】师傅很好"),
        ("我叫欧阳娜娜，家里断网", "我叫【姓名】，家里断网"),
    ],
)
def test_each_kind_is_taken_out(text: str, clean: str) -> None:
    assert without(text, find_personal(text)) == clean


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03 09:15打过400-810-6666，没有人接。",
        "每月99元500M，多收了128.50元，共384.00元。",
        "工单HY-20261103-0042已经关了。",
        "小区里二十多户都断网了，停了3小时。",
        "固件版本2.10.4，网关192.168.1.1。",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert find_personal(text) == []


def test_the_customers_own_data_is_found_though_somebody_kept_it() -> None:
    known = Known(names={"钱伟"}, phones={"+8613900139000"}, accounts={"abc-77"}, emails={"Q@x.cn"})
    text = "钱伟的账户ABC-77，13900139000"
    found = find_personal(text, known, kept={"钱伟", "13900139000"})
    assert [(each.text, each.kind, each.known) for each in found] == [
        ("钱伟", Personal.NAME, True),
        ("ABC-77", Personal.ACCOUNT, True),
        ("13900139000", Personal.PHONE, True),
    ]


def test_words_of_a_person_go_as_well_and_kept_ones_stay() -> None:
    text = "东门那家粥铺，拨10086转人工，车牌粤B12345"
    found = find_personal(text, also=["东门那家粥铺"], kept={"粤B12345"})
    assert without(text, found) == "【略】，拨10086转人工，车牌粤B12345"


def test_pieces_make_up_the_whole_text_again() -> None:
    text = "请打13800138000，或13900139000"
    found = list(pieces(text, find_personal(text)))
    assert "".join(piece for piece, _finding in found) == text
    assert [piece for piece, finding in found if finding] == ["13800138000", "13900139000"]


def test_english_texts_get_english_words() -> None:
    text = "My name is John Smith, mail me at john@example.com or +44 20 7946 0958"
    assert without(text, find_personal(text), "en") == "My name is [name], mail me at [e-mail] or [telephone]"


@pytest.mark.parametrize("part", ["里", "东座", "路1", "a", "1 ", "a.", "王", "巷东"])
def test_no_text_keeps_a_process_busy(part: str) -> None:
    """A pattern that tries every way to read a text would never end here."""
    text = part * 4000
    assert "".join(piece for piece, _finding in pieces(text, find_personal(text))) == text
