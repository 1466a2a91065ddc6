"""Products: what the company sells, as customers' voices are about it (M-03)."""
