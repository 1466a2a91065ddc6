"""Every read of training."""
