"""All that runs by itself, and how often. A new job adds its line here and nothing elsewhere."""

from datetime import timedelta

from jobs import revisits
from jobs.deliver import deliver
from jobs.due_times import remind
from jobs.job import Job
from jobs.mailbox.fetch import fetch
from jobs.tidy import sweep_files, sweep_logins, sweep_runs
from jobs.trail import seal_events

SECONDS = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

WORK = (
    Job("deliver", deliver, 5 * SECONDS, "send what waits in the outbox"),
    Job("due-times", remind, MINUTE, "remind before, on and after due times"),
    Job("revisits-plan", revisits.plan, MINUTE, "plan a revisit for each answered case"),
    Job("revisits-send", revisits.send, MINUTE, "send revisit links, or put customers on the phone list"),
    Job("revisits-remind", revisits.remind, 10 * MINUTE, "remind once of unanswered revisit links"),
    Job("revisits-fall-back", revisits.fall_back, 10 * MINUTE, "go on from links to the phone list"),
    Job("revisits-expire", revisits.expire, MINUTE, "end revisits whose time or whose case is over"),
    Job("seal", seal_events, MINUTE, "seal the audit trail"),
)
"""What people would otherwise do or wait for."""

INTAKE = (Job("mailbox", fetch, MINUTE, "ask the mailbox for mail, as often as the rulebook says"),)
"""What comes in from outside, by the real clock alone."""

SWEEPS = (
    Job("sweep-logins", sweep_logins, DAY, "forget logins that are over"),
    Job("sweep-files", sweep_files, DAY, "forget files that nothing refers to"),
    Job("sweep-runs", sweep_runs, DAY, "forget old runs of jobs"),
)
"""What only tidies up."""

JOBS = WORK + INTAKE + SWEEPS
BY_NAME = {job.name: job for job in JOBS}
