"""What the customer said, read from the one page on which a caller writes it down."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from models.errors import Invalid
from models.surveys.document import Document, FreeText, Question
from models.surveys.rules.answers import Answer, answer_of
from models.surveys.rules.screens import path, possible
from web.questions import complaint, given


@dataclass
class Spoken:
    """Answers by question, words that were refused, and what is wrong, by question too."""

    answers: dict[str, Answer] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def shown(self, document: Document) -> tuple[Question, ...]:
        """The questions that belong on the page: those on the way, and those that may still come."""
        decided = {code: answer for code, answer in self.answers.items() if not answer.passed_over}
        return possible(document, decided)


def read(document: Document, form: MultiDict[str, str], *, final: bool) -> Spoken:
    """Reads every question. While the call goes on gaps are no fault; `final` asks for all on the way."""
    spoken = Spoken()
    gaps: dict[str, str] = {}
    for question in document.questions:
        try:
            spoken.answers[question.code] = answer_of(question, given(question, form, question.code))
        except Invalid as refused:
            said = complaint(question, refused.why)
            (gaps if refused.why == "required" else spoken.faults)[question.code] = said
            if isinstance(question, FreeText):
                spoken.typed[question.code] = form.get(question.code, "")
    if final:
        way = {question.code for question in path(document, spoken.answers)}
        spoken.faults |= {code: said for code, said in gaps.items() if code in way}
        spoken.faults = {code: said for code, said in spoken.faults.items() if code in way}
    return spoken
