"""What can be done to a team's sheet: one verb per file, each with its entry on the trail."""
