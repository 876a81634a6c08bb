"""Resettlement, humanitarian admission and content of protection (building block 10)."""
