"""Rewards, penalties, the points ledger, payroll hand-over and the person's file (C-01 to C-05)."""
