"""Results of surveys: what was answered, by whom it may be read, and how sure it is (S-06)."""
