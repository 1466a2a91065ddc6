"""Asking customers: questionnaires as data, invitations, answers (S). No case is known here."""
