"""Words for the knowledge base: where an article stands, and who reads it (K-01)."""

from models.knowledge.words import ArticleState, Reader, Site
from web.language import lazy
from web.words.registry import name

name(
    ArticleState,
    {
        ArticleState.DRAFT: lazy("Draft article"),
        ArticleState.PUBLISHED: lazy("Published"),
        ArticleState.RETIRED: lazy("Retired"),
    },
)
name(Reader, {Reader.STAFF: lazy("Staff only"), Reader.EVERYBODY: lazy("Customers too")})
name(Site, {Site.PORTAL: lazy("in the portal"), Site.PUBLIC: lazy("on the public site")})
