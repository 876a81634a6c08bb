"""Asylon: open software that runs the European Pact on Migration and Asylum."""

__version__ = "0.1.0"
