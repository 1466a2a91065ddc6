"""The reporter's forms: the report, the code, what is added later."""

from typing import Any

from wtforms import BooleanField, HiddenField, MultipleFileField
from wtforms.validators import ValidationError

from models.hotline.rules.content import MOST_TEXT
from survey.fields import Needed, uncut
from web.forms import Line, Paragraph, PublicForm, Undamaged
from web.language import _, lazy
from web.reporting.fields import ReportFields


class ReportForm(ReportFields, PublicForm):
    """A report that somebody makes themselves."""

    website = Line(lazy("Leave this empty"))

    class Meta(PublicForm.Meta):
        pass

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.kind.validators = [Needed(lazy("Please choose what it is about."))]
        self.kind.flags.required = True
        uncut(self)

    def validate_website(self, field: Line) -> None:
        """People do not see this field; robots fill it in."""
        if field.data:
            raise ValidationError(_("Please empty this field: it is there to keep robots out."))


class CodeForm(PublicForm):
    """The receipt code, as somebody types it."""

    code = Line(lazy("Your receipt code"), Undamaged(), most=200, required=True)
    words = HiddenField(filters=[lambda text: (text or "")[:MOST_TEXT]])
    """What was typed when the quarter of an hour ended; the page itself carries it, nothing is stored."""
    punished = HiddenField()

    def unsent(self) -> "WordsForm | None":
        """The form of words as it was typed, to be sent now; None where nothing was."""
        if not self.words.data:
            return None
        return WordsForm(formdata=None, data={"text": self.words.data, "punished": bool(self.punished.data)})


class WordsForm(PublicForm):
    """Words that are added to a report."""

    token = HiddenField()
    text = Paragraph(lazy("Your words"), most=MOST_TEXT, required=True)
    punished = BooleanField(lazy("This is about being punished for my report"))


class FilesForm(PublicForm):
    """Files that are added to a report."""

    token = HiddenField()
    files = MultipleFileField(lazy("Photos, documents, recordings"))
    uncleaned = BooleanField(lazy("Send files all the same that cannot be cleaned"))
