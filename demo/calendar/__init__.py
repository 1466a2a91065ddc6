"""When things happen in the demo company: working days, seasons of the year, hours of the day."""
