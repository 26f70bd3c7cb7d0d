"""Callbacks: a form, a place in the queue at its window, attempts, and an end."""
