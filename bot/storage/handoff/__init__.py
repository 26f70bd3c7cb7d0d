"""The tables of the queue and the relay, one module a subject."""
