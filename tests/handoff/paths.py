"""Where the real knowledge lies."""

from pathlib import Path

KNOWLEDGE = Path("knowledge")
