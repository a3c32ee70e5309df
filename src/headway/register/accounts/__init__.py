"""People who use the office, the roles they hold, and for which units."""
