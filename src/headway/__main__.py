"""Lets ``python -m headway`` do what the command ``headway`` does."""

import sys

from headway.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
