"""Improvement items, whose voices they answer, and what was found to rise (K-02, M-03)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.conduct.tables import Reward
from models.db import Base, one_of, reference, word_of
from models.errors import Stale
from models.improvement.words import ItemSource, ItemState, SignalKind
from models.people.tables import Staff
from models.products.tables import Product

TAKEN_UP = (ItemState.OPEN, ItemState.DONE, ItemState.WORKED, ItemState.NOT_SHOWN)
CARRIED_OUT = (ItemState.DONE, ItemState.WORKED, ItemState.NOT_SHOWN)
CONCLUDED = (ItemState.WORKED, ItemState.NOT_SHOWN)
OF_PRODUCTS = (SignalKind.PRODUCT, SignalKind.WITHIN_PRODUCT)


class ImprovementItem(Base):
    """One thing to make better in product or process.

    `category`, `product` and `region` name the cause whose cases are counted before and after. `inspection`
    names the one it came from. `told` is what customers read when it is done. Once concluded the figures stay
    as they were: cases and weeks before and after, and the ratio of the rates with its interval, or none
    where nothing could be counted.
    """

    __tablename__ = "improvement_item"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ItemState] = mapped_column(word_of(ItemState, "state"))
    source: Mapped[ItemSource] = mapped_column(word_of(ItemSource, "source"))
    title: Mapped[str] = mapped_column(String(120))
    problem: Mapped[str]
    category: Mapped[str | None] = mapped_column(String(60), index=True)
    product_id: Mapped[int | None] = reference("product")
    region: Mapped[str] = mapped_column(String(80), default="")
    inspection: Mapped[str] = mapped_column(String(120), default="")
    raised_by_id: Mapped[int] = reference("staff", nullable=False)
    raised_at: Mapped[datetime]

    owner_id: Mapped[int | None] = reference("staff")
    due_on: Mapped[date | None]
    measure: Mapped[str] = mapped_column(default="")
    taken_by_id: Mapped[int | None] = reference("staff")
    taken_at: Mapped[datetime | None]
    declined_because: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    told: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = reference("staff")
    finding: Mapped[str] = mapped_column(default="")
    cases_before: Mapped[int | None]
    weeks_before: Mapped[float | None]
    cases_after: Mapped[int | None]
    weeks_after: Mapped[float | None]
    ratio: Mapped[float | None]
    ratio_low: Mapped[float | None]
    ratio_high: Mapped[float | None]
    reward_id: Mapped[int | None] = reference("reward")

    raised_by: Mapped[Staff] = relationship(foreign_keys=[raised_by_id], lazy="raise_on_sql")
    owner: Mapped[Staff | None] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    reward: Mapped[Reward | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("title <> '' AND problem <> ''", name="says_what"),
        CheckConstraint("source <> 'inspection' OR inspection <> ''", name="inspection_is_named"),
        CheckConstraint(
            f"({one_of('state', *TAKEN_UP)}) = (owner_id IS NOT NULL AND due_on IS NOT NULL"
            " AND measure <> '' AND taken_at IS NOT NULL)",
            name="taken_up_by_somebody",
        ),
        CheckConstraint("(state = 'declined') = (declined_because <> '')", name="declined_says_why"),
        CheckConstraint(
            f"({one_of('state', *CARRIED_OUT)}) = (done_at IS NOT NULL AND told <> '')", name="done_is_told"
        ),
        CheckConstraint(f"({one_of('state', *CONCLUDED)}) = (ended_at IS NOT NULL)", name="ended_has_moment"),
        CheckConstraint(f"({one_of('state', *CONCLUDED)}) = (finding <> '')", name="ended_says_what"),
        CheckConstraint("reward_id IS NULL OR state = 'worked'", name="rewarded_worked"),
        Index("ix_improvement_item_state_due", "state", "due_on"),
    )

    @property
    def audit_name(self) -> str:
        return f"improvement:{self.number}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed the item since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class ImprovementVoice(Base):
    """A case whose customer raised what an item is about; `told_at` when they were told that it is done,
    `asked_again` whether they are asked anew how it is (R-05)."""

    __tablename__ = "improvement_voice"

    item_id: Mapped[int] = reference("improvement_item", index=False)
    case_id: Mapped[int] = reference("case")
    told_at: Mapped[datetime | None]
    asked_again: Mapped[bool] = mapped_column(default=False)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("item_id", "case_id"),
        CheckConstraint("NOT asked_again OR told_at IS NOT NULL", name="asked_was_told"),
    )


class RisingSignal(Base):
    """Something that rose in the weeks up to `until` beyond its usual spread (M-03).

    `key` is a category or a word, and nothing for a whole product; `product` is the code of one. `expected`
    is what the weeks before let expect, `score` how many spreads above it lies what was observed.
    """

    __tablename__ = "rising_signal"

    until: Mapped[date]
    kind: Mapped[SignalKind] = mapped_column(word_of(SignalKind, "kind"))
    key: Mapped[str] = mapped_column(String(60))
    region: Mapped[str] = mapped_column(String(80), default="")
    product: Mapped[str] = mapped_column(String(32), default="")
    observed: Mapped[int]
    expected: Mapped[float]
    score: Mapped[float]
    found_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("until", "kind", "key", "region", "product"),
        CheckConstraint(f"({one_of('kind', *OF_PRODUCTS)}) = (product <> '')", name="names_its_product"),
    )
