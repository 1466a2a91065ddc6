"""For whom: the customers, found again by their telephone, mail address or account."""
