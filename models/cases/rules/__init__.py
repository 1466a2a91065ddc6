"""The rules of cases, pure: who may do what next, grades, suggestions, endings, countdowns, reminders."""
