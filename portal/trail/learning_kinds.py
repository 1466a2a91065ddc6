"""What each kind of event of library, improvement and knowledge says; see `portal/trail/kinds.py` (X-02)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

LEARNING: Mapping[str, LazyString] = {
    "library.nominated": lazy("nominated the case for the library"),
    "library.cleaned": lazy("confirmed what personal data is taken out"),
    "library.written": lazy("wrote up the typical case"),
    "library.submitted": lazy("handed the typical case in for review"),
    "library.published": lazy("put the typical case into the library"),
    "library.returned": lazy("sent the typical case back"),
    "library.version_written": lazy("wrote a new version of the typical case"),
    "library.version_submitted": lazy("handed a new version of the typical case in for review"),
    "library.version_published": lazy("put a new version of the typical case into the library"),
    "library.version_returned": lazy("sent the new version of the typical case back"),
    "library.version_dropped": lazy("dropped the new version of the typical case"),
    "library.withdrawn": lazy("withdrew the typical case"),
    "library.forgotten": lazy("emptied the typical case, as its customer was forgotten"),
    "library.commented": lazy("commented on the typical case"),
    "library.comment_removed": lazy("took a comment away"),
    "improvement.raised": lazy("raised something to make better"),
    "improvement.voice_added": lazy("added a customer who raised the same"),
    "improvement.voices_added": lazy("added the customers of the cause"),
    "improvement.taken_up": lazy("took the improvement up"),
    "improvement.changed": lazy("gave the improvement another owner, day or measure"),
    "improvement.declined": lazy("did not take the suggestion up"),
    "improvement.done": lazy("finished the improvement; the customers were told"),
    "improvement.concluded": lazy("stated what the improvement did"),
    "improvement.rewarded": lazy("nominated who suggested it for a reward"),
    "improvement.looked": lazy("looked for what rises"),
    "article.written": lazy("wrote the article"),
    "article.published": lazy("published the article"),
    "article.confirmed": lazy("confirmed that the article is still true"),
    "article.retired": lazy("retired the article"),
    "knowledge_gap.ended": lazy("took care of a gap in the knowledge base"),
}
