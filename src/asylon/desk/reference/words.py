"""Names that plan and council need: how closely a source was read."""

from __future__ import annotations

from asylon.law.citations import Bilingual

SOURCE_READ: dict[str, Bilingual] = {
    "V": Bilingual("read at the source", "gelezen in de bron"),
    "V-it": Bilingual("read in the amending act", "gelezen in de wijzigingshandeling"),
    "S": Bilingual("secondary source only", "alleen secundaire bron"),
    "M": Bilingual("from memory, to be checked", "uit het hoofd, nog te controleren"),
}
"""The marks of verification on evidence and reports."""
