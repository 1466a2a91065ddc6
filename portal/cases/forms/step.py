"""What every step's form carries: which version of the case its reader saw (H-07)."""

from datetime import datetime
from typing import Any, ClassVar, Self

from werkzeug.datastructures import MultiDict

from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.people.tables import Staff
from web.forms import Form, Seen


class StepForm(Form):
    """A step's form. Field names carry the step's name, as several forms share a page."""

    step: ClassVar[Step]

    version = Seen()
    """The version of the case that its reader saw."""
    seen = Seen()
    """The last event that its reader saw."""

    @classmethod
    def empty(cls, case: Case, standing: Standing, seen: int) -> Self:
        """The form as the page shows it: what the case says now."""
        form = cls(
            None, prefix=cls.step.value, data={"version": case.version, "seen": seen, **cls.values(case)}
        )
        form.prepare(case, standing)
        return form

    @classmethod
    def typed(cls, case: Case, standing: Standing, typed: "MultiDict[str, str]") -> Self:
        """The form as somebody filled it in."""
        form = cls(typed, prefix=cls.step.value)
        form.prepare(case, standing)
        return form

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    inserts_into: ClassVar[str] = ""
    """The field that the reply of an article is inserted into, with what was typed kept (K-01)."""

    def insert(self, text: str) -> None:
        """Adds a text below what was typed."""
        field = self[self.inserts_into]
        field.data = f"{field.data.rstrip()}\n\n{text}" if (field.data or "").strip() else text

    takes_files: ClassVar[bool] = False
    """Whether files may come with it (`forms/papers.py`)."""

    def take_files(self, case: Case, by: Staff, now: datetime) -> bool:
        """Keeps the files that came with it; whether nothing was refused."""
        return True

    def lose_files(self) -> None:
        """The transaction in which its files were kept was rolled back."""

    @property
    def nothing_to_choose(self) -> bool:
        """Whether the step is open in principle, but there is nothing to do it with."""
        return False

    def prepare(self, case: Case, standing: Standing) -> None:
        """Fills in the choices that depend on the case and the person."""
