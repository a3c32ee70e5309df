"""The analyst's tasks. They run without any web application or database server."""
