"""A customer who only writes mails: three replies and an out-of-office, one case, read in a real browser.

V-04, H-01, H-03, H-05: mail over a real IMAP and a real SMTP server; a quarter of an hour passes with each.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.mailbox.fetch import ask
from jobs.schedule import BY_NAME
from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import State
from models.clock import now
from tests.browser import DESK, OpenPage, come_in
from tests.cast import Cast
from tests.mails import machines
from tests.mails.letters import mail
from tests.models.cases.making import decision
from tests.moments import MONDAY
from tests.servers.imap import ImapServer
from tests.servers.live import LiveServer
from tests.servers.smtp import Arrived, MailServer

BOX = "thread@yunfan.example"
ADDRESS = "service@yunfan.example"
FIRST = "从这个月十二号开始，每天晚上八点到十一点就断网，一晚上要断七八次。"
QUARTER = timedelta(minutes=15)


class Post:
    """The customer's program at one end, our mailbox at the other, and the clock between them."""

    def __init__(
        self, app: Flask, imap: ImapServer, smtp: MailServer, move: Callable[[datetime], None]
    ) -> None:
        self.app, self.imap, self.smtp, self.move = app, imap, smtp, move

    def comes(self, content: bytes) -> None:
        """A mail reaches the mailbox and is fetched at once; what we have to say leaves."""
        self.move(now() + QUARTER)
        self.imap.deliver(BOX, content)
        with self.app.app_context():
            assert ask(now(), at_once=True).done == 1
        self.leaves()

    def leaves(self) -> None:
        """What waits to be sent is sent."""
        with self.app.app_context():
            BY_NAME["deliver"].run(now())

    def letter(self) -> Arrived:
        return self.smtp.arrived[-1]

    def answer(self, words: str) -> bytes:
        """What a mail program makes of "reply" to our latest letter."""
        letter = self.letter().message
        quoted = "\n".join(f"> {line}" for line in self.letter().body().splitlines())
        below = f'\n\n在 2026-11-23 10:00:00，"云帆网络" <{ADDRESS}> 写道：\n\n{quoted}'
        return mail(
            words + below,
            subject=f"回复: {letter['Subject']}",
            to=str(letter["Reply-To"].addresses[0].addr_spec),
            References=str(letter["Message-ID"]),
        )


@pytest.fixture
def post(
    app: Flask,
    live: LiveServer,
    imap_server: ImapServer,
    mail_server: MailServer,
    at: Callable[[datetime], object],
) -> Iterator[Post]:
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(
        smtp_url=mail_server.url,
        mail_from=f"云帆网络 <{ADDRESS}>",
        mailbox_url=imap_server.url(BOX),
        mailbox_address=ADDRESS,
        public_url=live.url,
    )
    traveller = at(MONDAY)
    yield Post(app, imap_server, mail_server, lambda to: traveller.move_to(to, tick=False))  # type: ignore[attr-defined]
    app.config["HUIYIN"] = before


def test_a_thread_with_three_replies_and_an_out_of_office(
    post: Post, session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """V-04: one case; each reply stands in its story without what it quotes; the automatic one is no word."""
    post.comes(mail(FIRST))
    case = the_case(session)
    assert case.number in post.letter().subject
    post.comes(post.answer("第一次补充：光猫的红灯亮着。"))
    post.comes(post.answer("第二次补充：邻居家也断了。"))

    case = the_case(session)
    cases.triage(case, decision(), by=cast.agent, now=now(), seen=None)
    cases.take(case, by=cast.handler, now=now(), seen=None)
    session.commit()

    handler = come_in(open_page(DESK), cast.handler, f"/portal/cases/{case.number}")
    expect(handler.get_by_text(FIRST)).to_be_visible()
    handler.locator("#step-pause summary").click()
    handler.locator("[name=pause-question]").fill("明天上午家里有人吗？")
    handler.locator("#step-pause button").click()
    expect(handler.locator("#case-badges")).to_contain_text("待客户")

    post.leaves()
    assert "明天上午家里有人吗？" in post.letter().body()
    name = str(post.letter().message["Message-ID"]).strip("<>")
    post.comes(machines.out_of_office(answers=name))
    assert the_case(session).state is State.WAITING
    post.comes(post.answer("第三次补充：明天上午在家。"))
    assert the_case(session).state is State.HANDLING

    handler.reload()
    story = handler.locator("#case-story")
    for words in ("第一次补充：光猫的红灯亮着。", "第二次补充：邻居家也断了。", "第三次补充：明天上午在家。"):
        expect(story.get_by_text(words, exact=True)).to_be_visible()
    expect(story.get_by_text("写道：").first).to_be_hidden()
    story.locator("details.mail-quoted summary").first.click()
    expect(story.get_by_text("写道：").first).to_be_visible()


def the_case(session: Session) -> Case:
    """The one that there is, as others have left it."""
    session.rollback()
    session.expire_all()
    return session.scalars(select(Case)).one()
