"""The tables of bodies: how they vote, who sits in them, their meetings, agendas, votes and tasks."""

from models.bodies.tables.agenda import AgendaItem, BodyVote
from models.bodies.tables.body import BodyMember, BodyRule
from models.bodies.tables.meeting import BodyMeeting, BodySeat
from models.bodies.tables.task import BodyTask

__all__ = ["AgendaItem", "BodyMeeting", "BodyMember", "BodyRule", "BodySeat", "BodyTask", "BodyVote"]
