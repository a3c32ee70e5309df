"""What people write: the office's records, as Django apps with actions and queries."""
