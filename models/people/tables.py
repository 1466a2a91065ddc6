"""Departments, staff, where they belonged from when to when, granted roles, and login sessions."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import UNNESTED, Base, reference, word_of
from models.people.roles import Role, permissions_of
from models.permissions import Permission

_RUNNING: dict[str, Any] = {
    "sqlite_where": sql("until_on IS NULL"),
    "postgresql_where": sql("until_on IS NULL"),
}
"""A history has one line at most without an end."""


class Language(StrEnum):
    """The language a person reads the portal in (X-04)."""

    ZH = "zh"
    EN = "en"


class Theme(StrEnum):
    """Light or dark, or as the person's device says."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Department(Base):
    """A department or store. A closed one keeps its history and takes nothing new."""

    __tablename__ = "department"
    __table_args__ = (CheckConstraint("parent_id != id", name="parent_is_another"),)

    code: Mapped[str] = mapped_column(String(32), unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = reference("department")
    # Department and staff point at each other, so this key is added after both tables exist.
    head_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id", use_alter=True), index=True)
    position: Mapped[int] = mapped_column(default=0)
    phone: Mapped[str] = mapped_column(String(32), default="")
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Department | None"] = relationship(remote_side="Department.id")
    head: Mapped["Staff | None"] = relationship(foreign_keys=[head_id], post_update=True)

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this department (X-02)."""
        return f"department:{self.code}"

    @property
    def open(self) -> bool:
        """Whether cases and people can be given to it."""
        return self.closed_on is None


class Staff(Base):
    """A person who works here, with what they need to log in."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("login = lower(login)", name="login_in_lower_case"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="left_after_joining"),
        CheckConstraint("totp_confirmed_at IS NULL OR totp_secret IS NOT NULL", name="confirmed_secret"),
        CheckConstraint("failed_logins >= 0", name="failed_logins"),
        Index("ix_staff_department_id_name", "department_id", "name"),
    )

    number: Mapped[str] = mapped_column(String(16), unique=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    name_en: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(32), default="")
    department_id: Mapped[int] = reference("department", index=False)
    title_zh: Mapped[str] = mapped_column(String(60), default="")
    title_en: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[Language] = mapped_column(word_of(Language, "language"), default=Language.ZH)
    theme: Mapped[Theme] = mapped_column(word_of(Theme, "theme"), default=Theme.AUTO)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_changed_at: Mapped[datetime | None]
    password_temporary: Mapped[bool] = mapped_column(default=False)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None]
    totp_used_step: Mapped[int | None]  # a code opens once: the 30-second step of the last one used
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    joined_on: Mapped[date]
    left_on: Mapped[date | None] = mapped_column(index=True)
    relieved_until: Mapped[date | None]
    """The last local day on which nobody gives this person a case, as their head granted (H-10)."""
    version: Mapped[int] = mapped_column(default=1)

    # Both come with every load in a fixed number of queries: nearly every screen shows the
    # department, and every check asks for the roles.
    department: Mapped[Department] = relationship(
        foreign_keys=[department_id], lazy="joined", innerjoin=UNNESTED
    )
    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="staff", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this person (X-02)."""
        return f"staff:{self.number}"

    @property
    def roles(self) -> frozenset[Role]:
        """The roles granted, and plain staff, which everybody is (X-01)."""
        return frozenset(grant.role for grant in self.grants) | {Role.STAFF}

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that this person's roles grant."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether a role of this person grants it at all; queries and steps say on which rows."""
        return permission in self.permissions

    def works_on(self, day: date) -> bool:
        """Whether the person is employed on a day; the last day counts."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)

    def relieved_on(self, day: date) -> bool:
        """Whether nobody gives the person a case on a day (H-10); the last day counts."""
        return self.relieved_until is not None and day <= self.relieved_until


class Dated:
    """A line of a history: it holds from one local day until before another, or without an end."""

    from_on: Mapped[date]
    until_on: Mapped[date | None]

    def holds(self, day: date) -> bool:
        """Whether it held on a day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class Posting(Dated, Base):
    """To which department a person belonged, from one local day until before another (A-04).

    The last one has no end while the person works here, and ends with the day after the last one in the
    house otherwise.
    """

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="until_after_from"),
        UniqueConstraint("staff_id", "from_on"),
        Index("uq_posting_running", "staff_id", unique=True, **_RUNNING),
    )

    staff_id: Mapped[int] = reference("staff", index=False)
    department_id: Mapped[int] = reference("department")


class Headship(Dated, Base):
    """Who headed a department, from one local day until before another (A-04)."""

    __tablename__ = "headship"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="until_after_from"),
        UniqueConstraint("department_id", "from_on"),
        Index("uq_headship_running", "department_id", unique=True, **_RUNNING),
    )

    department_id: Mapped[int] = reference("department", index=False)
    staff_id: Mapped[int] = reference("staff")


class Placement(Dated, Base):
    """Under which department another stood, from one local day until before another (A-04).

    None stands for the top. A department that is closed keeps its place up to that day.
    """

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="until_after_from"),
        UniqueConstraint("department_id", "from_on"),
        Index("uq_placement_running", "department_id", unique=True, **_RUNNING),
    )

    department_id: Mapped[int] = reference("department", index=False)
    parent_id: Mapped[int | None] = reference("department")


class RoleGrant(Base):
    """A role that a person plays."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("staff_id", "role"),)

    staff_id: Mapped[int] = reference("staff", index=False)
    role: Mapped[Role] = mapped_column(word_of(Role, "role"), index=True)

    staff: Mapped[Staff] = relationship(back_populates="grants")


class LoginSession(Base):
    """One login of a person, until it ends. No address or browser is kept: none is needed to end it."""

    __tablename__ = "login_session"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = reference("staff")
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    second_factor_at: Mapped[datetime | None]

    staff: Mapped[Staff] = relationship(lazy="joined", innerjoin=UNNESTED)

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this login: by its row, never by its secret (X-02)."""
        return f"login:{self.id}"


class SavedFilter(Base):
    """What a list was narrowed to, kept by a person under a name; a head may share it with the department.

    `query` holds the arguments of the list's address, but no search words: they may name a customer (X-03).
    """

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("staff_id", "area", "name"),)

    staff_id: Mapped[int] = reference("staff", index=False)
    area: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[dict[str, Any]]
    department_id: Mapped[int | None] = reference("department")

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this filter: by its row, as a name may say anything (X-02)."""
        return f"filter:{self.id}"


class RecoveryCode(Base):
    """One of the codes that stand in for a lost authenticator; each opens a login once.

    `digest` is made with the installation's key: see `models/people/rules/recovery_codes.py`.
    """

    __tablename__ = "recovery_code"

    staff_id: Mapped[int] = reference("staff")
    digest: Mapped[str] = mapped_column(String(40), unique=True)
    used_at: Mapped[datetime | None]
