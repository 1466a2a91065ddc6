"""What holds for bodies without asking the database: votes, and who may do what with a meeting. Pure."""
