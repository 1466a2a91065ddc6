"""The clock prints each paper once, the same bytes each time, and bundles of certificates (A-03, C-01)."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from pikepdf import Dictionary, Pdf
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.papers import print_one, print_papers
from models.files.tables import StoredFile
from models.papers import queries
from models.papers.actions import bundle, issue
from models.papers.document import Facts
from models.papers.tables import Paper
from models.papers.words import PaperKind
from models.people.tables import Language
from tests.cast import Cast
from tests.models.papers.making import (
    DECISION,
    ENGLISH,
    HONOUR,
    HONOUR_IN_ENGLISH,
    certificate,
    decision,
)
from tests.moments import MONDAY
from web.downloads import file_store
from web.papers import issued_paper
from web.papers.lines import balanced, width


def content(file: StoredFile) -> bytes:
    with file_store().open(file.key) as stream:
        return stream.read()


def opened(pdf: bytes) -> Pdf:
    """The file, to look into it."""
    return pikepdf.open(BytesIO(pdf))


def fonts(pdf: Pdf) -> set[str]:
    """The families whose signs are in the file itself."""
    found = set()
    for each in pdf.objects:
        if isinstance(each, Dictionary) and ("/FontFile3" in each or "/FontFile2" in each):
            found.add(str(each.FontName).partition("+")[2])
    return found


def test_a03_a_paper_is_printed_once_and_the_same_each_time(app: Flask, session: Session, cast: Cast) -> None:
    """Its fingerprint is that of the file, and making it again gives the same bytes."""
    paper = decision(cast.hr)
    session.commit()
    with app.app_context():
        assert print_papers(MONDAY).done == 1
        assert (print_papers(MONDAY).done, print_one(paper.id, MONDAY)) == (0, False)
    session.expire_all()
    assert paper.printed
    file = session.get_one(StoredFile, paper.file_id)
    with app.app_context():
        made = content(file)
        assert issued_paper(paper) == made
    assert paper.sha256 == file.sha256 == sha256(made).hexdigest()
    assert (file.name, file.media_type) == ("回音责〔2026〕1号.pdf", "application/pdf")
    with opened(made) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert (pdf.Root.MarkInfo.Marked, str(pdf.Root.Lang)) == (True, "zh-Hans")
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert [entry.title[:6] for entry in pdf.open_outline().root] == ["关于对工单 "]
        assert {"Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC-Bold"} <= fonts(pdf)
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_c01_certificates_are_bound_into_one_file(app: Flask, session: Session, cast: Cast) -> None:
    """A page and a bookmark each, in their order; the bundle comes when all are printed."""
    papers = [certificate(cast.hr, to=name) for name in ("季书", "程长", "柯服")]
    made = bundle(papers, title="2026 年度荣誉证书", by=cast.hr, now=MONDAY)
    session.commit()
    with app.app_context():
        assert print_papers(MONDAY).done == 4
        assert print_papers(MONDAY).done == 0
    session.expire_all()
    file = session.get_one(StoredFile, made.file_id)
    with app.app_context():
        whole = content(file)
    with opened(whole) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 3
        assert [entry.title for entry in pdf.open_outline().root] == ["季书", "程长", "柯服"]
        assert [float(side) for side in pdf.pages[0].MediaBox] == pytest.approx(
            [0, 0, 841.89, 595.28], abs=0.1
        )
    assert file.name == "2026 年度荣誉证书.pdf"
    progress = queries.progress_of(made)
    assert (progress.done, progress.all) == (3, 3)
    assert session.scalars(select(Paper.sha256)).all().count(None) == 0


def test_a03_titles_stand_in_lines_of_the_same_length() -> None:
    lines = balanced("关于对工单 HY-20261103-0127 处理中拖延行为的处理决定")
    assert lines == ("关于对工单 HY-20261103-0127", "处理中拖延行为的处理决定")
    assert balanced("处理决定") == ("处理决定",)
    assert abs(width(lines[0]) - width(lines[1])) < 5


def test_a03_every_kind_of_paper_is_the_same_each_time_and_sound(
    app: Flask, session: Session, cast: Cast
) -> None:
    """A-03, C-01, C-05: byte for byte; tagged, in its language, with a bookmark and its Chinese signs."""
    zh, en = Language.ZH, Language.EN
    wanted: list[tuple[PaperKind, Facts, Language]] = [
        (kind, HONOUR if kind is PaperKind.CERTIFICATE else DECISION, zh) for kind in PaperKind
    ]
    wanted += [(PaperKind.DECISION, ENGLISH, en), (PaperKind.CERTIFICATE, HONOUR_IN_ENGLISH, en)]
    for kind, facts, language in wanted:
        about = f"matter:{kind}"
        paper = issue(kind, about=about, facts=facts, language=language, by=cast.hr, now=MONDAY)
        with app.app_context():
            made = issued_paper(paper)
            assert issued_paper(paper) == made, kind
        with opened(made) as pdf:
            assert pdf.check_pdf_syntax() == [], kind
            assert pdf.Root.MarkInfo.Marked, kind
            assert str(pdf.Root.Lang) == ("zh-Hans" if language is zh else "en"), kind
            assert len(pdf.open_outline().root) == 1, kind
            assert any("CJK" in font for font in fonts(pdf)), kind
