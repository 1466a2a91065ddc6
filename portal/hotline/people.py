"""Who stands in a report: the people whom its sealed texts name by their ids."""

from collections.abc import Collection

from models.hotline.queries.reading import Thread
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from web.reporting.named import names_in


def people_of(thread: Thread, more: Collection[int]) -> dict[int, Staff]:
    """Everybody who wrote in a report, or is named by a step on it, and those with the ids in `more`."""
    ids = {entry.content.staff_id for entry in thread.entries} | set(more)
    ids |= {entry.content.data.get("person") for entry in thread.entries}
    ids |= {entry.content.data.get("keeper") for entry in thread.entries}
    ids |= {file.facts.staff_id for file in thread.files}
    wanted = [each for each in ids if isinstance(each, int)]
    return staff_with_ids(wanted) if wanted else {}


def beside(told: str, known: Collection[Staff]) -> str:
    """Of the names that were told, those of nobody who is known to be meant."""
    names = {name for person in known for name in (person.name, person.name_en, person.number)}
    return ", ".join(name for name in names_in(told) if name not in names)
