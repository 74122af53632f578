"""Frames and sequences: reading a rule, indexing its triggers, matching it on a sentence."""
