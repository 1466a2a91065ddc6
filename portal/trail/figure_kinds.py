"""What events about key figures say (Q-02, Q-04, M-04)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

FIGURES: Mapping[str, LazyString] = {
    "kpi.closed": lazy("froze the key figures of the month"),
    "kpi.corrected": lazy("corrected a key figure"),
    "kpi.reported": lazy("made the efficiency report"),
    "kpi.flagged": lazy("flagged a department by its key figures"),
    "kpi.flag_decided": lazy("decided what follows of a flag"),
}
