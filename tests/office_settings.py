"""The office's settings for tests: a place of its own, and the database that is named, if any.

Django reads its settings once, before any test; what they are read from is set here.
"""

import os
import tempfile
from pathlib import Path

_PLACE = tempfile.TemporaryDirectory(prefix="headway-office-")

os.environ.update(
    HEADWAY_OFFICE=_PLACE.name,
    HEADWAY_DATA=str(Path(_PLACE.name) / "data"),
    HEADWAY_DEMONSTRATION="yes",
    HEADWAY_DATABASE=os.environ.get("HEADWAY_TEST_DATABASE", ""),
)

from headway.web.settings import *  # noqa: E402, F403

# Slow on purpose where people's passwords are kept; here it would be slow and nothing else.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
