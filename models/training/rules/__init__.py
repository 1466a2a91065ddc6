"""What training is decided by, without the database."""
