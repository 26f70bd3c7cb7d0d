"""Webhook intake, health and metrics over HTTP."""
