"""What answers each address; thin: a query or an action, a presenter, a template."""
