"""Eurodac (building block 1)."""
