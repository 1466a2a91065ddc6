"""What the fields on the targets of key figures are called."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from models.rulebook.words import Figure
from web.language import lazy

KPI: Mapping[str, LazyString] = {
    f"kpi_{Figure.TIMELINESS}": lazy("Timeliness, at least per cent"),
    f"kpi_{Figure.TIMELINESS}_from": lazy("Timeliness, excellent from per cent"),
    f"kpi_{Figure.TIMELINESS_FIRST}": lazy("Timeliness by the first date, at least per cent"),
    f"kpi_{Figure.TIMELINESS_FIRST}_from": lazy("Timeliness by the first date, excellent from per cent"),
    f"kpi_{Figure.RESPONSE_TIMELINESS}": lazy("First response in time, at least per cent"),
    f"kpi_{Figure.RESPONSE_TIMELINESS}_from": lazy("First response in time, excellent from per cent"),
    f"kpi_{Figure.TRIAGE_ACCURACY}": lazy("Accuracy of triage, at least per cent"),
    f"kpi_{Figure.TRIAGE_ACCURACY}_from": lazy("Accuracy of triage, excellent from per cent"),
    f"kpi_{Figure.HANDLING_ACCURACY}": lazy("Accuracy of handling, at least per cent"),
    f"kpi_{Figure.HANDLING_ACCURACY}_from": lazy("Accuracy of handling, excellent from per cent"),
    f"kpi_{Figure.SATISFACTION}": lazy("Satisfaction, at least per cent"),
    f"kpi_{Figure.SATISFACTION}_from": lazy("Satisfaction, excellent from per cent"),
    f"kpi_{Figure.FIRST_CONTACT}": lazy("Solved at the first contact, at least per cent"),
    f"kpi_{Figure.FIRST_CONTACT}_from": lazy("Solved at the first contact, excellent from per cent"),
    f"kpi_{Figure.REOPENED}": lazy("Reopened, at most per cent"),
    f"kpi_{Figure.REOPENED}_from": lazy("Reopened, excellent up to per cent"),
    f"kpi_{Figure.OVERDUE}": lazy("Overdue, at most per cent"),
    f"kpi_{Figure.OVERDUE}_from": lazy("Overdue, excellent up to per cent"),
    f"kpi_{Figure.REVISIT_RESPONSE}": lazy("Revisits answered, at least per cent"),
    f"kpi_{Figure.REVISIT_RESPONSE}_from": lazy("Revisits answered, excellent from per cent"),
    f"kpi_{Figure.RESPONSE_TIME}": lazy("Median time to the first word, at most so many minutes"),
    f"kpi_{Figure.RESPONSE_TIME}_from": lazy("Median time to the first word, excellent up to minutes"),
    f"kpi_{Figure.RESULT_TIME}": lazy("Median time to the result, at most so many minutes"),
    f"kpi_{Figure.RESULT_TIME}_from": lazy("Median time to the result, excellent up to minutes"),
    "kpi_below_months": lazy("Months below target until a department is flagged"),
    "kpi_above_months": lazy("Excellent months until a reward is suggested"),
    "kpi_least": lazy("A month counts from so many cases on"),
    "kpi_report_months": lazy("Months of an efficiency report"),
    "kpi_summary_days": lazy("Working days for a department's monthly summary"),
}
