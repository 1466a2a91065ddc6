"""Rows whose moments are days and whose keys tell no order: a copy shows no hour at which anything came."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.clock import today_only
from models.db import BigNumber
from models.ids import random_key


class Coarse:
    """Stands before Base. The key is at hand before the row is written, as what is sealed is bound to it."""

    id: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=False, default=random_key)
    created_at: Mapped[datetime] = mapped_column(default=today_only)
    changed_at: Mapped[datetime] = mapped_column(default=today_only, onupdate=today_only)
