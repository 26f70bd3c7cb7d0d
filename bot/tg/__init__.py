"""Telegram: updates in, calls out; this layer decides nothing."""
