"""The forms of keys: setting one up, unlocking, changing the passphrase, recovering it (W-03)."""

from wtforms import PasswordField
from wtforms.validators import EqualTo, Length

from models.hotline.rules.passphrases import LONGEST
from web.errors import fault, refusal
from web.forms import Form, Line, Required
from web.language import lazy

fault("passphrase_short", lazy("Use 14 signs or more; eight Chinese characters are enough."))
fault("passphrase_long", lazy("Use at most 256 signs."))
fault("passphrase_plain", lazy("That is too easily guessed: take several words that do not belong together."))
fault("passphrase_personal", lazy("Leave out your own name, login and number."))
fault("sheet_damaged", lazy("That is not what is on a sheet: check it sign by sign."))
fault("sheet_wrong", lazy("These sheets are not those of this key. Both have to be typed in again."))
fault("last_reader", lazy("Nobody else reads this report: hand it over instead."))
fault("no_second", lazy("Nobody else has the other half. It can be dealt anew when the reporter comes back."))
fault("not_confirmed", lazy("First say whom the report is about: readers in conflict are taken off then."))
fault("too_like", lazy("This repeats words that the reporter used. Say it in words of your own."))
fault("over_the_most", lazy("This is more than the rulebook allows."))
fault(
    "hotline_no_keys",
    lazy("No supervisor has set up a key yet, so nothing can be sealed. Please call us, or try again later."),
)
fault(
    "hotline_nobody_free",
    lazy(
        "Everybody who could read this report is named in it, or stands close to somebody who is named. "
        "Take out names that are not needed, or say what they do instead."
    ),
)
refusal(
    "conflict", lazy("This person may not read the report: they hold no key, or are in conflict with it.")
)
refusal("own_work", lazy("A second person has to do this."))
refusal("second_factor", lazy("The hotline needs a second factor: set one up in your account first."))


class PassphraseForm(Form):
    """A passphrase that is known already."""

    passphrase = PasswordField(lazy("Hotline passphrase"), validators=[Required(), Length(max=4 * LONGEST)])


class NewPassphraseForm(Form):
    """A new passphrase, typed twice."""

    passphrase = PasswordField(
        lazy("New hotline passphrase"), validators=[Required(), Length(max=4 * LONGEST)]
    )
    again = PasswordField(
        lazy("The same once more"),
        validators=[Required(), EqualTo("passphrase", lazy("The two are not the same."))],
    )


class ChangeForm(NewPassphraseForm):
    """The old passphrase, and a new one typed twice."""

    old = PasswordField(lazy("Passphrase until now"), validators=[Required(), Length(max=4 * LONGEST)])


class SheetForm(Form):
    """What is printed on one sheet of the recovery key."""

    sheet = Line(lazy("What is on the sheet"), most=200, required=True)


class CodeForm(Form):
    """The code of a reward."""

    code = Line(lazy("Code of the reward"), most=60, required=True)
