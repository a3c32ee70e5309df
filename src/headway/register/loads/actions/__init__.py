"""What can be done with a load: one verb per file."""
