"""Staff ask their head for help, for a second handler, or for relief from load (H-10)."""
