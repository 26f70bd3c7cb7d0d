"""Warmline: a peer-support line for addiction recovery, on Telegram."""
