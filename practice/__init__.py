"""The practice line: a Bot API server for loopback, with a page to play every side."""
