"""Forms: what may be typed, and how a page shows it."""
