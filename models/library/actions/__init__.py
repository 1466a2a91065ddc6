"""Every write to the case library, from a nomination to its withdrawal (L-05)."""

from models.library.actions.clean import Confirmed, clean
from models.library.actions.nominate import nominate_case
from models.library.actions.review import publish, send_back
from models.library.actions.talk import comment, like, remove_comment, unlike
from models.library.actions.withdraw import keep_published, withdraw_lesson, withdraw_of_customer
from models.library.actions.write import LessonText, write_lesson

__all__ = [
    "Confirmed",
    "LessonText",
    "clean",
    "comment",
    "keep_published",
    "like",
    "nominate_case",
    "publish",
    "remove_comment",
    "send_back",
    "unlike",
    "withdraw_lesson",
    "withdraw_of_customer",
    "write_lesson",
]
