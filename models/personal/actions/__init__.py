"""What is done with a customer's personal data at their request (X-03)."""

from models.personal.actions.forget import Gone, forget_customer
from models.personal.actions.give_copy import give_copy

__all__ = ["Gone", "forget_customer", "give_copy"]
