"""Solidarity: annual cycle, reference key, pool, deductions, offsets, relocation (building block 7)."""
