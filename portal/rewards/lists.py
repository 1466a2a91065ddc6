"""GET /portal/rewards, /all, /waiting: the honour roll, what one may see, what waits (C-04, C-05)."""

from collections.abc import Iterator, Sequence

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.conduct.queries import rewards as queries
from models.conduct.tables import RewardSuggestion
from models.conduct.words import RewardState
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.words import RewardKind
from portal.rewards.blueprint import blueprint
from portal.rewards.forms import ReasonForm
from web.access import anyone, needs, viewer
from web.downloads import as_file
from web.forms import PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook
from web.words import choices, word

WIDTHS = (14, 18, 18, 14, 20, 20, 20, 14, 10, 19, 19, 40)


class StateForm(PublicForm):
    """Which rewards are shown."""

    state = SelectField(lazy("State"), validators=[Optional()])

    def prepare(self) -> None:
        """Offers the states."""
        self.state.choices = [("", _("All states")), *choices(RewardState)]

    @property
    def states(self) -> tuple[RewardState, ...]:
        """The state chosen; none for all."""
        known = {each.value for each in RewardState}
        return (RewardState(self.state.data),) if self.state.data in known else ()


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """The honour roll of a year, open to everybody who works here."""
    years = queries.honour_years()
    this_year = local_day(now()).year
    wanted = request.args.get("year", type=int)
    year = wanted if wanted in years else next(iter(years), this_year)
    rows = queries.honour_roll(year)
    return page(
        "portal/rewards/index.html",
        rows=rows,
        year=year,
        years=years,
        bundles=viewer().may(Permission.REWARD_CHECK)
        and any(row.kind is RewardKind.CERTIFICATE for row in rows),
        tabs=tabs("rewards.index"),
    )


@blueprint.get("/all")
@anyone
def every() -> ResponseReturnValue:
    """All that the viewer may see: announced ones, and those that they nominated or work on."""
    form, shown = _form(), window((), default="", size=50)
    rows = queries.listing(viewer(), form.states, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/rewards/all.html",
        form=form,
        rows=rows,
        total=queries.count(viewer(), form.states),
        sees_amount=lambda reward: queries.sees_amount(viewer(), reward),
        shown=shown,
        address=address,
        tabs=tabs("rewards.every"),
    )


@blueprint.get("/all.xlsx")
@anyone
def export() -> Response:
    """Exactly what is shown, a row each; amounts are yuan, empty where the viewer may not read them."""
    heads = [
        _("Reference number"), _("State"), _("Reward"), _("Rewarded for"), _("Person"), _("Department"),
        _("Nominated by"), _("Amount in yuan"), _("Points"), _("Nominated"), _("Announced"),
        _("What is announced"),
    ]  # fmt: skip
    name = f"rewards-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(workbook(_("Rewards"), heads, WIDTHS, _cells(_form().states)), name)


@blueprint.get("/waiting")
@needs(Permission.REWARD_APPROVE, Permission.REWARD_CHECK)
def waiting() -> ResponseReturnValue:
    """What waits for the viewer, and what the system suggests."""
    found = queries.suggestions(viewer())
    return page(
        "portal/rewards/waiting.html",
        rows=queries.waiting_for(viewer(), now()),
        suggestions=found,
        opens=opens_cases(viewer()),
        dismissals=dismissals(found),
        at=now(),
        tabs=tabs("rewards.waiting"),
    )


def dismissals(
    suggestions: Sequence[RewardSuggestion], typed: ReasonForm | None = None, of: int = 0
) -> dict[int, ReasonForm]:
    """A form to dismiss each suggestion, by its id; `typed` is the one of the suggestion `of`."""
    forms = {each.id: ReasonForm(None) for each in suggestions}
    if typed is not None:
        forms[of] = typed
    for number, form in forms.items():
        form.reason.id = f"reason-{number}"
    return forms


def tabs(here: str) -> list[dict[str, object]]:
    """The pages of rewards that are open to the viewer."""
    found = [("rewards.index", _("Honour roll")), ("rewards.every", _("Rewards and nominations"))]
    if queries.decides_rewards(viewer()):
        found.append(("rewards.waiting", _("To decide")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]


def opens_cases(by: Staff) -> bool:
    """Whether somebody may open cases at all."""
    return by.may(Permission.CASE_READ_ALL) or by.may(Permission.CASE_READ_DEPARTMENT)


def _form() -> StateForm:
    form = StateForm(request.args)
    form.prepare()
    return form


def _cells(states: tuple[RewardState, ...]) -> Iterator[list[Cell]]:
    for row in queries.listing(viewer(), states, limit=None):
        amount = row.amount_fen / 100 if row.amount_fen and queries.sees_amount(viewer(), row) else ""
        yield [
            row.number,
            word(row.state),
            word(row.kind),
            word(row.ground),
            named(row.staff) if row.staff else "",
            named(row.department),
            named(row.nominated_by),
            amount,
            row.points,
            row.nominated_at,
            row.announced_at or "",
            row.citation or row.reason,
        ]
