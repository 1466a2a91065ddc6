"""Sessions: lists, one of them, planning, enrolment, materials, calendars (L-02)."""

from portal.training.sessions import (
    calendars,
    editing,
    enrolling,
    lists,
    materials,
    one,
    series,
    series_people,
)

__all__ = ["calendars", "editing", "enrolling", "lists", "materials", "one", "series", "series_people"]
