"""The commands of ``headway``: they read the command line, call a service and print."""
