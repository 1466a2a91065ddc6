"""Every notice has its topic, by which staff choose what comes by mail (X-07)."""

from models.outbox.rules import ALWAYS, CHOSEN, TOPICS
from models.outbox.tables import Topic
from web.notices import KINDS


def test_x07_every_kind_of_notice_is_filed_under_one_topic() -> None:
    assert set(TOPICS) == set(KINDS)


def test_x07_every_topic_is_chosen_or_always_comes() -> None:
    assert {*ALWAYS, *CHOSEN} == set(Topic)
