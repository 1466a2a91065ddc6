"""Due times in words first, then in colour (H-03), wherever a list or a screen shows one."""

from models.cases.rules.countdown import Countdown
from portal.cases.blueprint import blueprint
from web.language import _
from web.language.filters import span


@blueprint.app_template_filter()
def due_tone(countdown: Countdown) -> str:
    """How a due time looks: late, done, paused, soon or calm."""
    if countdown.late:
        return "late"
    if countdown.ended:
        return "done"
    if countdown.paused:
        return "paused"
    return "soon" if countdown.soon else "calm"


@blueprint.app_template_filter()
def due_words(countdown: Countdown, full: bool = False) -> str:
    """How much is left or overdue, naming working time as such (H-03).

    `full` says so in brackets, where there is room.
    """
    if countdown.paused:
        return _("Clock stands still")
    if countdown.late and not countdown.ended and not countdown.left:
        return _("due since the last working hour")
    spelt_out = full and not countdown.late
    length = span(countdown.left, countdown.day_minutes, clock=countdown.by_the_clock, said=not spelt_out)
    if countdown.late:
        return _("done %(span)s late", span=length) if countdown.ended else _("%(span)s overdue", span=length)
    if spelt_out and not countdown.by_the_clock:
        return _("%(span)s left (working time)", span=length)
    return _("%(span)s left", span=length)
