"""The data folder: immutable hashed artefacts and the trail of what was done.

``folder`` is the door. This room knows nothing of what the bytes mean that it keeps.
"""
