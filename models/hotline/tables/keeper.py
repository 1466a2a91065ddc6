"""Who holds a key of the hotline, the company's recovery key, keys unlocked or being recovered (W-03)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import UNNESTED, Base, reference, word_of
from models.hotline.tables.coarse import Coarse
from models.hotline.words import KeeperState, Standing
from models.people.tables import Staff


class RecoveryKey(Base):
    """The public half of the company's offline recovery key. The private half is on two sheets of paper."""

    __tablename__ = "hotline_recovery_key"

    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date]
    made_by_id: Mapped[int] = reference("staff")

    made_by: Mapped[Staff] = relationship(lazy="raise_on_sql")


class HotlineKeeper(Coarse, Base):
    """One person's key pair: the private half sealed under a passphrase, and once more to the recovery key.

    A keeper without one to confirm them is the founder. Who left keeps a row without any private key.
    """

    __tablename__ = "hotline_keeper"

    staff_id: Mapped[int] = reference("staff", index=False)
    standing: Mapped[Standing] = mapped_column(word_of(Standing, "standing"))
    state: Mapped[KeeperState] = mapped_column(word_of(KeeperState, "state"))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    memory_kib: Mapped[int]
    passes: Mapped[int]
    recovery_key_id: Mapped[int | None] = reference("hotline_recovery_key")
    recovery_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_by_id: Mapped[int | None] = reference("staff")
    enrolled_on: Mapped[date]
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="joined", innerjoin=UNNESTED)
    confirmed_by: Mapped[Staff | None] = relationship(foreign_keys=[confirmed_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(state = 'left') = (left_on IS NOT NULL)", name="left_has_day"),
        CheckConstraint("(state = 'left') = (private_sealed IS NULL)", name="left_has_no_key"),
        CheckConstraint("(state = 'left') = (recovery_sealed IS NULL)", name="left_has_no_recovery"),
        CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> staff_id", name="confirmed_by_another"
        ),
        CheckConstraint("memory_kib > 0 AND passes > 0", name="costs"),
        Index(
            "uq_hotline_keeper_here",
            "staff_id",
            unique=True,
            sqlite_where=sql("state <> 'left'"),
            postgresql_where=sql("state <> 'left'"),
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this key: by its row (X-02)."""
        return f"hotline_key:{self.id}"

    @property
    def active(self) -> bool:
        return self.state is KeeperState.ACTIVE


class HotlineUnlocked(Base):
    """A private key that is in use: sealed under a random key that the browser's cookie alone holds."""

    __tablename__ = "hotline_unlocked"

    keeper_id: Mapped[int] = reference("hotline_keeper")
    session_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the login that it belongs to: it opens in that one alone."""
    private_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    until: Mapped[datetime] = mapped_column(index=True)

    keeper: Mapped[HotlineKeeper] = relationship(lazy="joined", innerjoin=UNNESTED)


class HotlineRecovery(Coarse, Base):
    """Somebody who lost their passphrase and chose a new one: what two others type in waits for them here.

    The halves are sealed to a pair that exists for this alone, whose private half lies under the new
    passphrase. It is removed when it has been used.
    """

    __tablename__ = "hotline_recovery"

    keeper_id: Mapped[int] = mapped_column(ForeignKey("hotline_keeper.id"), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    memory_kib: Mapped[int]
    passes: Mapped[int]
    first_by_id: Mapped[int | None] = reference("staff")
    first_half: Mapped[bytes | None] = mapped_column(LargeBinary)
    second_by_id: Mapped[int | None] = reference("staff")
    second_half: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (
        CheckConstraint("(first_by_id IS NULL) = (first_half IS NULL)", name="first_half"),
        CheckConstraint("(second_by_id IS NULL) = (second_half IS NULL)", name="second_half"),
        CheckConstraint(
            "first_by_id IS NULL OR second_by_id IS NULL OR first_by_id <> second_by_id", name="two_people"
        ),
    )
