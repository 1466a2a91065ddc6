"""Who may have which part in a matter (A-04). Pure.

Nobody has a part in a matter about themselves, their own head, somebody under them, or one that they
reported; nobody decides what they investigated; nobody hears an appeal in whose matter they had a part.
The house counts as it was on the day of the conduct, and as it is today.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from models.accountability.words import Bar, Decider, Duty
from models.people.roles import GRANTS, Role
from models.people.rules import Organisation
from models.permissions import Permission

PERMISSIONS: Mapping[Duty, Permission] = {
    Duty.OPEN: Permission.MATTER_OPEN,
    Duty.NOTIFY: Permission.MATTER_OPEN,
    Duty.INVESTIGATE: Permission.MATTER_INVESTIGATE,
    Duty.DECIDE: Permission.MATTER_DECIDE,
    Duty.DELIVER: Permission.MATTER_OPEN,
    Duty.HEAR: Permission.MATTER_APPEAL,
    Duty.WITHDRAW: Permission.MATTER_OPEN,
}
"""What a part needs at all."""

ROLES: Mapping[Duty, frozenset[Role]] = {
    duty: frozenset(role for role, granted in GRANTS.items() if needed in granted)
    for duty, needed in PERMISSIONS.items()
}
"""Whose parts they usually are."""

DECIDERS: Mapping[Decider, Role] = {Decider.HR: Role.HR, Decider.LEADING_GROUP: Role.LEADING_GROUP}


@dataclass(frozen=True)
class Concern:
    """Whom a matter is about and who had a part in it, by ids; `line` is who stood over and under them."""

    person: int
    line: frozenset[int] = frozenset()
    reporter: int | None = None
    investigator: int | None = None
    involved: frozenset[int] = field(default_factory=frozenset)


def line_of(person: int, organisation: Organisation) -> frozenset[int]:
    """A person's nearest head and everybody under the person, near or far, on the organisation's day."""
    return frozenset(organisation.heads_above(person)[:1]) | organisation.reports_of(person)


def bar(duty: Duty, staff_id: int, concern: Concern) -> Bar | None:
    """Why somebody is kept from a part, whatever their roles; None for who is not."""
    if staff_id == concern.person:
        return Bar.ONESELF
    if staff_id == concern.reporter:
        return Bar.REPORTER
    if staff_id in concern.line:
        return Bar.LINE
    if duty is Duty.DECIDE and staff_id == concern.investigator:
        return Bar.INVESTIGATOR
    if duty is Duty.HEAR and staff_id in concern.involved:
        return Bar.INVOLVED
    return None


def roles_for(duty: Duty, decider: Decider | None = None) -> frozenset[Role]:
    """Whose part it usually is; the `decider` that the scale asks for decides."""
    if duty is Duty.DECIDE and decider is not None:
        return frozenset({DECIDERS[decider]})
    return ROLES[duty]


def who_may(
    duty: Duty,
    people: Mapping[int, Collection[Role]],
    concern: Concern,
    *,
    decider: Decider | None = None,
) -> frozenset[int]:
    """Everybody for a part, of `people` who work here with their roles; where nobody is left, it goes up to
    the leading group; empty where nobody is left there either."""
    for roles in (roles_for(duty, decider), frozenset({Role.LEADING_GROUP})):
        with_role = (person for person, played in people.items() if not roles.isdisjoint(played))
        found = frozenset(person for person in with_role if bar(duty, person, concern) is None)
        if found:
            return found
    return frozenset()
