"""Sentences on cases that belong together: merged, separated again, linked (T-06)."""

from collections.abc import Callable, Mapping

from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import moment


def _merged(scene: Scene) -> Line:
    what = _("merged the case into %(number)s, which carries it on", number=scene.other("into"))
    return line(scene, "event", what)


def _merged_in(scene: Scene) -> Line:
    """With all that was said and sent there, for as long as the merge holds."""
    what = _("merged %(number)s into this case", number=scene.other("other"))
    joined = scene.joined.get(scene.facts["merge"])
    if joined is None:
        return line(scene, "event", what)
    case = joined.case
    parts = [
        (_("When"), case.happened_when),
        (_("Where"), case.happened_where),
        (_("Expected"), case.expected),
        *((moment(word.at), word.text) for word in joined.words),
    ]
    return line(
        scene,
        "customer",
        what,
        quote=case.problem,
        more=[(label, text) for label, text in parts if text],
        meta=_("received %(moment)s", moment=moment(case.received_at)),
        files=joined.attachments,
    )


def _separated(scene: Scene) -> Line:
    return line(scene, "warning", _("separated the case from %(number)s", number=scene.other("other")))


def _parted(scene: Scene) -> Line:
    return line(scene, "event", _("separated %(number)s from this case", number=scene.other("other")))


def _linked(scene: Scene) -> Line:
    return line(
        scene, "event", _("linked the case with %(number)s", number=scene.other("other")), secret=True
    )


def _unlinked(scene: Scene) -> Line:
    what = _("took the link with %(number)s away", number=scene.other("other"))
    return line(scene, "event", what, secret=True)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.merged": _merged,
    "case.merged_in": _merged_in,
    "case.separated": _separated,
    "case.parted": _parted,
    "case.linked": _linked,
    "case.unlinked": _unlinked,
}
