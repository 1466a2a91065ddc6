"""The paper of a reward: what stands on it, its file, many as one file (C-01, C-05)."""

from flask import Response, abort, flash, url_for

from models.clock import now
from models.conduct.actions import paper_of
from models.conduct.queries import rewards as queries
from models.conduct.tables import Reward
from models.errors import Invalid
from models.papers.actions import bundle
from models.papers.document import CertificateFacts, Facts, NoticeFacts, Row
from models.papers.queries import papers_about
from models.papers.tables import Paper
from models.papers.words import PaperKind, PaperState
from models.people.tables import Language
from models.permissions import Permission
from portal.rewards.blueprint import blueprint
from web.access import anyone, needs, viewer
from web.commit import commits
from web.context import installation
from web.downloads import sends_files
from web.errors import sentence_for_fault
from web.fragments import respond
from web.language import _, speaking
from web.language.filters import named, yuan
from web.papers.sending import send_paper
from web.words import word

LONGEST_REASON = 260


def facts_of(reward: Reward) -> Facts:
    """The words of the paper, frozen when the reward is announced."""
    config = installation()
    language = reward.staff.language if reward.staff else Language.ZH
    with speaking(language.value):
        company = config.company_name_en if language is Language.EN else config.company_name_zh
        to, number = named(reward.holder), reward.staff.number if reward.staff else ""
        if paper_of(reward.kind) is PaperKind.CERTIFICATE:
            reason = reward.citation.strip().rstrip("。.")[:LONGEST_REASON]
            honour = word(reward.ground)
            return CertificateFacts(
                company=company, to=to, to_number=number, reason=reason, honour=honour, signed=company
            )
        rows = [
            Row(name=_("Reward"), text=word(reward.kind)),
            Row(name=_("Rewarded for"), text=word(reward.ground)),
        ]
        if reward.amount_fen:
            rows.append(Row(name=_("Amount"), text=yuan(reward.amount_fen)))
        if reward.points:
            rows.append(Row(name=_("Points"), text=str(reward.points)))
        return NoticeFacts(
            company=company,
            title=_("On the reward for %(name)s", name=to),
            to=to,
            to_number=number,
            opening=(reward.citation,),
            rows=tuple(rows),
            closing=(_("May this encourage everybody. Thank you."),),
            signed=company,
        )


def paper_about(reward: Reward) -> Paper | None:
    """The paper that stands, if there is one."""
    return next((each for each in papers_about(reward.audit_name) if each.state is PaperState.VALID), None)


@blueprint.get("/<number>/paper.pdf")
@anyone
@sends_files
def paper(number: str) -> Response:
    """The paper, for whom it is and for who works on the reward; money may stand on it."""
    found = queries.find(viewer(), number)
    if found is None or not queries.sees_amount(viewer(), found):
        abort(404)
    return send_paper(paper_about(found) or abort(404))


@blueprint.post("/certificates/<int:year>")
@needs(Permission.REWARD_CHECK)
@commits
def certificates(year: int) -> Response:
    """All certificates of a year that stand, as one file."""
    try:
        made = bundle(
            queries.certificates_of(year),
            title=_("Certificates of %(year)s", year=year),
            by=viewer(),
            now=now(),
        )
    except Invalid as refused:
        none = refused.why == "required"
        flash(
            _("No certificate was given in this year.") if none else sentence_for_fault(refused.why), "warn"
        )
        return respond(redirect=url_for("rewards.index", year=year))
    return respond(redirect=url_for("papers.show", bundle_id=made.id))
