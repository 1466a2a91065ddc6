"""The public site: one package a topic. New topics are added to the list below."""

from survey import answer, hotline, track
from survey.feedback import views as feedback
from survey.help import views as help_pages
from survey.hooks import receipts as hooks
from survey.open import views as open_surveys
from survey.results import views as results
from survey.start import views as start
from survey.track import short
from survey.verify import views as verify
from web.site import Site

site = Site(
    "survey",
    public=True,
    blueprints=(
        start.blueprint,
        feedback.blueprint,
        track.blueprint,
        short.blueprint,
        answer.blueprint,
        open_surveys.blueprint,
        hooks.blueprint,
        results.blueprint,
        hotline.blueprint,
        help_pages.blueprint,
        verify.blueprint,
    ),
)
