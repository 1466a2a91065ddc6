"""Campaigns and everybody drawn for one: no column joins a member to an anonymous answer (S-03, S-04)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaigns.words import LAUNCHED, OVER, CampaignKind, CampaignState, MemberSilence, MemberState
from models.cases.tables import Case
from models.db import Base, one_of, reference, word_of
from models.errors import Stale, WrongState
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.revisits.tables import MadeCall, OnPhoneList
from models.surveys.tables import Invitation, QuestionnaireVersion
from models.surveys.words import Reach


class Campaign(Base):
    """One questionnaire for many people, with a window (S-03).

    `version_id` is fixed when the audience is frozen or, of an open one, when it starts. `audience`,
    `sample` are the documents of `models/campaigns/rules`; `means` is the order in which people are
    reached. `eligible` and `strata` count those of whom was drawn. `secret` makes the links of an
    anonymous one and is destroyed at `sealed_at`, after the window. `turn` counts the changes, so that
    nobody starts what another has changed meanwhile (H-07). While the clock prepares it, `claim` says
    which process, until when.
    """

    __tablename__ = "campaign"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    words_zh: Mapped[str] = mapped_column(String(400), default="")
    """What the letter and the poster say about it in its own words; may be empty."""
    words_en: Mapped[str] = mapped_column(String(400), default="")
    questionnaire: Mapped[str] = mapped_column(String(40))
    version_id: Mapped[int | None] = reference("questionnaire_version")
    kind: Mapped[CampaignKind] = mapped_column(word_of(CampaignKind, "kind"))
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[CampaignState] = mapped_column(
        word_of(CampaignState, "state"), default=CampaignState.DRAFT, index=True
    )
    turn: Mapped[int] = mapped_column(default=1)

    audience: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sample: Mapped[dict[str, Any]] = mapped_column(default=dict)
    file_id: Mapped[int | None] = reference("stored_file")
    """The list that people are taken from, where the audience is an import."""
    means: Mapped[list[str]] = mapped_column(default=list)
    code: Mapped[str | None] = mapped_column(String(12), unique=True)
    """What stands in the address of an open one: /q/<code>."""

    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    a_minute: Mapped[int] = mapped_column(default=60)
    queued_at: Mapped[datetime | None]
    """When invitations were queued last: the bounded rate goes by it."""

    eligible: Mapped[int | None]
    strata: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Under `eligible` and `drawn`: how many, by stratum."""
    frozen_at: Mapped[datetime | None]
    secret: Mapped[str | None] = mapped_column(String(64))
    sealed_at: Mapped[datetime | None]
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None]
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(String(40), default="")

    by_id: Mapped[int] = reference("staff", nullable=False)
    started_by_id: Mapped[int | None] = reference("staff")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    version: Mapped[QuestionnaireVersion | None] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    started_by: Mapped[Staff | None] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(
            f"NOT {one_of('state', *LAUNCHED)} OR (started_at IS NOT NULL AND started_by_id IS NOT NULL"
            " AND version_id IS NOT NULL AND closes_at IS NOT NULL)",
            name="started_by_somebody",
        ),
        CheckConstraint(f"{one_of('state', *OVER)} = (ended_at IS NOT NULL)", name="ended_has_moment"),
        CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", name="claim_ends"),
        CheckConstraint("claim IS NULL OR state = 'preparing'", name="claimed_while_preparing"),
        CheckConstraint("closes_at IS NULL OR opens_at IS NULL OR opens_at < closes_at", name="window"),
        CheckConstraint("secret IS NULL OR (anonymous AND sealed_at IS NULL)", name="secret_until_sealed"),
        CheckConstraint("kind <> 'open' OR eligible IS NULL", name="open_has_no_frame"),
        CheckConstraint("a_minute BETWEEN 1 AND 600", name="a_minute"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this campaign (X-02)."""
        return f"campaign:{self.number}"

    @property
    def over(self) -> bool:
        return self.state in OVER

    def takes_answers(self, now: datetime) -> bool:
        """Whether somebody may begin to answer it now: it runs, and its window is open."""
        return (
            self.state is CampaignState.RUNNING
            and (self.opens_at is None or self.opens_at <= now)
            and self.closes_at is not None
            and now < self.closes_at
        )

    def expect(self, turn: int | None) -> None:
        """Raises Stale when it has changed since `turn` was read (H-07)."""
        if turn is not None and turn != self.turn:
            raise Stale(turn, self.turn)

    def require(self, what: str, *states: CampaignState) -> None:
        """Raises WrongState unless it is in one of these states."""
        if self.state not in states:
            raise WrongState(what, self.state.value)

    def enter(self, state: CampaignState) -> None:
        """The one door between states: a new turn, nobody's claim."""
        self.state = state
        self.turn += 1
        self.claim = self.claimed_until = None


class CampaignMember(OnPhoneList, Base):
    """Somebody drawn for a campaign, and what became of asking them.

    In an anonymous campaign `invitation_id` is always empty. The link is reckoned from the campaign's
    secret; `answered` is all that is known, and it is written for everybody at once, after the window,
    just before the secret is destroyed; and nobody is on the phone list, as a call knows whom it calls.
    `not_before` is set where they were asked too often until then. `lost` is the means by which nothing
    reached them: they are asked once more by the next one that the campaign has (R-03).
    """

    __tablename__ = "campaign_member"

    campaign_id: Mapped[int] = reference("campaign", index=False, nullable=False)
    customer_id: Mapped[int | None] = reference("customer")
    case_id: Mapped[int | None] = reference("case")
    """The case by which they are in the audience; department, category and grade come from it."""
    line: Mapped[int | None]
    """The line of the imported list that they were on."""
    to_name: Mapped[str] = mapped_column(String(120), default="")
    to_address: Mapped[str | None] = mapped_column(String(254))
    to_phone: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10))
    stratum: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[MemberState] = mapped_column(word_of(MemberState, "state"), default=MemberState.WAITING)
    silence: Mapped[MemberSilence | None] = mapped_column(word_of(MemberSilence, "silence"))
    reach: Mapped[Reach | None] = mapped_column(word_of(Reach, "reach"))
    """By what they were asked."""
    lost: Mapped[Reach | None] = mapped_column(word_of(Reach, "lost"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), unique=True)
    message_id: Mapped[int | None] = reference("outbox_message")
    asked_at: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    answered: Mapped[bool] = mapped_column(default=False)
    reminded: Mapped[bool] = mapped_column(default=False)

    campaign: Mapped[Campaign] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    invitation: Mapped[Invitation | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("campaign_id", "customer_id"),
        UniqueConstraint("campaign_id", "line"),
        CheckConstraint("(state = 'silent') = (silence IS NOT NULL)", name="silence_has_reason"),
        CheckConstraint("(state = 'answered') = answered", name="answered"),
        CheckConstraint(
            f"NOT {one_of('state', MemberState.QUEUED, MemberState.SENT, MemberState.TO_CALL)}"
            " OR (asked_at IS NOT NULL AND reach IS NOT NULL)",
            name="asked_by_means",
        ),
        CheckConstraint(
            "state <> 'to_call' OR (next_call_at IS NOT NULL AND invitation_id IS NOT NULL)",
            name="call_has_moment",
        ),
        CheckConstraint(
            "(caller_id IS NULL) = (claimed_until IS NULL) AND (caller_id IS NULL) = (claimed_at IS NULL)",
            name="claim_has_caller",
        ),
        Index("ix_campaign_member_next_call", "state", "next_call_at"),
        Index("ix_campaign_member_state", "campaign_id", "state", "silence"),
        Index("ix_campaign_member_asked", "customer_id", "asked_at"),
        Index("ix_campaign_member_address", "to_address", "asked_at"),
        Index("ix_campaign_member_phone", "to_phone", "asked_at"),
    )

    @property
    def audit_name(self) -> str:
        """What letters to this member are about."""
        return f"campaign_member:{self.id}"


class CampaignCall(MadeCall, Base):
    """One call that was made for a campaign."""

    __tablename__ = "campaign_call"

    member_id: Mapped[int] = reference("campaign_member")
