"""Every write to the case library, from a nomination to its withdrawal (L-05)."""

from models.library.actions.clean import Confirmed, clean
from models.library.actions.nominate import nominate_case
from models.library.actions.review import publish, send_back
from models.library.actions.revise import (
    Revision,
    drop_version,
    publish_version,
    return_version,
    submit_version,
    write_version,
)
from models.library.actions.talk import comment, like, remove_comment, unlike
from models.library.actions.withdraw import keep_published, withdraw_lesson, withdraw_of_customer
from models.library.actions.write import LessonText, write_lesson

__all__ = [
    "Confirmed",
    "LessonText",
    "Revision",
    "clean",
    "comment",
    "drop_version",
    "keep_published",
    "like",
    "nominate_case",
    "publish",
    "publish_version",
    "remove_comment",
    "return_version",
    "send_back",
    "submit_version",
    "unlike",
    "withdraw_lesson",
    "withdraw_of_customer",
    "write_lesson",
    "write_version",
]
