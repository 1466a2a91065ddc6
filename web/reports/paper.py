"""A report as a PDF: the same figures, words and charts on A4, the same bytes each time (S-07)."""

from collections import OrderedDict
from threading import Lock

from models.reports.tables import SatisfactionReport
from web.language import current_language
from web.papers import pdf
from web.reports.reading import Reading

KEPT = 16
_lock = Lock()
_papers: OrderedDict[tuple[object, ...], bytes] = OrderedDict()


def paper(report: SatisfactionReport) -> bytes:
    """The paper in the reader's language; made once a process, as what is published never changes.

    A correction makes a new paper. A draft is made anew each time.
    """
    reading = Reading.of(report, paper=True)
    if reading.published_at is None:
        return pdf("pdf/satisfaction_report.html", reading=reading)
    key = (report.id, reading.published_at, len(reading.corrections), current_language())
    with _lock:
        if key in _papers:
            _papers.move_to_end(key)
            return _papers[key]
    made = pdf("pdf/satisfaction_report.html", reading=reading)
    with _lock:
        _papers[key] = made
        if len(_papers) > KEPT:
            _papers.popitem(last=False)
    return made
