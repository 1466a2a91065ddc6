"""Words for the area amendments: sections of the rulebook, and what was done to a part."""

from models.amendments.words import Edit, Section
from web.language import lazy
from web.words.registry import name

name(
    Section,
    {
        Section.CATEGORIES: lazy("Categories"),
        Section.ROUTES: lazy("Standing routes"),
        Section.CRITERIA: lazy("Criteria of grades"),
        Section.URGENCY: lazy("Signs of urgency"),
        Section.IMPORTANCE: lazy("Signs of importance"),
        Section.GRADES: lazy("Due times of grades"),
        Section.CHANNELS: lazy("Due times of channels"),
        Section.HOURS: lazy("Working hours"),
        Section.HOLIDAYS: lazy("Holidays and make-up days"),
        Section.REMINDERS: lazy("Ladder of reminders"),
        Section.LIMITS: lazy("Limits and other times"),
    },
)
name(
    Edit,
    {
        Edit.ADDED: lazy("added"),
        Edit.CHANGED: lazy("changed"),
        Edit.REMOVED: lazy("removed"),
        Edit.RETIRED: lazy("retired"),
        Edit.RESTORED: lazy("in use again"),
    },
)
