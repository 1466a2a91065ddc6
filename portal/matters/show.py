"""GET /portal/matters/<number>, its files and papers: one matter, for each who has a part in it (A-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from models.accountability import queries
from models.accountability.queries import Standing
from models.accountability.queries.due_people import concern_of, free_for
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import row_for
from models.accountability.tables import Matter
from models.accountability.words import Duty, FilePart
from models.cases.queries import opened_of
from models.clock import local_day, now
from models.papers.queries import papers_about
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from models.rulebook.queries import conduct_at, conduct_of
from portal.amendments.conduct import measure_text as range_text
from portal.cases.files import KINDS, size
from portal.matters import forms
from portal.matters.blueprint import blueprint
from portal.matters.due import left
from portal.matters.evidence import told
from portal.matters.letters import measure_text, mitigations_text
from portal.matters.words import TONES
from portal.trail.story import story
from web.access import anyone, viewer
from web.downloads import download, sends_files
from web.fragments import page
from web.language import lazy
from web.language.filters import named, titled
from web.papers import send_paper

TEMPLATE = "portal/matters/show.html"


@dataclass(frozen=True)
class Act:
    """A step as the page offers it: its address ends with `name`."""

    name: str
    form: type[forms.VerbForm]
    title: LazyString
    button: LazyString
    hint: LazyString | str = ""
    danger: bool = False


ACTS: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act(
            "notice",
            forms.PlainForm,
            lazy("Give notice"),
            lazy("Give notice to the person"),
            lazy("A paper is issued. From now on the person sees the matter, its evidence and its times."),
        ),
        Act(
            "statement",
            forms.FilesForm,
            lazy("Your statement"),
            lazy("Hand in the statement"),
            lazy("What do you have to say? You can hand it in once. Nothing is held to be proven."),
        ),
        Act(
            "investigation",
            forms.TextForm,
            lazy("End the investigation"),
            lazy("End the investigation"),
            lazy("What the investigation came to. No evidence is added after that."),
        ),
        Act("finding", forms.FindingForm, lazy("Make the finding"), lazy("Make the finding")),
        Act(
            "proposal",
            forms.ProposalForm,
            lazy("Propose measures"),
            lazy("Propose"),
            lazy(
                "None where nothing was found."
                " Outside the scale it needs a reason, and the leading group decides."
            ),
        ),
        Act(
            "decision", forms.TextForm, lazy("Decide as proposed"), lazy("Decide"), lazy("A paper is issued.")
        ),
        Act("return", forms.ReasonForm, lazy("Return the proposal"), lazy("Return it")),
        Act(
            "receipt",
            forms.PlainForm,
            lazy("Acknowledge the decision"),
            lazy("I have received the decision"),
            lazy("This says that you received it, not that you agree. Your time to appeal starts."),
        ),
        Act(
            "refusal",
            forms.RefusalForm,
            lazy("Delivery was refused"),
            lazy("Record the refusal"),
            lazy("The person did not take the decision, and a witness saw it."),
        ),
        Act(
            "appeal",
            forms.FilesForm,
            lazy("Appeal"),
            lazy("Appeal"),
            lazy("Somebody who had no part in the matter hears it. Nothing becomes heavier."),
        ),
        Act("hearing", forms.HearingForm, lazy("Decide on the appeal"), lazy("Decide on the appeal")),
        Act(
            "investigator",
            forms.InvestigatorForm,
            lazy("Name the investigator"),
            lazy("Name the investigator"),
        ),
        Act(
            "evidence", forms.EvidenceForm, lazy("Add evidence"), lazy("Add"), lazy("The person sees it too.")
        ),
        Act(
            "withdrawal",
            forms.ReasonForm,
            lazy("Withdraw the matter"),
            lazy("Withdraw the matter"),
            lazy("Nothing comes of it; the reason stays in the records."),
            danger=True,
        ),
    )
}
OF_VERBS: Mapping[Verb, str] = {
    Verb.NOTIFY: "notice",
    Verb.STATE: "statement",
    Verb.CLOSE_INVESTIGATION: "investigation",
    Verb.FIND: "finding",
    Verb.PROPOSE: "proposal",
    Verb.DECIDE: "decision",
    Verb.RETURN: "return",
    Verb.APPEAL: "appeal",
    Verb.HEAR: "hearing",
    Verb.WITHDRAW: "withdrawal",
}


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """The facts, the evidence, every step with its time, and what the viewer may do next."""
    return page(TEMPLATE, **screen(matter_or_404(number)))


@blueprint.get("/<number>/files/<int:file_id>")
@sends_files
@anyone
def file(number: str, file_id: int) -> Response:
    """A file of the matter, to whoever may see the matter."""
    found = next((each for each in matter_or_404(number).files if each.file_id == file_id), None)
    return download(found.file if found else abort(404), inline=True)


@blueprint.get("/<number>/papers/<int:paper_id>")
@sends_files
@anyone
def paper(number: str, paper_id: int) -> Response:
    """A paper of the matter, to whoever may see the matter."""
    papers = papers_about(matter_or_404(number).audit_name)
    found = next((each for each in papers if each.id == paper_id), None)
    return send_paper(found or abort(404))


def matter_or_404(number: str) -> Matter:
    """The matter, for who has a part in it; the person concerned from the notice on."""
    found = queries.find(viewer(), number, local_day(now()))
    if found is None or (found.person_id == viewer().id and found.notified_at is None):
        abort(404)
    return found


def open_acts(stands: Standing, matter: Matter) -> list[str]:
    """What the viewer may do now, the likeliest first."""
    found = [OF_VERBS[verb] for verb in stands.verbs if verb in OF_VERBS]
    if Verb.DELIVER in stands.verbs:
        found.append("receipt" if stands.concerned else "refusal")
    if stands.names_investigator and not stands.concerned:
        found.insert(0 if matter.investigator_id is None else len(found), "investigator")
    if stands.adds_evidence:
        found.append("evidence")
    return sorted(found, key=lambda name: name in LAST)


def empty_form(name: str, matter: Matter, by: Staff, *, typed: Any = None) -> forms.VerbForm:
    """The form of a step, as it is offered or as it was sent."""
    form = ACTS[name].form(typed, prefix=f"{name}-", data={"version": matter.version})
    form.prepare(matter, by, now())
    if isinstance(form, forms.InvestigatorForm):
        form.offer(_investigators(matter))
    if isinstance(form, forms.ProposalForm):
        form.offer(conduct_at(now()).legal)
    return form


def screen(matter: Matter, *, sent: str = "", form: forms.VerbForm | None = None) -> dict[str, Any]:
    """Everything that the page shows; `form` is what was sent for the step `sent` and refused."""
    by, at = viewer(), now()
    stands = queries.standing(matter, by, local_day(at), now=at)
    acts = open_acts(stands, matter)
    if form is not None and sent not in acts:
        acts.append(sent)  # refused for its time: what was typed stays to be read
    offered = [(ACTS[name], form if form and name == sent else empty_form(name, matter, by)) for name in acts]
    rules, finding = conduct_of(matter.rulebook_id), matter.finding
    row = (
        row_for(rules, matter.kind, finding.severity, finding.times) if finding and finding.severity else None
    )
    return {
        "matter": matter,
        "opens_case": bool(matter.case and opened_of(viewer(), {matter.case.number})),
        "stands": stands,
        "offered": offered,
        "sent": sent,
        "left": left(matter.steps, at),
        "tone": TONES[matter.state],
        "evidence": _evidence(matter),
        "files": {part.value: _files(matter, part) for part in FilePart},
        "papers": papers_about(matter.audit_name),
        "scale": [range_text(each.model_dump()) for each in row.measures] if row else [],
        "measure_text": measure_text,
        "mitigations": mitigations_text(finding.mitigations) if finding else "",
        "names": _names(matter),
        "story": story(matter.audit_name),
        "url_of": lambda name: url_for(f"matters.{ENDPOINTS[name]}", number=matter.number),
    }


LAST = ("return", "withdrawal")
"""What is offered after everything else."""
ENDPOINTS: Mapping[str, str] = {name: "send_back" if name == "return" else name for name in ACTS}


def _evidence(matter: Matter) -> list[tuple[Any, Any]]:
    known = iter(told((each.name for each in matter.evidence if each.name), viewer()))
    return [(each, next(known) if each.name else None) for each in matter.evidence]


def _files(matter: Matter, part: FilePart) -> list[dict[str, str]]:
    return [
        {
            "name": each.file.name,
            "url": url_for("matters.file", number=matter.number, file_id=each.file_id),
            "size": size(each.file.size),
            "kind": KINDS.get(each.file.media_type, each.file.media_type.partition("/")[0]),
        }
        for each in matter.files
        if each.part is part
    ]


def _investigators(matter: Matter) -> list[tuple[str, str]]:
    day = local_day(now())
    people = staff_with_ids(free_for(Duty.INVESTIGATE, concern_of(matter, day), day))
    shown = sorted(people.values(), key=lambda person: person.number)
    return [(str(each.id), " · ".join(filter(None, (named(each), titled(each))))) for each in shown]


def _names(matter: Matter) -> dict[int, str]:
    decision, delivery, made = matter.decision, matter.delivery, matter.appeal
    ids = {
        decision.by_id if decision else None,
        delivery.witness_id if delivery else None,
        made.heard_by_id if made else None,
        *(each.by_id for each in matter.proposals),
        *(each.returned_by_id for each in matter.proposals),
        *(each.by_id for each in matter.evidence),
    }
    people = staff_with_ids({each for each in ids if each is not None})
    return {key: named(person) for key, person in people.items()}
