"""The forms around cases that belong together: merge, separate, link, take a link away (T-06)."""

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from models.cases import queries
from models.cases.rules.belonging import differ, leads_on
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.rulebook.words import MessageKind
from portal.cases.forms.step import StepForm
from web.forms import Line, Paragraph
from web.language import _, lazy
from web.language.filters import day
from web.words import word

LONG = 5000
REASON = 1000
NUMBER = 24
CHOOSE = InputRequired(lazy("Please choose one."))


class MergeForm(StepForm):
    """Offers the open cases of the same customer.

    `unlike` are those told of with another telephone or mail address, `untold` all whose link the customer
    will not get; `means` is how the customer is written to, None for who is to be called if at all.
    """

    step = Step.MERGE

    number = RadioField(lazy("Which case carries it on"), validators=[CHOOSE])
    reason = Line(lazy("Why it is the same matter"), most=REASON)

    @property
    def nothing_to_choose(self) -> bool:
        return not self.number.choices

    def prepare(self, case: Case, standing: Standing) -> None:
        cases = queries.related(case, standing.staff).to_merge
        self.number.choices = [(each.number, _offered(each)) for each in cases]
        self.unlike = [each.number for each in cases if differ(case, each)]
        self.untold = [each.number for each in cases if not leads_on(case, each)]
        self.means = queries.usual_means(case, MessageKind.MERGED)
        self.to_call = self.means is None and bool(case.contact_phone)


def _offered(case: Case) -> str:
    return _(
        "%(number)s · %(title)s · %(state)s, received %(day)s",
        number=case.number,
        title=case.title,
        state=word(case.state),
        day=day(case.received_at),
    )


class SeparationForm(StepForm):
    step = Step.SEPARATION

    reason = Line(lazy("Why it is another matter"), most=REASON, required=True)
    words = Paragraph(lazy("What the customer is told"), most=LONG, required=True)
    to_call = False
    """Whether the customer can be told by telephone alone."""

    def prepare(self, case: Case, standing: Standing) -> None:
        means = queries.usual_means(case, MessageKind.PROGRESS)
        self.to_call = means is None and bool(case.contact_phone)


class LinkForm(StepForm):
    step = Step.LINK

    number = Line(lazy("Number of the other case"), most=NUMBER, required=True)
    reason = Line(lazy("What they have to do with each other"), most=REASON, required=True)


class LinkEndForm(StepForm):
    """Offers the linked cases that this person may see."""

    step = Step.LINK_END

    number = SelectField(lazy("Which link"), validators=[CHOOSE])
    reason = Line(lazy("Why it is taken away"), most=REASON, required=True)

    @property
    def nothing_to_choose(self) -> bool:
        return not self.number.choices

    def prepare(self, case: Case, standing: Standing) -> None:
        self.number.choices = [
            (other.number, f"{other.number} · {other.title}")
            for other, _link in queries.related(case, standing.staff).linked
        ]
