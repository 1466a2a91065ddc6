"""Revisits, the calls made for them, and every answer given: the first one is kept beside the last (R-04)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from models.cases.tables import Case, Chat
from models.db import Base, one_of, reference, word_of
from models.people.tables import Staff
from models.revisits.words import CallOutcome, RevisitKind, RevisitState, Silence, Solved
from models.surveys.tables import Invitation
from models.surveys.words import Reach

OPEN_STATES = (RevisitState.PLANNED, RevisitState.SENT, RevisitState.TO_CALL)
ASKED_STATES = (RevisitState.SENT, RevisitState.TO_CALL)


class OnPhoneList:
    """The columns of a row that may be on a phone list: how often it was called, when next, and by whom.

    Who has taken the call did so at `claimed_at` and holds it until `claimed_until` (R-02).
    """

    attempts: Mapped[int] = mapped_column(default=0)
    next_call_at: Mapped[datetime | None]
    caller_id: Mapped[int | None] = reference("staff")
    claimed_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]

    @declared_attr
    def caller(cls) -> Mapped[Staff | None]:  # noqa: N805
        """Who has the call."""
        return relationship(Staff, lazy="raise_on_sql")

    def let_go(self) -> None:
        """Nobody holds the call any more."""
        self.caller_id = self.claimed_at = self.claimed_until = None

    def claimed_by(self, staff: Staff, now: datetime) -> bool:
        """Whether this person holds the call."""
        return self.caller_id == staff.id and self.claimed_until is not None and self.claimed_until > now

    def claimed_by_another(self, staff: Staff, now: datetime) -> bool:
        """Whether somebody else holds the call."""
        return (
            self.caller_id is not None
            and self.caller_id != staff.id
            and self.claimed_until is not None
            and self.claimed_until > now
        )


class MadeCall:
    """The columns of a call that was made, and how it went (R-02). `again_at` is when to call next.

    It was begun when its caller took it, at `begun_at`, and written down at `at`. One begun within the
    window may be finished after it.
    """

    by_id: Mapped[int] = reference("staff")
    begun_at: Mapped[datetime]
    at: Mapped[datetime]
    outcome: Mapped[CallOutcome] = mapped_column(word_of(CallOutcome, "outcome"))
    note: Mapped[str] = mapped_column(default="")
    again_at: Mapped[datetime | None]

    @declared_attr
    def by(cls) -> Mapped[Staff]:  # noqa: N805
        """Who called."""
        return relationship(Staff, lazy="raise_on_sql")


class Revisit(OnPhoneList, Base):
    """One asking of one customer about one round of a case (R-02, R-05).

    `due_at` is by when the regulation wants it done. What happens by itself has a moment of its own:
    `send_at`, `remind_at`, `call_from` (no answer to the link: on to the phone list), `expires_at`.
    `asked_at` is when the customer was first written to or put on the phone list. `score` and `solved`
    are the answer that counts; all answers are in RevisitAnswer.
    """

    __tablename__ = "revisit"
    __table_args__ = (
        UniqueConstraint("case_id", "round", "kind"),
        CheckConstraint("(state = 'expired') = (silence IS NOT NULL)", name="silence_has_reason"),
        CheckConstraint(
            f"NOT {one_of('state', *ASKED_STATES)} OR (invitation_id IS NOT NULL"
            " AND asked_at IS NOT NULL AND expires_at IS NOT NULL)",
            name="asked_by_invitation",
        ),
        CheckConstraint("state <> 'to_call' OR next_call_at IS NOT NULL", name="call_has_moment"),
        CheckConstraint(
            "(caller_id IS NULL) = (claimed_until IS NULL) AND (caller_id IS NULL) = (claimed_at IS NULL)",
            name="claim_has_caller",
        ),
        CheckConstraint(
            "(state = 'answered') = (answered_at IS NOT NULL) AND (answered_at IS NULL) = (score IS NULL)",
            name="answer_has_score",
        ),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_revisit_send", "state", "send_at"),
        Index("ix_revisit_remind", "state", "remind_at"),
        Index("ix_revisit_call_from", "state", "call_from"),
        Index("ix_revisit_next_call", "state", "next_call_at"),
        Index("ix_revisit_expire", "state", "expires_at"),
        Index("ix_revisit_ended_kind", "ended_at", "kind"),
        Index("ix_revisit_answered_kind", "answered_at", "kind"),  # no kind is rare
    )

    case_id: Mapped[int] = reference("case", index=False)
    round: Mapped[int]
    kind: Mapped[RevisitKind] = mapped_column(word_of(RevisitKind, "kind"))
    state: Mapped[RevisitState] = mapped_column(word_of(RevisitState, "state"), default=RevisitState.PLANNED)
    silence: Mapped[Silence | None] = mapped_column(word_of(Silence, "silence"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), unique=True)

    due_at: Mapped[datetime]
    send_at: Mapped[datetime]
    asked_at: Mapped[datetime | None] = mapped_column(index=True)
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    call_from: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    answered_at: Mapped[datetime | None]
    score: Mapped[int | None]
    solved: Mapped[Solved | None] = mapped_column(word_of(Solved, "solved"))
    reopened_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    invitation: Mapped[Invitation | None] = relationship(lazy="raise_on_sql")

    @property
    def open(self) -> bool:
        """Whether an answer is still hoped for."""
        return self.state in OPEN_STATES


class RevisitCall(MadeCall, Base):
    """One call that was made for a revisit."""

    __tablename__ = "revisit_call"

    revisit_id: Mapped[int] = reference("revisit")


class ChatRating(Base):
    """The rating that the customer of a chat was asked for when it ended (V-05); `invitation` is answered."""

    __tablename__ = "chat_rating"

    chat_id: Mapped[int] = mapped_column(ForeignKey("case_chat.id"), unique=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)
    asked_at: Mapped[datetime]

    chat: Mapped[Chat] = relationship(lazy="raise_on_sql")
    invitation: Mapped[Invitation] = relationship(lazy="raise_on_sql")


class RevisitAnswer(Base):
    """One answer as it was given; a changed answer is a further row (R-04)."""

    __tablename__ = "revisit_answer"
    __table_args__ = (CheckConstraint("score BETWEEN 1 AND 5", name="score"),)

    revisit_id: Mapped[int] = reference("revisit")
    at: Mapped[datetime]
    score: Mapped[int]
    solved: Mapped[Solved | None] = mapped_column(word_of(Solved, "solved"))
    reach: Mapped[Reach] = mapped_column(word_of(Reach, "reach"))
    by_id: Mapped[int | None] = reference("staff")
