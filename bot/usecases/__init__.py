"""What can be asked of Warmline: one object a wish, its facts through narrow ports."""
