"""What is done with a customer's personal data: at their request, and when their time is over (X-03)."""

from models.personal.actions.again import go_through_again
from models.personal.actions.besides import expire_list, expire_mail
from models.personal.actions.expire import expire_case, signs_going
from models.personal.actions.forget import Gone, forget_customer
from models.personal.actions.give_copy import give_copy
from models.personal.actions.hold import hold_case, lift_hold
from models.personal.actions.start import ask_to_begin, confirm_start
from models.personal.actions.words import signs_of

__all__ = [
    "Gone",
    "ask_to_begin",
    "confirm_start",
    "expire_case",
    "expire_list",
    "expire_mail",
    "forget_customer",
    "give_copy",
    "go_through_again",
    "hold_case",
    "lift_hold",
    "signs_going",
    "signs_of",
]
