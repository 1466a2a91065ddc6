"""Response rates: what became of everybody who was to be asked (S-06). Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dispositions:
    """What became of each person of the sample, in one case each.

    The American Association for Public Opinion Research, Standard Definitions: Final Dispositions of Case
    Codes and Outcome Rates for Surveys, 10th edition (2023). A person who was drawn and not asked (a contact
    limit, no means) counts as eligible: leaving them out would flatter the rate.
    """

    complete: int = 0
    """I: answered to the end."""
    partial: int = 0
    """P: answered at least one question, and left."""
    refused: int = 0
    """R: did not want to."""
    not_reached: int = 0
    """NC: was asked or called in vain."""
    not_asked: int = 0
    """O: eligible, and for a reason of ours never asked."""
    waiting: int = 0
    """NC while it lasts: the window is still open, an answer may yet come."""
    undelivered: int = 0
    """U: mail, message or number led to nobody, so whether they are eligible is not known."""
    ineligible: int = 0
    """Not part of the sample in the end, such as a case that went another way before we asked."""

    @property
    def eligible(self) -> int:
        """Everybody who was to be asked, those included of whom we do not know: the base of RR1 and RR2."""
        return self._known + self.undelivered

    @property
    def _known(self) -> int:
        return self.complete + self.partial + self.refused + self.not_reached + self.not_asked + self.waiting

    @property
    def estimated_eligible(self) -> float:
        """e: the part of the undelivered taken as eligible, as large as among those of whom we know.

        The proportional allocation of the Standard Definitions (the CASRO method).
        """
        sure = self._known + self.ineligible
        return self._known / sure if sure else 1.0

    @property
    def rr1(self) -> float | None:
        """The minimum response rate: complete answers ÷ all eligible. None over nobody."""
        return _rate(self.complete, self.eligible)

    @property
    def rr2(self) -> float | None:
        """As RR1, partial answers counted as answers."""
        return _rate(self.complete + self.partial, self.eligible)

    @property
    def rr3(self) -> float | None:
        """As RR1, of the undelivered only the part that is estimated to be eligible."""
        return _rate(self.complete, self._known + self.estimated_eligible * self.undelivered)

    @property
    def rr4(self) -> float | None:
        """As RR3, partial answers counted as answers."""
        return _rate(self.complete + self.partial, self._known + self.estimated_eligible * self.undelivered)

    @property
    def rr5(self) -> float | None:
        """As RR1, without the undelivered: the largest that may be called a response rate."""
        return _rate(self.complete, self._known)

    @property
    def rr6(self) -> float | None:
        """As RR5, partial answers counted as answers."""
        return _rate(self.complete + self.partial, self._known)


def _rate(answers: int, of: float) -> float | None:
    return answers / of if of else None
