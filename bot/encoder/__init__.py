"""Sentences to vectors, on this computer: the edge behind ``bot.domain.vectors.Encoder``."""
