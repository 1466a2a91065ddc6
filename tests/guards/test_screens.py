"""Every screen: valid, accessible, in one language, and reading it changes nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from flask import Flask, current_app
from lxml import html
from sqlalchemy import String, event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.db import db
from models.people.tables import Language
from models.schema import metadata
from tests.cast import Cast
from tests.client import Client
from tests.guards.screens import READING, screens
from tests.markup import words_in_the_other_language
from tests.servers import nu
from tests.story import Story

VIEWERS = {
    "zh": ("agent", "handler", "head", "administrator", "auditor", "hr", "inspector", "plain"),
    "en": ("agent", "handler", "administrator", "auditor", "hr"),
}
ALSO = {
    "/portal/channels/regulator": ("legal",),
    "/portal/hotline": ("supervisor",),
    "/portal/hotline/<number>": ("supervisor",),
    "/portal/hotline/<number>/closing-report": ("supervisor",),
    "/portal/hotline/<number>/files/<int(signed=True):file_id>": ("supervisor",),
    "/portal/hotline/figures": ("leader", "supervisor"),
    "/portal/hotline/keys": ("supervisor",),
    "/portal/hotline/payouts": ("finance",),
    "/portal/hotline/recoveries": ("committee",),
    "/portal/hotline/recovery": ("supervisor",),
    "/portal/inspections/checklists/new": ("inspector",),
    "/portal/inspections/mine": ("inspector",),
    "/portal/kpi/months/<month>/correction": ("inspector",),
    "/portal/supervision/new": ("inspector",),
    "/portal/training/sessions/<number>/series/people": ("head",),
}
"""Who else looks where none of these may."""
OWN_PAGE = "/portal/"  # looked at whole for each viewer, with the frame that is drawn around every page
WITH_SAMPLES = "/portal/gallery"  # its rows are made up, in Chinese
ANSWERS = {
    "/portal/hotline/recovery": 404,  # nobody has a key in the story
    "/portal/gallery/errors/<int:status>": 404,
    "/portal/papers/bundles/<int:bundle_id>/certificates.pdf": 404,  # the clock prints papers,
    "/portal/rewards/<number>/paper.pdf": 404,  # and it does not run in the story
    "/portal/training/needs/<int:need_id>/certificate.pdf": 404,
    "/portal/outbox/<int:message_id>/letter": 404,  # no single role reads both the outbox and customers' data
}
MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)
TOKEN = re.compile(rb"(?<=name=\"csrf_token\")[^>]*")
# These have their English beside them, so their Chinese must not show on an English page.
TRANSLATED = {"department.name_zh", "staff.name", "staff.title_zh"}


@contextmanager
def commits_of_requests() -> Iterator[list[str]]:
    """Notes each commit that is made while a request is answered."""
    seen: list[str] = []

    def note(_session: Session) -> None:
        if current_app.name != "bare":
            seen.append(current_app.name)

    event.listen(Session, "before_commit", note)
    try:
        yield seen
    finally:
        event.remove(Session, "before_commit", note)


LISTS = {"quiz_question.options"}
"""Columns that hold a list of texts."""


@cache
def written_by_people() -> set[str]:
    """Every text of the story's database that has no translation beside it; the same in every test."""
    texts: set[str] = set()
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) and f"{table.name}.{column.name}" not in TRANSLATED:
                texts |= {str(text) for text in db.session.scalars(select(column)) if text}
            elif f"{table.name}.{column.name}" in LISTS:
                texts |= {text for several in db.session.scalars(select(column)) for text in several}
    return texts


def content(answer: TestResponse) -> bytes:
    """What an answer says, without the frame around it."""
    inside = MAIN.search(answer.data) if answer.mimetype == "text/html" else None
    return TOKEN.sub(b"", inside[0]) if inside else answer.data


def faults(answer: TestResponse, language: str) -> list[str]:
    """What is wrong with one answer."""
    if answer.status_code not in {200, 403, 404}:
        return [f"answers {answer.status_code}"]
    if answer.mimetype != "text/html":
        return []
    found = nu.complaints(answer.text)
    shown = html.document_fromstring(answer.text).get("lang", "")
    if not shown.startswith(language):
        found.append(f"is in {shown}")
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", READING)
def test_every_screen(app: Flask, cast: Cast, client: Client, story: Story, rule: str, language: str) -> None:
    """X-01, X-04, X-05: somebody sees it; it is valid for the Nu checker, whoever looks; all of it that is no
    data is in the reader's language; and looking changes nothing. Who finds what another one has found is
    shown nothing new but the frame, which is looked at on everybody's own page.
    """
    path, data = screens(app, story)[rule], written_by_people()
    wrong: list[str] = []
    seen: dict[bytes, int] = {}
    with commits_of_requests() as commits:
        for person in (getattr(cast, part) for part in (*VIEWERS[language], *ALSO.get(rule, ()))):
            person.language = Language(language)
            client.come_in(person)
            client.set_cookie("lang", language)
            answer = client.get(path, follow_redirects=True)
            if rule == OWN_PAGE or content(answer) not in seen:
                wrong += [f"{person.login}: {fault}" for fault in faults(answer, language)]
                if answer.mimetype == "text/html" and not rule.startswith(WITH_SAMPLES):
                    wrong += words_in_the_other_language(answer.text, data)
            seen[content(answer)] = answer.status_code
    assert wrong == []
    assert commits == []
    assert ANSWERS.get(rule, 200) in seen.values()
