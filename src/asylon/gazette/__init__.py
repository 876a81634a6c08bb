"""The gazette: dated figures, rule texts, holidays and national choices, loaded into a book for the law."""

from asylon.gazette.loading import book, rules

__all__ = ["book", "rules"]
