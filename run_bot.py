"""Start Warmline: ``python run_bot.py --help`` tells what it can do."""

import sys

from bot.main import main

if __name__ == "__main__":
    sys.exit(main())
