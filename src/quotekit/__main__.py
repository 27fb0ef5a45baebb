"""``python -m quotekit``: the same as the command ``quotekit``."""

import sys

from quotekit.cli import main

if __name__ == "__main__":
    sys.exit(main())
