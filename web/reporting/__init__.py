"""Taking in reports for the hotline, whoever tells them: the fields, the files, the draft (W-01, W-02)."""
