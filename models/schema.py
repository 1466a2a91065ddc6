"""Every table of the house, area after area: what migrations and tests go by. A new area adds its line."""

# ruff: noqa: F401, I001  (imported for their tables, in the order of the areas)
import models.events.tables
import models.people.tables
import models.rulebook.tables
import models.products.tables
import models.customers.tables
import models.outbox.tables
import models.duty.tables
import models.files.tables
import models.jobs.tables
import models.cases.tables
import models.support.tables
import models.imports.tables
import models.mailbox.tables
import models.amendments.tables
import models.surveys.tables
import models.revisits.tables
import models.campaigns.tables
import models.reports.tables
import models.papers.tables
import models.accountability.tables
import models.inspection.tables
import models.conduct.tables
import models.library.tables
import models.knowledge.tables
import models.improvement.tables
import models.training.tables
import models.hotline.tables
import models.kpi.tables
import models.bodies.tables
import models.monthly.tables
import models.supervision.tables
import models.personal.tables
from models.db import Base

metadata = Base.metadata
