"""Who works at the demo company."""

from dataclasses import dataclass
from datetime import date

from models.people.rules import Role


@dataclass(frozen=True, slots=True)
class Department:
    """A department or store. `head` is a staff number."""

    code: str
    name_zh: str
    name_en: str
    head: str
    phone: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works here. The roles leave out plain staff, which everybody is (X-01)."""

    number: str
    login: str
    name: str
    name_en: str
    email: str
    phone: str
    department: str
    title_zh: str
    title_en: str
    roles: tuple[Role, ...]
    joined_on: date
    language: str = "zh"
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """One named login for each role: shown on the login page in demo mode only."""

    role: Role
    number: str
    login: str
    name: str
