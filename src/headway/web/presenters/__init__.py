"""Values made ready for a template: words and places, nothing worked out."""
