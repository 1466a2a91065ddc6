"""The fields of the supervision hotline's rules: clocks, readers, chair and outside reader, limits (W)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms.validators import StopValidation

from models.clock import local_day, now
from models.people.queries import staff_numbered
from web.forms import Line
from web.language import _, lazy

HOTLINE: Mapping[str, LazyString] = {
    "acknowledge_target": lazy("Acknowledged as a rule within"),
    "acknowledge_limit": lazy("Acknowledged at the latest within"),
    "tell_target": lazy("Outcome told as a rule within"),
    "tell_months": lazy("Outcome told at the latest after months"),
    "extended_months": lazy("With a reason, after months"),
    "readers": lazy("Supervisors who get each new report"),
    "chair": lazy("Chair of the committee, by staff number"),
    "outside": lazy("Outside reader, by staff number"),
    "keep_months": lazy("A closed report is erased after months"),
    "least_shown": lazy("Figures are shown from so many reports on"),
    "watch_months": lazy("Months in which a reporter is watched over"),
    "file_megabytes": lazy("Megabytes of a file at most"),
    "most_files": lazy("Files at once at most"),
    "most_reward_fen": lazy("Reward for a reporter at most, in yuan"),
}
HOTLINE_HINTS: Mapping[str, LazyString] = {
    "acknowledge_limit": lazy("In calendar days: the law counts so."),
    "extended_months": lazy("Not fewer than the line above."),
    "chair": lazy("Reads what no supervisor may, and sets up a key first. Empty: nobody."),
    "outside": lazy("Reads what neither a supervisor nor the chair may; another person. Empty: nobody."),
    "least_shown": lazy("A smaller figure could show who it was about."),
}
NUMBERS: Mapping[str, tuple[int, int]] = {
    "tell_months": (1, 24),
    "extended_months": (1, 24),
    "readers": (2, 5),
    "keep_months": (1, 120),
    "least_shown": (2, 50),
    "watch_months": (1, 24),
    "file_megabytes": (1, 500),
    "most_files": (1, 50),
}


class StaffNumberField(Line):
    """The number of somebody who works here, in capitals; empty for nobody."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").strip().upper()

    def pre_validate(self, form: Any) -> None:
        """Whom nobody knows could read nothing, and nobody would notice."""
        super().pre_validate(form)
        person = staff_numbered(self.data) if self.data else None
        if self.data and (person is None or not person.works_on(local_day(now()))):
            raise StopValidation(_("Nobody who works here has this number."))


def hotline_fields(
    number: Callable[..., Any], period: Callable[..., Any], money: Callable[..., Any]
) -> dict[str, Any]:
    """By name, in the order of the labels; the arguments make fields of their kinds."""
    periods = ("acknowledge_target", "acknowledge_limit", "tell_target")
    made = {name: period(name, required=True) for name in periods}
    made |= {name: number(name, *ends) for name, ends in NUMBERS.items()}
    made |= {name: _staff_number(name) for name in ("chair", "outside")}
    made["most_reward_fen"] = money("most_reward_fen")
    return {name: made[name] for name in HOTLINE}


def _staff_number(name: str) -> Callable[[Any], Any]:
    return lambda _o: StaffNumberField(HOTLINE[name], most=16)
