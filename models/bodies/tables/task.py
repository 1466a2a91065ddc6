"""What a meeting gives somebody to do, and by when (M-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.bodies.tables.agenda import AgendaItem
from models.bodies.tables.meeting import BodyMeeting
from models.db import Base, reference
from models.people.tables import Staff


class BodyTask(Base):
    """An action item. It is given when the minutes are signed and ends done, dropped, or handed to the case
    of its agenda item, where it is an action item of the emergency meeting from then on (G-04).

    `next_notice_at` is when its owner is reminded next (H-04); none once that is over.
    """

    __tablename__ = "body_task"

    meeting_id: Mapped[int] = reference("body_meeting")
    item_id: Mapped[int] = reference("body_agenda_item")
    text: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int] = reference("staff", index=False)
    due_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    next_notice_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(String(500), default="")
    dropped_at: Mapped[datetime | None]
    handed_over_at: Mapped[datetime | None]

    meeting: Mapped[BodyMeeting] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem] = relationship(lazy="raise_on_sql")
    owner: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_what"),
        CheckConstraint(
            "(CASE WHEN done_at IS NULL THEN 0 ELSE 1 END) + (CASE WHEN dropped_at IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN handed_over_at IS NULL THEN 0 ELSE 1 END) <= 1",
            name="ends_once",
        ),
        CheckConstraint(
            "next_notice_at IS NULL OR (given_at IS NOT NULL AND done_at IS NULL AND dropped_at IS NULL"
            " AND handed_over_at IS NULL)",
            name="quiet_once_ended",
        ),
        CheckConstraint("(done_at IS NOT NULL OR dropped_at IS NOT NULL) = (remark <> '')", name="end_says"),
        Index("ix_body_task_notice", "next_notice_at"),
        Index("ix_body_task_owner_done", "owner_id", "done_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"body_task:{self.id}"

    @property
    def open(self) -> bool:
        """Whether it is given and nobody has ended it."""
        ended = self.done_at or self.dropped_at or self.handed_over_at
        return self.given_at is not None and ended is None
