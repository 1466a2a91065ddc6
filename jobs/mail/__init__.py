"""How mail leaves the house: made into MIME, handed to an SMTP server or kept as files."""
