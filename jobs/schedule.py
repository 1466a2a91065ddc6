"""All that runs by itself, and how often. A new job adds its line here and nothing elsewhere."""

from datetime import timedelta

from jobs import (
    amendments,
    bodies,
    campaigns,
    hotline,
    improvement,
    inspections,
    knowledge,
    kpi,
    matters,
    monthly,
    reports,
    retention,
    revisits,
    rewards,
    support,
    training,
)
from jobs.deliver import deliver
from jobs.due_times import remind
from jobs.hotline_mail.fetch import fetch as empty_hotline_mailbox
from jobs.imports import work_on_imports
from jobs.job import Job
from jobs.learning import learn
from jobs.mailbox.fetch import fetch
from jobs.notices import notices
from jobs.papers import print_papers
from jobs.replays import work_on_replays
from jobs.sms.deliver import deliver_sms
from jobs.tidy import know_tables, sweep_files, sweep_imports, sweep_logins, sweep_runs, sweep_signs
from jobs.trail import check_trail, seal_events
from jobs.waiting import ask_again, stop_waiting
from web.language import lazy

SECONDS = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

WORK = (
    Job("notices", notices, 5 * SECONDS, lazy("gather what staff get by mail, one mail a person")),
    Job("deliver", deliver, 5 * SECONDS, lazy("send what waits in the outbox")),
    Job("deliver-sms", deliver_sms, 5 * SECONDS, lazy("send the SMS that wait in the outbox")),
    Job("reckon", amendments.reckon, MINUTE, lazy("reckon open clocks anew when new rules take effect")),
    Job("due-times", remind, MINUTE, lazy("remind before, on and after due times")),
    Job("support", support.remind, MINUTE, lazy("remind of requests for support, and put them higher")),
    Job("ask-again", ask_again, MINUTE, lazy("ask customers once more whose answer is missing")),
    Job("stop-waiting", stop_waiting, MINUTE, lazy("go on with cases that waited long enough")),
    Job("revisits-plan", revisits.plan, MINUTE, lazy("plan a revisit for each answered case")),
    Job("revisits-send", revisits.send, MINUTE, lazy("send revisit links, or go to the phone list")),
    Job("revisits-remind", revisits.remind, 10 * MINUTE, lazy("remind once of unanswered revisit links")),
    Job("revisits-hear", revisits.hear, MINUTE, lazy("take answers that customers left half-finished")),
    Job("revisits-fall-back", revisits.fall_back, 10 * MINUTE, lazy("go on from links to the phone list")),
    Job("revisits-announce", revisits.announce, 5 * MINUTE, lazy("tell callers in the morning whom to call")),
    Job("revisits-expire", revisits.expire, MINUTE, lazy("end revisits whose time or whose case is over")),
    Job("campaigns-prepare", campaigns.prepare, 2 * SECONDS, lazy("write down who was drawn for a survey")),
    Job("campaigns-send", campaigns.send, 10 * SECONDS, lazy("invite the next people to running surveys")),
    Job(
        "campaigns-follow",
        campaigns.follow,
        30 * SECONDS,
        lazy("note which invitations left or came back"),
    ),
    Job(
        "campaigns-remind",
        campaigns.remind,
        10 * SECONDS,
        lazy("remind who has not answered a survey"),
    ),
    Job("campaigns-end", campaigns.end, MINUTE, lazy("end surveys whose window is over")),
    Job("inspections-draw", inspections.draw, HOUR, lazy("draw last month's closed cases for inspection")),
    Job("inspections-note", inspections.note, 10 * MINUTE, lazy("hand failed inspections on")),
    Job("corrections", inspections.remind, MINUTE, lazy("remind of corrections, and put late ones higher")),
    Job(
        "inspections-late",
        inspections.remind_of_late,
        MINUTE,
        lazy("remind of late sheets, checks and objections"),
    ),
    Job(
        "supervision",
        inspections.remind_of_departments,
        MINUTE,
        lazy("remind of inspections of departments whose time has come"),
    ),
    Job("matters-look", matters.look, 10 * MINUTE, lazy("find what may call for accountability")),
    Job("matters-clocks", matters.keep_clocks, MINUTE, lazy("keep the times of accountability matters")),
    Job("reports-remind", reports.remind, HOUR, lazy("remind that a quarter is over and has no report")),
    Job("penalties", rewards.settle, MINUTE, lazy("put measures in force, and end those that were struck")),
    Job(
        "rewards-suggest",
        rewards.suggest,
        HOUR,
        lazy("suggest rewards from praise and cases that ended well"),
    ),
    Job("hotline-guard", hotline.guard, MINUTE, lazy("take hotline keys back from who may not hold them")),
    Job(
        "hotline-tell",
        hotline.tell,
        10 * MINUTE,
        lazy("tell hotline readers that something waits"),
    ),
    Job("hotline-lock", hotline.lock, MINUTE, lazy("lock hotline keys whose use is over")),
    Job("hotline-erase", hotline.erase, HOUR, lazy("erase hotline reports whose time is over")),
    Job("kpi-reckon", kpi.reckon, 10 * MINUTE, lazy("keep the key figures of open months")),
    Job("kpi-close", kpi.close, 10 * MINUTE, lazy("freeze the key figures of a month that is over")),
    Job("kpi-report", kpi.report, 10 * MINUTE, lazy("make the efficiency report for management")),
    Job("monthly-draft", monthly.draft, 10 * MINUTE, lazy("draft the report of a month that was frozen")),
    Job("monthly-remind", monthly.remind, MINUTE, lazy("remind of departments' monthly summaries")),
    Job("monthly-send", monthly.send, MINUTE, lazy("print approved monthly reports and send them")),
    Job("body-tasks", bodies.remind, MINUTE, lazy("remind of action items of meetings")),
    Job("talks", rewards.remind_of_talks, MINUTE, lazy("remind of late steps of talks with heads")),
    Job("improvement-look", improvement.look, HOUR, lazy("look once a week for what rises")),
    Job("improvement-remind", improvement.remind, HOUR, lazy("remind of improvements whose day has come")),
    Job("knowledge-reviews", knowledge.remind, HOUR, lazy("remind of articles whose review day has come")),
    Job("training-remind", training.remind, MINUTE, lazy("remind of training sessions that begin soon")),
    Job("training-needs", training.keep_needs, 5 * MINUTE, lazy("find who lacks required training")),
    Job("training-gaps", training.remind_of_gaps, HOUR, lazy("remind of required training that is lacking")),
    Job("training-certify", training.certify, MINUTE, lazy("issue certificates of training")),
    Job("learn", learn, MINUTE, lazy("learn from decisions for suggestions on like texts")),
    Job("imports", work_on_imports, 2 * SECONDS, lazy("read, check and carry out imports of feedback")),
    Job("replays", work_on_replays, 2 * SECONDS, lazy("replay drafts of the rules on past cases")),
    Job("papers-print", print_papers, 5 * SECONDS, lazy("print notices and certificates, each once")),
    Job("seal", seal_events, MINUTE, lazy("seal the audit trail")),
)
"""What people would otherwise do or wait for."""

INTAKE = (
    Job("mailbox", fetch, MINUTE, lazy("ask the mailbox, as often as the rulebook says")),
    Job("hotline-mail", empty_hotline_mailbox, 5 * MINUTE, lazy("seal what lies in the supervision mailbox")),
)
"""What comes in from outside, by the real clock alone."""

SWEEPS = (
    Job("sweep-logins", sweep_logins, DAY, lazy("forget logins that are over")),
    Job("sweep-files", sweep_files, DAY, lazy("forget files that nothing refers to")),
    Job("sweep-signs", sweep_signs, DAY, lazy("forget by what old cases are found as duplicates")),
    Job("sweep-imports", sweep_imports, DAY, lazy("forget files that nobody imported")),
    Job("expiry-ask", retention.ask, HOUR, lazy("ask before personal data go for the first time")),
    Job(
        "expire-cases",
        retention.expire,
        5 * MINUTE,
        lazy("take out personal data whose time is over, by night"),
    ),
    Job(
        "expired-again",
        retention.go_through,
        HOUR / 2,
        lazy("go through what was written of expired cases later, by night"),
    ),
    Job("sweep-runs", sweep_runs, DAY, lazy("forget old runs of jobs")),
    Job("know-tables", know_tables, DAY, lazy("let the database know how much its tables hold")),
    Job("check-trail", check_trail, DAY, lazy("check that nobody changed the audit trail")),
)
"""What tidies up and looks after things."""

JOBS = WORK + INTAKE + SWEEPS
BY_NAME = {job.name: job for job in JOBS}
