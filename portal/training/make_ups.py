"""Where somebody makes a missed session up, or a form to choose it (L-03)."""

from collections.abc import Mapping, Sequence

from wtforms import SelectField
from wtforms.validators import InputRequired

from models.clock import now
from models.training.queries.make_ups import made_up_in, offered
from models.training.rules.log import completed
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place
from web.forms import Form
from web.language import lazy
from web.language.filters import when


class MakeUpForm(Form):
    """In which session somebody makes up for a missed one."""

    session = SelectField(lazy("Make it up in"), validators=[InputRequired(lazy("Please choose one."))])

    def offer(self, coming: Sequence[TrainingSession]) -> None:
        """Offers these sessions."""
        self.session.choices = [(each.number, f"{each.title} · {when(each.starts_at)}") for each in coming]


def make_up_forms(
    session: TrainingSession, people: Sequence[Enrolment]
) -> Mapping[int, MakeUpForm | Enrolment]:
    """For everybody who has to make a logged session up, by the id of their seat: where they do, else a form
    to choose, which offers nothing where no session is coming. Two queries."""
    lacking = [each for each in people if each.place is Place.SEATED and not completed(session, each)]
    if session.open or not lacking:
        return {}
    done, coming = made_up_in(lacking), offered(session, now())
    found: dict[int, MakeUpForm | Enrolment] = dict(done)
    for each in lacking:
        if each.id not in found:
            form = MakeUpForm(None)
            form.offer(coming)
            form.session.id = f"make-up-{each.id}"
            found[each.id] = form
    return found
