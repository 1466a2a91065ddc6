"""What happens in the demo company: who takes which case, when each step is taken, how it ends."""
