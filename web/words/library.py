"""Words for the case library: where a typical case stands, what kind of personal data was found (L-05)."""

from models.library.words import LessonState, Personal, VersionState
from web.language import lazy
from web.words.registry import name

name(
    LessonState,
    {
        LessonState.NOMINATED: lazy("Nominated"),
        LessonState.WRITING: lazy("Being written"),
        LessonState.REVIEW: lazy("Waiting for review"),
        LessonState.PUBLISHED: lazy("In the library"),
        LessonState.WITHDRAWN: lazy("Out of the library"),
    },
)
name(
    VersionState,
    {
        VersionState.WRITING: lazy("Being written"),
        VersionState.REVIEW: lazy("Waiting for review"),
        VersionState.PUBLISHED: lazy("In the library"),
        VersionState.DROPPED: lazy("Dropped"),
    },
)
name(
    Personal,
    {
        Personal.NAME: lazy("name"),
        Personal.PHONE: lazy("telephone number"),
        Personal.ID_NUMBER: lazy("ID number"),
        Personal.ACCOUNT: lazy("account or number"),
        Personal.EMAIL: lazy("mail address"),
        Personal.PLATE: lazy("number plate"),
        Personal.ADDRESS: lazy("postal address"),
        Personal.OTHER: lazy("your own words"),
    },
)
