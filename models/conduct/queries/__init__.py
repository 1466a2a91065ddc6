"""Every read of rewards, penalties, points and the person's file."""
