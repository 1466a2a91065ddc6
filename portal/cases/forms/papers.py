"""Files that come with a step: kept while the form is refused, so that nobody has to choose them twice."""

from datetime import datetime

from flask import request
from wtforms import MultipleFileField

from models.cases.tables import Case
from models.files.rules import accepted
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from portal.cases.forms.step import StepForm
from web.carried import carried, carry
from web.language import lazy
from web.language.filters import in_megabytes
from web.uploads import take_files


class PapersForm(StepForm):
    """A step's form with papers. Its view keeps refused files too (`commits_refusals`)."""

    papers = MultipleFileField(lazy("Papers"))
    takes_files = True
    in_megabytes = staticmethod(in_megabytes)

    def take_files(self, case: Case, by: Staff, now: datetime) -> bool:
        """Keeps what came with the form or was carried on; whether nothing was refused."""
        self.uploads = rules_at(now).uploads
        self._sent_as = f"{case.number}.{self.step}.{by.id}"
        kept = carried(request.form.getlist("carried"), self._sent_as, most=self.uploads.files)
        sent = request.files.getlist(self.papers.name)
        taken = take_files(sent, uploads=self.uploads, already=len(kept), by=by, now=now)
        self.kept = [*kept, *taken.files]
        self.papers.errors = [*self.papers.errors, *taken.refusals]
        return not taken.refusals

    def lose_files(self) -> None:
        """What was kept with this transaction is gone with it."""
        self.kept = []

    def prepare_files(self, now: datetime) -> None:
        """What may be chosen, before anything was."""
        self.uploads, self.kept, self._sent_as = rules_at(now).uploads, list[StoredFile](), ""

    @property
    def accept(self) -> str:
        return accepted(self.uploads.types)

    @property
    def file_limit(self) -> str:
        return in_megabytes(self.uploads.file_bytes)

    @property
    def carried(self) -> list[tuple[str, StoredFile]]:
        """Each kept file with the word by which the form carries it on."""
        return [(carry(file, self._sent_as), file) for file in self.kept]
