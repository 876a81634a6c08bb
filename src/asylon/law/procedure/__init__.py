"""Asylum procedure (building block 4)."""
