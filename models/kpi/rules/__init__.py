"""What holds for key figures without asking the database: months, kinds of figures, comparison. Pure."""
