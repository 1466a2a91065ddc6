"""The rules of cases, pure: which state follows which, grades, suggestions, likely duplicates."""
