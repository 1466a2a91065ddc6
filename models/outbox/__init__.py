"""What must be sent: messages to customers and staff, written with the change that causes them."""
