"""What is said in the demo company: by customers about their trouble, by staff about their work."""
