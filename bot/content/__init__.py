"""YAML and Markdown of knowledge/ made into values of the domain."""
