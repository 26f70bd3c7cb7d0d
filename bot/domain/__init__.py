"""Rules: pure functions on frozen values."""
