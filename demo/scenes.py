"""The situations customers complain about, as the sheets under demo/sheets/complaints tell them."""

from dataclasses import dataclass
from functools import cache

from demo.story import Voice
from demo.writing.grammar import slots_of
from demo.writing.pool import NOTHING, Pool
from demo.writing.sheet import sheet

FIRM = "企"
MARKS = {
    Voice.ANGRY: "怒家",
    Voice.TIRED: "倦家",
    Voice.POLITE: "礼家",
    Voice.ELDERLY: "老家",
    Voice.YOUNG: "少家",
    Voice.BUSINESS: FIRM,
    Voice.ENGLISH: "",
}
"""The marks of voices in sheets: 怒 angry, 倦 tired, 礼 polite, 老 old, 少 young, 家 a home, 企 a firm."""


_APART = ("hazard",)
"""Scenes to which the effects of their matter do not fit."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the situations of one kind have in common: a name, and words that show it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One situation: the ways to tell it, and what may have caused it.

    `category` is a code of the rulebook. `grades` are those it can have as a complaint, `months` and
    `hours` those it happens in (none: any), `whose` is home, business, or empty for both, `even` whether
    the money in it is a round sum, `counts_days` whether somebody may say how many days it lasts. `harm`
    is what makes it grade 3; a scene that is always grade 3 has it in its core.
    """

    name: str
    matter: Matter
    category: str
    causes: tuple[str, ...]
    grades: tuple[int, ...]
    months: tuple[int, ...]
    hours: tuple[int, ...]
    whose: str
    even: bool
    counts_days: bool
    titles: Pool
    core: Pool
    core_of_firms: Pool
    detail: Pool
    effect: Pool
    demand: Pool
    harm: Pool
    wish: Pool

    @property
    def always_severe(self) -> bool:
        return self.grades == (3,)

    def suits(self, voice: Voice, month: int, grade: int | None) -> bool:
        """Whether this voice can tell it in this month at this grade."""
        if self.months and month not in self.months:
            return False
        if grade is not None and grade not in self.grades:
            return False
        if grade == 3 and not self.always_severe and not self.harm.of(MARKS[voice])[0]:
            return False
        if voice is Voice.BUSINESS:
            return self.whose != "home" and (self.whose == "business" or bool(self.core_of_firms))
        return self.whose != "business"


def _numbers(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int(word) for word in words)


def _counts_days(pool: Pool) -> bool:
    return any("days" in slots_of(each.parts) for each in pool.fragments)


@cache
def _matter(name: str) -> tuple[Scene, ...]:
    head, *sections = sheet(name)
    matter = Matter(
        name.rpartition("/")[2],
        head.fields["words"],
    )
    return tuple(
        Scene(
            name=section.name,
            matter=matter,
            category=section.fields.get("category", head.fields["category"])[0],
            causes=section.fields["causes"],
            grades=_numbers(section.fields.get("grades", ("1", "2"))),
            months=_numbers(section.fields.get("months", ())),
            hours=_numbers(section.fields.get("hours", ())),
            whose=section.fields.get("for", ("",))[0],
            titles=section.lists["title"],
            even=section.fields.get("amounts") == ("even",),
            counts_days=_counts_days(section.lists["core"]) or _counts_days(section.lists["title"]),
            core=section.lists["core"],
            core_of_firms=section.lists["core"].only(FIRM),
            detail=section.lists.get("detail", NOTHING),
            effect=section.lists.get(
                "effect", NOTHING if section.name in _APART else head.lists.get("effect", NOTHING)
            ),
            demand=section.lists.get("demand", head.lists.get("demand", NOTHING)),
            harm=section.lists.get("harm", head.lists.get("harm", NOTHING)),
            wish=section.lists["wish"],
        )
        for section in sections
    )


def scenes(matter: str) -> tuple[Scene, ...]:
    """The situations of a matter: the name of a sheet under demo/sheets/complaints."""
    return _matter(f"complaints/{matter}")


@cache
def event(name: str) -> Scene:
    """A situation of one of the two days that everybody remembers."""
    return next(scene for scene in _matter("events") if scene.name == name)
