"""Due process, separation of duties, and the scale, without the database (A-03 … A-05, C-03)."""
