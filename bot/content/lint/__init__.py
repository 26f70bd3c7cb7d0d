"""Rules for knowledge/ that the loader leaves open: tone, lengths, sources, safety, matching."""
