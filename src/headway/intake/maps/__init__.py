"""Column maps: which sheet of an export feeds which table, and how each column is found.

A map is YAML that a person who does not program can read and correct. Those for the national
lists are shipped; ``headway map`` drafts one for anything else.
"""
