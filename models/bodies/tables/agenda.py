"""What a meeting talks about, decides, and how each voted (M-01)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.bodies.tables.meeting import BodyMeeting
from models.bodies.words import Act, Choice, Outcome, Topic
from models.db import Base, JSONDocument, one_of, reference, word_of
from models.people.tables import Staff

VOTED = (Outcome.CARRIED, Outcome.REJECTED, Outcome.NO_QUORUM)


class AgendaItem(Base):
    """One item. `about` is the audit name of what it is about, such as case:HY-20261121-0042.

    `decision` is what was put to the vote. `act` is what it does where it is carried; `acted_by_id` carried
    it out in their own name, by the action that is there for it. `lighter` are the measures that stay where a
    decision makes those of a matter lighter, each with kind, amount and months.
    """

    __tablename__ = "body_agenda_item"

    meeting_id: Mapped[int] = reference("body_meeting", index=False)
    position: Mapped[int]
    topic: Mapped[Topic] = mapped_column(word_of(Topic, "topic"))
    about: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Outcome | None] = mapped_column(word_of(Outcome, "outcome"))
    act: Mapped[Act | None] = mapped_column(word_of(Act, "act"))
    lighter: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONDocument)
    acted_at: Mapped[datetime | None]
    acted_by_id: Mapped[int | None] = reference("staff")

    meeting: Mapped["BodyMeeting"] = relationship(lazy="raise_on_sql")
    acted_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    votes: Mapped[list["BodyVote"]] = relationship(
        lazy="raise_on_sql", order_by="BodyVote.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        CheckConstraint("(topic = 'other') = (about = '')", name="about_something"),
        CheckConstraint("topic <> 'other' OR title <> ''", name="says_what"),
        CheckConstraint(
            f"outcome IS NULL OR ({one_of('outcome', *VOTED)}) = (decision <> '')", name="voted_on_something"
        ),
        CheckConstraint(
            "(lighter IS NOT NULL) = (act IS NOT NULL AND act = 'appeal_lighter')", name="lighter_says_how"
        ),
        CheckConstraint("outcome IS NULL OR act IS NULL OR outcome = 'carried'", name="acts_where_carried"),
        CheckConstraint(
            "(acted_at IS NULL) = (acted_by_id IS NULL) AND (acted_at IS NULL OR act IS NOT NULL)",
            name="acted_is_whole",
        ),
        Index("ix_body_agenda_item_about", "about"),
    )


class BodyVote(Base):
    """How somebody voted on an item."""

    __tablename__ = "body_vote"

    item_id: Mapped[int] = reference("body_agenda_item", index=False)
    staff_id: Mapped[int] = reference("staff")
    choice: Mapped[Choice] = mapped_column(word_of(Choice, "choice"))

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("item_id", "staff_id"),)
