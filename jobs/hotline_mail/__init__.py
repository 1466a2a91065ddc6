"""The supervision mailbox: asked by IMAP, each mail sealed as a report, then deleted there (W-01)."""
