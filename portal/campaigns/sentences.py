"""What the codes of campaigns mean, in the reader's language: samples, and why one could not be prepared."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

METHODS: Mapping[str, LazyString] = {
    "all": lazy("Everybody in the audience"),
    "random": lazy("Simple random sample"),
    "stratified": lazy("Stratified random sample"),
}
TROUBLES: Mapping[str, LazyString] = {
    "fault": lazy("Preparing it failed several times. Please tell the administrator."),
    "file_lost": lazy("The list is not there any more. Please hand it in again."),
    "nobody": lazy("Nobody fits this audience. Please choose it wider."),
    "no_address_column": lazy("The list has neither a column with mail addresses nor one with telephones."),
    "no_rows": lazy("The list has no lines below its header."),
    "too_many_rows": lazy("The list has more lines than can be read."),
    "too_many_columns": lazy("The list has more columns than can be read."),
    "old_or_locked": lazy("The list is an old or locked workbook. Please save it as .xlsx."),
    "encoding": lazy("The list is in a character set that is not known. Please save it as UTF-8."),
    "damaged": lazy("The list is damaged."),
    "broken": lazy("The list is damaged."),
    "quotes": lazy("Quotation marks in the list do not match."),
    "not_text": lazy("The list is not what its name says."),
}
