"""Staff accountability: chains of responsibility, candidates from what happened, matters with due process
(A-01 … A-05)."""
