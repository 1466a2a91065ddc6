"""Sentences on compensation: proposed, advised on, approved or refused, paid, let go (G-06)."""

from collections.abc import Callable, Mapping

from models.cases.tables import Compensation
from models.cases.words import Risk
from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import named, yuan
from web.words import word


def _proposed(scene: Scene) -> Line:
    row = _row(scene)
    known = scene.rules.compensation
    cause = known.cause(row.cause) if known else None
    return line(
        scene,
        "event",
        _(
            "proposed a compensation: %(kind)s of %(amount)s",
            kind=word(row.kind),
            amount=yuan(row.amount_fen),
        ),
        more=[
            (_("Cause of the compensation"), named(cause) if cause else row.cause),
            (_("Why this much"), row.reason),
            (_("Who approves"), word(row.approver)),
        ],
        secret=True,
    )


def _advised(scene: Scene) -> Line:
    what = _("gave the legal opinion: %(risk)s", risk=word(Risk(scene.facts["risk"])))
    return line(scene, "event", what, detail=_row(scene).opinion, written=True, secret=True)


def _to_legal(scene: Scene) -> Line:
    return line(scene, "event", _("wants the opinion of Legal on the compensation first"), secret=True)


def _approved(scene: Scene) -> Line:
    what = _("approved the compensation of %(amount)s", amount=_amount(scene))
    return line(scene, "result", what, detail=_row(scene).decision, written=True, secret=True)


def _refused(scene: Scene) -> Line:
    what = _("refused the compensation of %(amount)s", amount=_amount(scene))
    return line(scene, "warning", what, detail=_row(scene).decision, written=True, secret=True)


def _paid(scene: Scene) -> Line:
    what = _("paid the compensation of %(amount)s", amount=_amount(scene))
    meta = _("reference %(reference)s", reference=_row(scene).reference)
    return line(scene, "result", what, meta=meta, secret=True)


def _dropped(scene: Scene) -> Line:
    what = _("let the compensation of %(amount)s go", amount=_amount(scene))
    return line(scene, "event", what, detail=_row(scene).dropped_because, written=True, secret=True)


def _amount(scene: Scene) -> str:
    return yuan(scene.facts["fen"])


def _row(scene: Scene) -> Compensation:
    found = scene.entry.rows["compensation"]
    assert isinstance(found, Compensation)
    return found


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.compensation_proposed": _proposed,
    "case.compensation_advised": _advised,
    "case.compensation_to_legal": _to_legal,
    "case.compensation_approved": _approved,
    "case.compensation_refused": _refused,
    "case.compensation_paid": _paid,
    "case.compensation_dropped": _dropped,
}
