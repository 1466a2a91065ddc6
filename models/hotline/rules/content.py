"""What lies sealed in a report: the report itself, texts between reporter and readers, the readers' work."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from models.hotline.words import Author, EntryKind, ReportKind, Source

MOST_TEXT = 20_000
Text = Annotated[str, Field(max_length=MOST_TEXT)]
Line = Annotated[str, Field(max_length=200)]


class Sealed(BaseModel):
    """Something that is written as JSON and then sealed. What is wrong with one is told without its words, as
    errors are logged."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def to_bytes(self) -> bytes:
        """As it is sealed."""
        return self.model_dump_json().encode()


class Content(Sealed):
    """One text of a report: who wrote it, on which day, and what it says. `data` is of its kind."""

    kind: EntryKind
    author: Author
    staff_id: int | None = None
    on: date
    text: Text = ""
    data: dict[str, Any] = {}


class Identity(Sealed):
    """Who a named reporter is; all empty for one who stays anonymous."""

    name: Line = ""
    contact: Line = ""
    staff_number: Annotated[str, Field(max_length=16)] = ""

    @property
    def named(self) -> bool:
        return bool(self.name or self.contact or self.staff_number)


class Involved(Sealed):
    """Whom a report is about, as the readers know it: ids, and people who have no id here.

    `once_people` and `once_departments` were named before and are not any more, or are mentioned in the text.
    They stay barred, so that no reader can let somebody in by taking their name off.
    """

    people: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    others: Annotated[str, Field(max_length=1000)] = ""
    confirmed: bool = False
    once_people: tuple[int, ...] = ()
    once_departments: tuple[int, ...] = ()

    @property
    def barred_people(self) -> tuple[int, ...]:
        """Whoever was named at any time."""
        return tuple(sorted({*self.people, *self.once_people}))

    @property
    def barred_departments(self) -> tuple[int, ...]:
        """Departments that were named at any time."""
        return tuple(sorted({*self.departments, *self.once_departments}))


class FileFacts(Sealed):
    """What is known of a file: its name, its type by content, its size and hash, what was removed from it."""

    name: Annotated[str, Field(max_length=255)]
    media_type: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(max_length=64)]
    author: Author
    staff_id: int | None = None
    on: date
    removed: tuple[str, ...] = ()
    cleaned: bool = True


class Draft(Sealed):
    """A report as it comes in, before it is sealed (W-01).

    `people` and `departments` are ids that the reporter picked, `mentioned` those whose names stand in what
    they wrote: whoever that is does not read it either (W-04). `others` are names as typed. `watch` is the
    named reporter's wish that later penalties against them are held against the report (W-08).
    """

    kind: ReportKind
    text: Text
    where: Line = ""
    when: Line = ""
    people: tuple[int, ...] = ()
    mentioned: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    others: Annotated[str, Field(max_length=1000)] = ""
    source: Source = Source.WEB
    fears: Annotated[str, Field(max_length=2000)] = ""
    identity: Identity = Identity()
    watch: bool = False
    language: Annotated[str, Field(max_length=8)] = "zh"
