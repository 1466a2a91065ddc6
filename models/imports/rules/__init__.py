"""Reading a file safely, and judging each of its rows: pure, without the database (V-09)."""
