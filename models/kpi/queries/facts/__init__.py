"""One function for each figure: which facts it counts. Screen, export, report and suggestion ask these."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from models.kpi.queries.facts.accuracy import SENT_BACK, SentBack, handling_accuracy, triage_accuracy
from models.kpi.queries.facts.clocks import (
    overdue,
    response_time,
    response_timeliness,
    result_time,
    timeliness,
    timeliness_first,
)
from models.kpi.queries.facts.customers import first_contact, reopened, revisit_response, satisfaction
from models.kpi.rules.months import Month
from models.kpi.words import Figure

FACTS: Mapping[Figure, Callable[[Month, datetime], Select[Any]]] = {
    Figure.TIMELINESS: timeliness,
    Figure.TIMELINESS_FIRST: timeliness_first,
    Figure.RESPONSE_TIMELINESS: response_timeliness,
    Figure.TRIAGE_ACCURACY: triage_accuracy,
    Figure.HANDLING_ACCURACY: handling_accuracy,
    Figure.SATISFACTION: satisfaction,
    Figure.FIRST_CONTACT: first_contact,
    Figure.REOPENED: reopened,
    Figure.OVERDUE: overdue,
    Figure.REVISIT_RESPONSE: revisit_response,
    Figure.RESPONSE_TIME: response_time,
    Figure.RESULT_TIME: result_time,
}
"""Each takes the month and now, and gives a row for each fact, with the columns of `columns.NAMES`."""

__all__ = ["FACTS", "SENT_BACK", "SentBack"]
