"""What a person, a supporter and a lead can ask of the queue, and what is done in time."""
