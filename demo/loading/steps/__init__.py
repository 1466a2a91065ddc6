"""What each step of a story leaves in the database: the rows that its action leaves."""

from collections.abc import Mapping

from demo import story as tale
from demo.loading.chronicle import Teller
from demo.loading.steps import intake, outcome, revisits, work

STEPS: Mapping[type[tale.Step], Teller] = {
    tale.Registered: intake.registered,
    tale.Acknowledged: intake.acknowledged,
    tale.Triaged: intake.triaged,
    tale.Assigned: intake.assigned,
    tale.Planned: work.planned,
    tale.Noted: work.noted,
    tale.Met: work.met,
    tale.Contacted: work.contacted,
    tale.Added: work.added,
    tale.Pressed: work.pressed,
    tale.Nudged: work.nudged,
    tale.Paused: work.paused,
    tale.Resumed: work.resumed,
    tale.Resulted: outcome.resulted,
    tale.Reviewed: outcome.reviewed,
    tale.Told: outcome.told,
    tale.Confirmed: outcome.confirmed,
    tale.Reopened: outcome.reopened,
    tale.Withdrawn: outcome.withdrawn,
    tale.Closed: outcome.closed,
    tale.AnsweredOnTheSpot: outcome.answered_on_the_spot,
    tale.RevisitSent: revisits.revisit_sent,
    tale.RevisitReminded: revisits.revisit_reminded,
    tale.RevisitAttempted: revisits.revisit_attempted,
    tale.RevisitAnswered: revisits.revisit_answered,
}
