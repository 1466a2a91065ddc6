"""Why a step on a draft is refused, in the reader's words."""

from web.errors import fault
from web.language import lazy

fault("unfinished", lazy("It is not finished yet: see what is listed under the checks."))
fault("as_published", lazy("Nothing differs from the version that is published."))
fault("no_publisher", lazy("Nobody else may publish questionnaires. Ask an administrator to give the role."))
fault("code_form", lazy("Write a code with small letters, digits and _, a letter first."))
