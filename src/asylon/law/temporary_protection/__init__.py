"""Temporary protection (Directive 2001/55/EC and Council decisions)."""
