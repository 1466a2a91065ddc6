"""What notices about matters, rewards and talks say: icon, tone, sentence of each kind (A-03, C-03, C-04)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

CONDUCT: Mapping[str, tuple[str, str, LazyString]] = {
    "candidate_found": (
        "search",
        "warn",
        lazy("Something may call for accountability: please open or dismiss it."),
    ),
    "talk_called": (
        "users",
        "warn",
        lazy("A talk with the head of %(department)s is due: please invite them."),
    ),
    "talk_invited": ("calendar", "warn", lazy("You are invited to a talk about your department %(at)s.")),
    "talk_to_acknowledge": (
        "clipboard-text",
        "warn",
        lazy("The minutes of the talk about %(department)s are there: please acknowledge them."),
    ),
    "talk_acknowledged": (
        "circle-check",
        "good",
        lazy("The head of %(department)s acknowledged the minutes of the talk."),
    ),
    "talk_closed": ("archive", "info", lazy("All goals of the talk about %(department)s are reviewed.")),
    "talk_dropped": ("archive", "neutral", lazy("The talk about %(department)s was dropped.")),
    "talk_late": ("alert-triangle", "bad", lazy("A step of the talk about %(department)s was due %(at)s.")),
    "matter_opened": ("scale", "warn", lazy("Matter %(matter)s is open: give notice.")),
    "matter_notified": (
        "scale",
        "bad",
        lazy("You have notice of matter %(matter)s: please read it and make your statement."),
    ),
    "matter_stated": ("message-2", "info", lazy("The statement in matter %(matter)s is there.")),
    "matter_statement_passed": (
        "clock",
        "warn",
        lazy("The time for the statement in matter %(matter)s has passed."),
    ),
    "matter_investigator": ("search", "warn", lazy("You are to investigate matter %(matter)s.")),
    "matter_relieved": (
        "arrow-back-up",
        "neutral",
        lazy("Somebody else investigates matter %(matter)s from now on."),
    ),
    "matter_to_decide": ("scale", "warn", lazy("Matter %(matter)s waits for your decision.")),
    "matter_returned": ("arrow-back-up", "warn", lazy("The proposal in matter %(matter)s came back.")),
    "matter_decided": ("scale", "warn", lazy("Matter %(matter)s is decided: please see to the delivery.")),
    "matter_to_receive": (
        "scale",
        "bad",
        lazy("Matter %(matter)s is decided: please read the decision and acknowledge it."),
    ),
    "matter_delivered": ("mail", "info", lazy("The decision in matter %(matter)s is delivered.")),
    "matter_appealed": ("scale", "warn", lazy("There is an appeal in matter %(matter)s.")),
    "matter_heard": ("scale", "info", lazy("The appeal in matter %(matter)s is decided.")),
    "matter_final": ("scale", "info", lazy("Matter %(matter)s is final.")),
    "matter_withdrawn": ("archive", "good", lazy("Matter %(matter)s was withdrawn.")),
    "matter_lapsed": ("archive", "neutral", lazy("Matter %(matter)s lapsed without a decision.")),
    "matter_due_soon": ("hourglass", "warn", lazy("A step of an accountability matter is due %(at)s.")),
    "matter_late": ("alert-triangle", "bad", lazy("A step of an accountability matter was due %(at)s.")),
    "reward_to_check": ("clipboard-check", "info", lazy("A nomination waits to be checked.")),
    "reward_to_approve": ("clipboard-check", "warn", lazy("A reward waits for your approval.")),
    "reward_to_announce": ("bell-ringing", "info", lazy("A reward is approved and waits to be announced.")),
    "reward_refused": ("arrow-back-up", "neutral", lazy("A nomination was not accepted.")),
    "reward_given": ("circle-check", "good", lazy("Congratulations: a reward was announced.")),
    "reward_announced": ("circle-check", "good", lazy("The reward that you nominated was announced.")),
    "reward_revoked": ("arrow-back-up", "warn", lazy("A reward was revoked.")),
}
