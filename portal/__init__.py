"""The internal site: one package an area. A new area is added to the list below."""

from portal.account import logins, password, second_factor
from portal.account import views as account
from portal.amendments import blueprint as amendments
from portal.bodies import blueprint as bodies
from portal.campaigns import blueprint as campaigns
from portal.cases import blueprint as cases
from portal.channels import blueprint as channels
from portal.compensations import blueprint as compensations
from portal.copies import blueprint as copies
from portal.day import blueprint as day
from portal.department_files import blueprint as department_files
from portal.duty import blueprint as duty
from portal.forgetting import blueprint as forgetting
from portal.gallery import views as gallery
from portal.hotline import blueprint as hotline
from portal.hotline_intake import blueprint as hotline_intake
from portal.imports import blueprint as imports
from portal.improvement import blueprint as improvement
from portal.inspections import blueprint as inspections
from portal.jobs import blueprint as jobs
from portal.knowledge import blueprint as knowledge
from portal.kpi import blueprint as kpi
from portal.library import blueprint as library
from portal.login import views as login
from portal.mailbox import blueprint as mailbox
from portal.matters import blueprint as matters
from portal.monthly import blueprint as monthly
from portal.notices import blueprint as notices
from portal.outbox import blueprint as outbox
from portal.papers import blueprint as papers
from portal.payroll import blueprint as payroll
from portal.people import blueprint as people
from portal.people import changes, departments
from portal.people import views as people_views
from portal.points import blueprint as points
from portal.products import blueprint as products
from portal.questionnaires import blueprint as questionnaires
from portal.reports import blueprint as reports
from portal.results import blueprint as results
from portal.retention import blueprint as retention
from portal.revisits import blueprint as revisits
from portal.rewards import blueprint as rewards
from portal.rulebook import blueprint as rulebook
from portal.search import blueprint as search
from portal.staff_files import blueprint as staff_files
from portal.suggestions import blueprint as suggestions
from portal.supervision import blueprint as supervision
from portal.support import blueprint as support
from portal.trail import blueprint as trail
from portal.training import blueprint as training
from web.site import Site

# Modules whose views join the blueprint of their area.
__all__ = ["changes", "departments", "logins", "password", "people_views", "second_factor", "site"]

site = Site(
    "portal",
    public=False,
    blueprints=(
        login.blueprint,
        account.blueprint,
        day,
        cases,
        channels,
        hotline_intake,
        imports,
        inspections,
        people.people,
        people.departments,
        products,
        revisits,
        campaigns,
        results,
        reports,
        papers,
        matters,
        kpi,
        supervision,
        support,
        duty,
        rewards,
        library,
        search,
        bodies,
        monthly,
        improvement,
        knowledge,
        copies,
        forgetting,
        retention,
        points,
        payroll,
        staff_files,
        hotline,
        department_files,
        training,
        mailbox,
        compensations,
        questionnaires,
        rulebook,
        amendments,
        suggestions,
        outbox,
        trail,
        jobs,
        notices,
        gallery.blueprint,
    ),
)
