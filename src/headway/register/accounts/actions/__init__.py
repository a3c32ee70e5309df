"""What can be done to people and their roles: one verb per file."""
