"""Real servers on this machine for the tests: PostgreSQL, SMTP, our own behind a real socket."""
