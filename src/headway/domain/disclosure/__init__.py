"""Small numbers: what a release holds, what a policy asks, and what may be withheld.

Values and pure rules. The work of choosing and proving is done by the room ``protection``.
"""
