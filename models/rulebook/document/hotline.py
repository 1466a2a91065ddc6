"""What the rules say about the supervision hotline: clocks, readers, how long reports are kept (W)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.rulebook.document.part import Part
from models.rulebook.document.time import Period

StaffNumber = Annotated[str, StringConstraints(max_length=16)]
Months = Annotated[int, Field(ge=1, le=24)]


class HotlineRules(Part):
    """The supervision hotline.

    A report is acknowledged within `acknowledge_target`, in `acknowledge_limit` at most; its outcome is told
    within `tell_target`, in `tell_months` at most, in `extended_months` where a reason is given (W-05).
    `readers` supervisors get each new report. `chair` and `outside` are the staff numbers of the committee's
    chair and of the outside reader, who read what no supervisor may (W-04). A closed report is erased after
    `keep_months` (W-09); a figure below `least_shown` is not shown. Penalties within `watch_months` are held
    against the named reporters who agreed to be watched over (W-08). `most_reward_fen` is the most that is
    paid to a reporter (W-10). What must fit together among these is checked with the whole rulebook.
    """

    acknowledge_target: Period
    acknowledge_limit: Period
    tell_target: Period
    tell_months: Months
    extended_months: Months
    readers: Annotated[int, Field(ge=2, le=5)]
    chair: StaffNumber = ""
    outside: StaffNumber = ""
    keep_months: Annotated[int, Field(ge=1, le=120)]
    least_shown: Annotated[int, Field(ge=2, le=50)]
    watch_months: Months
    file_megabytes: Annotated[int, Field(ge=1, le=500)]
    most_files: Annotated[int, Field(ge=1, le=50)]
    most_reward_fen: Annotated[int, Field(ge=0, le=100_000_000)]
