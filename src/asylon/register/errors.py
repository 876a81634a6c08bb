"""Errors of the register, written for people: what is wrong, where, and what to do, in English and Dutch."""

from __future__ import annotations

from typing import Any

from asylon.law.citations import Bilingual


class RegisterError(Exception):
    """Something the register refuses or cannot do.

    ``what`` says what is wrong, ``where`` names the place (a stream, a file, a position), ``remedy`` says
    what a person can do about it. ``str()`` is English; :meth:`told` gives either language.
    """

    def __init__(self, what: Bilingual, where: str, remedy: Bilingual) -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __reduce__(self) -> Any:
        # What a process beside this one could not do is told here: not by the arguments of each kind of error, but as it was.
        return _as_it_was, (type(self), self.args, self.__dict__)

    def told(self, language: str) -> str:
        """The whole message in ``language`` (``en`` or ``nl``)."""
        place = f" ({self.where})" if self.where else ""
        return f"{self.what[language]}{place}. {self.remedy[language]}"

    def __str__(self) -> str:
        return self.told("en")


def _as_it_was(kind: type[RegisterError], args: tuple[Any, ...], fields: dict[str, Any]) -> RegisterError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class InvalidFactError(RegisterError):
    """A batch cannot be stored as it was given: something is missing, or not what the log can keep."""

    def __init__(self, what: Bilingual, where: str) -> None:
        super().__init__(
            what,
            where,
            Bilingual(
                "Nothing was stored. Correct the entry and record it again.",
                "Er is niets opgeslagen. Verbeter de invoer en leg die opnieuw vast.",
            ),
        )


class ConcurrencyError(RegisterError):
    """Somebody else recorded on the same stream since it was read.

    ``stream`` is ``kind/id``, ``expected`` the version the writer had seen, ``actual`` the version found.
    """

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(
            Bilingual(
                f"This file changed while you worked on it: you saw version {expected}, it is now {actual}",
                f"Dit dossier is intussen gewijzigd: u zag versie {expected}, het is nu {actual}",
            ),
            stream,
            Bilingual(
                "Nothing was stored. Open the file again, see what was added, and record your entry again.",
                "Er is niets opgeslagen. Open het dossier weer, bekijk wat erbij kwam en leg opnieuw vast.",
            ),
        )
        self.stream = stream
        self.expected = expected
        self.actual = actual


class CommandReusedError(RegisterError):
    """A command's reference came back with other contents than the first time."""

    def __init__(self, command_id: str) -> None:
        super().__init__(
            Bilingual(
                "This reference was already used for another entry", "Dit kenmerk is al voor een andere invoer gebruikt"
            ),
            f"command {command_id}",
            Bilingual(
                "Nothing was stored. Send the new entry under a new reference.",
                "Er is niets opgeslagen. Verstuur de nieuwe invoer met een nieuw kenmerk.",
            ),
        )


class BusyError(RegisterError):
    """Others held the right to write for longer than the time allowed for waiting."""

    def __init__(self, where: str, seconds: float) -> None:
        super().__init__(
            Bilingual(
                f"Others were writing for more than {seconds:g} seconds",
                f"Anderen waren langer dan {seconds:g} seconden aan het schrijven",
            ),
            where,
            Bilingual(
                "Nothing was stored. Try again in a moment; an import or a backup may be running.",
                "Er is niets opgeslagen. Probeer het zo weer; er loopt mogelijk een import of reservekopie.",
            ),
        )


class StorageError(RegisterError):
    """The storage refused: full, read-only or failing. Nothing of the batch was stored."""

    def __init__(self, what: Bilingual, where: str, remedy: Bilingual | None = None) -> None:
        super().__init__(
            what,
            where,
            remedy
            or Bilingual(
                "Nothing was stored. See whether the disk is present, writable and healthy.",
                "Er is niets opgeslagen. Ga na of de schijf aanwezig, beschrijfbaar en gezond is.",
            ),
        )


class UncertainError(StorageError):
    """The connection to the database broke while it stored: the whole batch was stored, or nothing of it."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual(
                "The connection broke while this was being stored; whether it was stored is not known",
                "De verbinding brak tijdens het opslaan; of dit is opgeslagen, is niet bekend",
            ),
            where,
            Bilingual(
                "It is there whole or not at all. Open the file again and see, before you record it once more.",
                "Het staat er geheel of helemaal niet. Open het dossier weer en kijk, voordat u het nogmaals vastlegt.",
            ),
        )


class StoredNotShownError(StorageError):
    """What was sent is stored; what came of it cannot be read at this moment."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual(
                "This was recorded, but it cannot be shown at this moment",
                "Dit is vastgelegd, maar kan op dit moment niet worden getoond",
            ),
            where,
            Bilingual(
                "Do not record it again. Open the file again in a moment.",
                "Leg het niet nogmaals vast. Open het dossier over een ogenblik weer.",
            ),
        )


class StorageFullError(StorageError):
    """There is no room left on the storage."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual("The storage is full", "De opslag is vol"),
            where,
            Bilingual(
                "Nothing was stored. Make room on the disk; recording then goes on by itself.",
                "Er is niets opgeslagen. Maak ruimte op de schijf; vastleggen gaat daarna vanzelf weer.",
            ),
        )


class DamagedError(RegisterError):
    """What is stored is not what was recorded: altered, cut off, or broken. Writing is refused."""

    def __init__(self, what: Bilingual, where: str, remedy: Bilingual | None = None) -> None:
        super().__init__(
            what,
            where,
            remedy
            or Bilingual(
                "Nothing was stored. Run the verification, and compare with the newest backup.",
                "Er is niets opgeslagen. Voer de verificatie uit en vergelijk met de nieuwste reservekopie.",
            ),
        )


class NewerFormatError(RegisterError):
    """The file or the fact was written by a newer release than the one that reads it."""

    def __init__(self, where: str, found: int, known: int) -> None:
        super().__init__(
            Bilingual(
                f"Written by a newer release (form {found}; this release knows up to {known})",
                f"Geschreven door een nieuwere uitgave (vorm {found}; deze uitgave kent tot en met {known})",
            ),
            where,
            Bilingual("Install the newer release to read it.", "Installeer de nieuwere uitgave om dit te lezen."),
        )


class PersonErasedError(RegisterError):
    """Recording about a person whose data were erased."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            Bilingual("The data of this person were erased", "De gegevens van deze persoon zijn gewist"),
            f"key {key_id}",
            Bilingual(
                "Nothing was stored. If the person applies again, open a new file.",
                "Er is niets opgeslagen. Vraagt de persoon opnieuw asiel, open dan een nieuw dossier.",
            ),
        )


class KeyMissingError(RegisterError):
    """The vault has neither the key nor a record of its erasure: it is not the vault of this log, or old."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual(
                "The vault does not hold the key of this person, and no erasure is recorded",
                "De kluis bevat de sleutel van deze persoon niet, en er is geen wissing vastgelegd",
            ),
            where,
            Bilingual(
                "Restore the newest backup of the vault that belongs to this register.",
                "Zet de nieuwste reservekopie terug van de kluis die bij dit register hoort.",
            ),
        )


class SealBrokenError(RegisterError):
    """Sealed bytes do not open with the person's key in their own place: altered, or moved."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual(
                "A sealed fact does not open: it was altered or put in another place",
                "Een verzegeld feit gaat niet open: het is gewijzigd of op een andere plaats gezet",
            ),
            where,
            Bilingual(
                "Run the verification; it names the first bad place. Then restore from a sound backup.",
                "Voer de verificatie uit; die noemt de eerste foute plaats. Herstel dan van reserve.",
            ),
        )
