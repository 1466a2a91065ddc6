"""Bodies: who sits in them, their meetings from the call to the signed minutes, action items (M-01)."""

from portal.bodies import export, house, meeting, meetings, minutes, seats, tasks
from portal.bodies.blueprint import blueprint

__all__ = ["blueprint", "export", "house", "meeting", "meetings", "minutes", "seats", "tasks"]
