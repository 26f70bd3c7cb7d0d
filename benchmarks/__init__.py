"""Measurements: printed, compared as ratios in one run, never asserted."""
