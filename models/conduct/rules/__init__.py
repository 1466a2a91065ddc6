"""What holds for rewards, penalties and points. Pure."""
