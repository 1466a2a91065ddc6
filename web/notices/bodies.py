"""What notices about bodies and their meetings say: icon, tone and sentence of each kind (M-01)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

GOVERNING: Mapping[str, tuple[str, str, LazyString]] = {
    "body_appointed": ("users", "info", lazy("You were given a seat in a body.")),
    "body_term_ended": ("users", "neutral", lazy("Your term in a body ends.")),
    "body_invited": ("calendar", "info", lazy("You are invited to a meeting at %(at)s.")),
    "body_moved": ("calendar", "warn", lazy("A meeting was changed; it is now at %(at)s.")),
    "body_cancelled": ("archive", "neutral", lazy("A meeting was called off.")),
    "body_signed": ("clipboard-check", "good", lazy("The minutes of a meeting are signed.")),
    "body_to_carry_out": (
        "clipboard-check",
        "warn",
        lazy("The minutes of a meeting are signed; decisions wait to be carried out."),
    ),
    "body_task": ("clipboard-check", "warn", lazy("A meeting of a body gave you something to do by %(at)s.")),
    "body_task_soon": ("hourglass", "warn", lazy("What a meeting gave you to do is due %(at)s.")),
    "body_task_late": ("alert-triangle", "bad", lazy("An action item of a meeting was due %(at)s.")),
    "body_task_done": ("circle-check", "good", lazy("An action item of your meeting is done.")),
    "body_task_dropped": ("archive", "neutral", lazy("An action item of yours is not needed any more.")),
}
