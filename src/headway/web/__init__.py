"""The office's pages: forms, presenters, templates and permissions."""
