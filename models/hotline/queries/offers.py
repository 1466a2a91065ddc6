"""What the reader of a report may do with it now, as the screens of the desk ask (W-05 … W-10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.hotline.queries.identity import asked_of, asked_request, partners
from models.hotline.queries.reading import Entry, Thread
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.clocks import BEFORE_TOLD
from models.hotline.rules.doors import ENDED, HELD, Verb, possible
from models.hotline.rules.second import proposed_reward, unread_summaries
from models.hotline.words import EntryKind, ReportState


@dataclass(frozen=True)
class Desk:
    """A report as its reader has it open. Actions ask the same rules again; this says what to offer."""

    thread: Thread
    access: Access
    holder: KeyHolder

    @property
    def open(self) -> bool:
        """Whether anything is still added to it."""
        return self.thread.report.state not in ENDED

    @property
    def held(self) -> bool:
        """Whether somebody may have to answer for it, and its reporter be rewarded (W-06, W-10)."""
        return self.open and self.thread.report.conclusion in HELD

    @property
    def written_to(self) -> bool:
        """Whether the reporter wrote and nobody answered; the first words are acknowledged instead."""
        report = self.thread.report
        return self.open and report.waits and report.state is not ReportState.RECEIVED

    @property
    def extendable(self) -> bool:
        """Whether its limit can be moved: once, before the outcome is told."""
        report = self.thread.report
        return report.state in BEFORE_TOLD and not report.extended

    @property
    def asks_for_identity(self) -> bool:
        """Whether who reported can be asked for: a name is there, nobody asks, another reader could agree."""
        report, first = self.thread.report, self.thread.of(EntryKind.REPORT)[0]
        if not self.open or not first.content.data.get("named") or asked_request(report.id) is not None:
            return False
        return bool(partners(report.id, self.holder.keeper_id))

    @property
    def asked_for_identity(self) -> bool:
        """Whether another reader waits for this one's word on opening who reported (W-07)."""
        return asked_of(self.thread.report.id, self.holder.keeper_id) is not None

    @property
    def reward(self) -> Entry | None:
        """A reward that is proposed and not settled."""
        found = proposed_reward(self.thread.texts) if self.open else None
        return self._at(found[0]) if found else None

    @property
    def grants_reward(self) -> bool:
        """Whether this reader may grant it: somebody else proposed it."""
        return self.reward is not None and self.reward.content.staff_id != self.access.staff_id

    @property
    def summary(self) -> Entry | None:
        """A summary of somebody else's that waits for a second reader."""
        waiting = unread_summaries(self.thread.texts).items()
        places = (place for place, content in waiting if content.staff_id != self.access.staff_id)
        place = next(places, None)
        return self._at(place) if place is not None else None

    @property
    def open_tasks(self) -> list[Entry]:
        """Tasks that are not done."""
        done = {entry.content.data["task"] for entry in self.thread.of(EntryKind.TASK_DONE)}
        return [entry for entry in self.thread.of(EntryKind.TASK) if entry.position not in done]

    def _at(self, place: int) -> Entry:
        return next(entry for entry in self.thread.entries if entry.position == place)

    def takes(self, verb: Verb) -> bool:
        """Whether the report waits for this step of its way."""
        return verb in possible(self.thread.report.state)


def task_words(thread: Thread) -> Mapping[int, str]:
    """What each task says, by its place in the report."""
    return {entry.position: entry.content.text for entry in thread.of(EntryKind.TASK)}
