"""Somebody who is meant by a name or a staff number, typed into a field of a form (C-04)."""

from datetime import date

from wtforms import StringField

from models.conduct.queries.people import people_called
from models.people.tables import Staff
from web.language import _
from web.language.filters import named


def one_called(field: StringField, on: date) -> Staff | None:
    """The one who worked here on a local day and is called so; None, with the fault at the field, for
    nobody, or several of the same name, whose numbers it gives."""
    found = people_called(field.data, on) if field.data else []
    if len(found) == 1:
        return found[0]
    if found:
        numbers = _(", ").join(f"{named(each)} {each.number} {named(each.department)}" for each in found)
        says = _("Several have this name; please give the number: %(people)s", people=numbers)
    elif field.data:
        says = _("Nobody who works here has this name or number.")
    else:
        says = _("Please name the person.")
    field.errors = [*field.errors, says]
    return None
