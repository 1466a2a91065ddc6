"""What stands on the certificate of a training (L-04)."""

from models.errors import SetupError
from models.papers.document import CertificateFacts
from models.people.tables import Language
from models.training.queries.needs import need_with
from models.training.tables import TrainingNeed
from web.context import installation
from web.language import _, speaking
from web.language.filters import day, named

LONGEST = 40


def certificate_of(need_id: int) -> CertificateFacts:
    """The words of the certificate, in the language of who gets it. Raises SetupError for a need that no
    requirement asks for."""
    need = need_with(need_id)
    if need is None or need.requirement is None:
        raise SetupError("only a requirement brings a certificate")
    config, person = installation(), need.staff
    with speaking(person.language):
        english = person.language is Language.EN
        company = config.company_name_en if english else config.company_name_zh
        valid = _("; it counts until %(day)s", day=day(need.valid_until)) if need.valid_until else ""
        return CertificateFacts(
            company=company,
            to=named(person),
            to_number=person.number,
            reason=_reason(need, need.requirement.title) + valid,
            honour=need.requirement.title[:LONGEST],
            heading=_("Certificate of Training"),
            signed=company,
        )


def _reason(need: TrainingNeed, title: str) -> str:
    """Passed is said only where something was assessed."""
    if need.met_by is not None and need.met_by.passed:
        return _("Took part in “%(title)s” and passed", title=title)
    return _("Took part in “%(title)s”", title=title)
