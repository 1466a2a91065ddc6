"""What a person sets for their own eyes: language and theme."""

from models.db import db
from models.people.tables import Language, Staff, Theme


def set_language(staff: Staff, language: Language) -> None:
    """The portal, and letters to this person, are in this language from now on (X-04)."""
    staff.language = language
    db.session.flush()


def set_theme(staff: Staff, theme: Theme) -> None:
    """The portal is light, dark, or as the device says."""
    staff.theme = theme
    db.session.flush()
