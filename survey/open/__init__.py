"""Open surveys by QR poster or link: anybody may answer, once a browser, self-selected (S-04)."""
