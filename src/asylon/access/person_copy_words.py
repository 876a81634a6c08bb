"""The words of a copy for the person concerned: what Article 15 GDPR wants told, and what is left out with its ground."""

from __future__ import annotations

from typing import Literal

import msgspec

from asylon.law.citations import Bilingual

Subject = Literal[
    "purposes", "categories", "recipients", "keeping", "rights", "complaint", "source", "automated_decisions", "transfers",
    "form", "also_kept",
]  # fmt: skip


class Told(msgspec.Struct, frozen=True):
    """A title, a text, and the articles it rests on."""

    title: Bilingual
    text: Bilingual
    cite: str


#: How another person of the file belongs to the one the copy is about.
RELATIVES = {
    "spouse": Bilingual("your spouse", "uw echtgenoot"),
    "partner": Bilingual("your partner", "uw partner"),
    "child": Bilingual("your child", "uw kind"),
    "parent": Bilingual("your parent", "uw ouder"),
    "responsible_adult": Bilingual("the adult responsible for you", "de volwassene die voor u verantwoordelijk is"),
    "charge": Bilingual("the minor for whom you are responsible", "de minderjarige voor wie u verantwoordelijk bent"),
    "sibling": Bilingual("your brother or sister", "uw broer of zus"),
}
OTHER = Bilingual("another person of this file", "een andere persoon in dit dossier")

#: What was read.
READ = {
    "case": Bilingual("the file", "het dossier"),
    "list": Bilingual("a line in a list", "een regel in een lijst"),
    "export": Bilingual("an export of the register", "een export van het register"),
    "copy": Bilingual("a copy for the person concerned", "een kopie voor de betrokkene"),
}

NO_PERIOD = Bilingual(
    "No period of keeping has begun for you. It begins with the final decision, or with the sending of your data to Eurodac.",
    "Voor u is nog geen bewaartermijn begonnen. Die begint met de definitieve beslissing, of met het verzenden van uw gegevens naar Eurodac.",
)

ABOUT: dict[Subject, Told] = {
    "purposes": Told(
        Bilingual("For what your data are used", "Waarvoor uw gegevens worden gebruikt"),
        Bilingual(
            "To carry out the acts of the Union on migration and asylum in your case. So far they were recorded and read for:",
            "Om de regels van de Unie over migratie en asiel in uw zaak uit te voeren. Tot nu toe werden zij vastgelegd en gelezen voor:",
        ),
        "GDPR 15(1)(a)",
    ),
    "categories": Told(
        Bilingual("Which kinds of data", "Welke soorten gegevens"),
        Bilingual("This copy holds data of these kinds:", "Deze kopie bevat gegevens van deze soorten:"),
        "GDPR 15(1)(b)",
    ),
    "recipients": Told(
        Bilingual("Who has received them", "Wie ze heeft ontvangen"),
        Bilingual(
            "Units of the authority that have read the file; each reading stands below. The program itself sends nothing to "
            "Eurodac or to other States: that something was sent stands among the facts.",
            "Eenheden van de overheid die het dossier hebben gelezen; elke raadpleging staat hieronder. Het programma zelf "
            "verzendt niets naar Eurodac of andere staten: dat iets is verzonden, staat bij de feiten.",
        ),
        "GDPR 15(1)(c)",
    ),
    "keeping": Told(
        Bilingual("How long they are kept", "Hoe lang ze worden bewaard"),
        Bilingual(
            "Each period that runs for you stands below with its article and how it was counted. After the last of them the "
            "data are erased.",
            "Elke termijn die voor u loopt staat hieronder, met het artikel en hoe hij is geteld. Na de laatste daarvan worden "
            "de gegevens gewist.",
        ),
        "GDPR 15(1)(d)",
    ),
    "rights": Told(
        Bilingual("What you can ask", "Wat u kunt vragen"),
        Bilingual(
            "That what is wrong is corrected, that data are erased or their use restricted, and that your objection is "
            "considered. Ask the authority that keeps the file.",
            "Dat wat onjuist is wordt verbeterd, dat gegevens worden gewist of het gebruik ervan wordt beperkt, en dat uw "
            "bezwaar wordt overwogen. Vraag het de overheid die het dossier bijhoudt.",
        ),
        "GDPR 15(1)(e); GDPR 16; GDPR 17; GDPR 18; GDPR 21; EUD 43",
    ),
    "complaint": Told(
        Bilingual("Where you can complain", "Waar u een klacht kunt indienen"),
        Bilingual(
            "At the data protection authority of the Member State where you stay, or of the one that keeps the file.",
            "Bij de gegevensbeschermingsautoriteit van de lidstaat waar u verblijft, of van die welke het dossier bijhoudt.",
        ),
        "GDPR 15(1)(f); GDPR 77",
    ),
    "source": Told(
        Bilingual("Where they come from", "Waar ze vandaan komen"),
        Bilingual(
            "From you, from other authorities and from what was found in your case; these units recorded them:",
            "Van u, van andere instanties en uit wat in uw zaak is vastgesteld; deze eenheden legden ze vast:",
        ),
        "GDPR 15(1)(g)",
    ),
    "automated_decisions": Told(
        Bilingual("Decisions by a program", "Beslissingen door een programma"),
        Bilingual(
            "The program counts time limits and says which rules apply. It decides nothing about your claim and gives you no "
            "score; a person decides. How each date came about stands beside it.",
            "Het programma telt termijnen en zegt welke regels gelden. Het beslist niet over uw verzoek en geeft u geen score; "
            "een mens beslist. Hoe elke datum tot stand kwam, staat erbij.",
        ),
        "GDPR 15(1)(h); GDPR 22",
    ),
    "transfers": Told(
        Bilingual("Outside the Union", "Buiten de Unie"),
        Bilingual(
            "The program sends nothing to third countries or international organisations.",
            "Het programma verzendt niets naar derde landen of internationale organisaties.",
        ),
        "GDPR 15(2); EUD 49",
    ),
    "form": Told(
        Bilingual("The form of this copy", "De vorm van deze kopie"),
        Bilingual(
            "You can have it as a page to read and as JSON, which programs can read. The right to take data elsewhere does not "
            "apply where an authority acts on a task laid down by law; you get this form all the same.",
            "U kunt haar krijgen als pagina om te lezen en als JSON, die programma's kunnen lezen. Het recht om gegevens mee te "
            "nemen geldt niet waar een overheid een wettelijke taak uitvoert; u krijgt deze vorm toch.",
        ),
        "GDPR 15(3); GDPR 20(3)",
    ),
    "also_kept": Told(
        Bilingual("What else is kept because of it", "Wat daardoor nog meer wordt bewaard"),
        Bilingual(
            "A key that opens these facts; codes of the words of your name, for searching; lists with the number of the file, "
            "date of birth, sex, nationality and duties, made from these facts. They are erased with them. Who has an account "
            "here has its name too.",
            "Een sleutel die deze feiten opent; codes van de woorden van uw naam, om te zoeken; lijsten met het nummer van het "
            "dossier, geboortedatum, geslacht, nationaliteit en plichten, uit deze feiten gemaakt. Zij worden daarmee gewist. Wie "
            "hier een account heeft, heeft ook een accountnaam.",
        ),
        "GDPR 15(1)",
    ),
}

LEFT_OUT = {
    "hidden": Told(
        Bilingual("What the security check found", "Wat de veiligheidscontrole vond"),
        Bilingual(
            "Whether databases gave a hit is redacted in what the person concerned receives of the screening.",
            "Of databanken een treffer gaven, is onleesbaar in wat de betrokkene van de screening ontvangt.",
        ),
        "SCR 17(3); SCR 17(1)(h)",
    ),
    "outside": Told(
        Bilingual("Entries that this copy may not show", "Vermeldingen die deze kopie niet mag tonen"),
        Bilingual(
            "They concern Eurodac, or are outside what the one who asked may see. Ask the determining authority or the privacy "
            "officer for a copy: it holds them.",
            "Zij gaan over Eurodac, of liggen buiten wat de aanvrager mag zien. Vraag de beslissingsautoriteit of de "
            "privacyfunctionaris om een kopie: daarin staan zij.",
        ),
        "GDPR 15; EUD 43",
    ),
    "others": Told(
        Bilingual("What is recorded about others in this file", "Wat over anderen in dit dossier is vastgelegd"),
        Bilingual(
            "It is theirs; each can ask for an own copy. Here stands only how they belong to you.",
            "Dat is van hen; ieder kan een eigen kopie vragen. Hier staat alleen hoe zij bij u horen.",
        ),
        "GDPR 15(4)",
    ),
    "staff": Told(
        Bilingual("The names of colleagues", "De namen van medewerkers"),
        Bilingual(
            "Who recorded or read is told by unit and purpose. Where you need the name to use a right, ask the privacy officer.",
            "Wie vastlegde of las, staat er met eenheid en doel. Heeft u de naam nodig om een recht uit te oefenen, vraag die "
            "dan aan de privacyfunctionaris.",
        ),
        "GDPR 15(4)",
    ),
}  # fmt: skip

#: What the readable form of a copy says itself.
HEADINGS = {
    "title": Bilingual("What is recorded about you", "Wat over u is vastgelegd"),
    "intro": Bilingual(
        "A copy of everything the register holds about person {person} of file {case} ({state}), made on {made}.",
        "Een kopie van alles wat het register bevat over persoon {person} van dossier {case} ({state}), gemaakt op {made}.",
    ),
    "known": Bilingual("What is known about you now", "Wat nu over u bekend is"),
    "relatives": Bilingual("Who else is in your file", "Wie er nog meer in uw dossier staan"),
    "position": Bilingual("What the law requires now", "Wat het recht nu vraagt"),
    "at": Bilingual("As of {}.", "Stand van {}."),
    "no_position": Bilingual("Nothing can be computed yet.", "Er kan nog niets worden berekend."),
    "route": Bilingual("Your procedure", "Uw procedure"),
    "responsible": Bilingual("Which country deals with your request", "Welk land uw verzoek behandelt"),
    "deadlines": Bilingual("What must be done, and by when", "Wat moet gebeuren, en wanneer"),
    "rights": Bilingual("Your rights now", "Uw rechten nu"),
    "permitted": Bilingual("What the authorities may do", "Wat de overheid mag"),
    "forbidden": Bilingual("What the authorities may not do", "Wat de overheid niet mag"),
    "steps": Bilingual("What has come about by law", "Wat van rechtswege is gebeurd"),
    "judgements": Bilingual("What a person must decide", "Wat een mens moet beslissen"),
    "undetermined": Bilingual("What is not determined", "Wat niet is bepaald"),
    "kept": Bilingual("How long your data are kept", "Hoelang uw gegevens worden bewaard"),
    "recorded": Bilingual("What was recorded, and when", "Wat is vastgelegd, en wanneer"),
    "readings": Bilingual("Who read your file", "Wie uw dossier las"),
    "information": Bilingual("What you must be told", "Wat u moet weten"),
    "left_out": Bilingual("What is not in this copy", "Wat niet in deze kopie staat"),
    "nothing": Bilingual("Nothing.", "Niets."),
    "because": Bilingual("Why", "Waarom"),
    "who": Bilingual("Who", "Wie"),
    "by": Bilingual("By when", "Wanneer"),
    "counting": Bilingual("How it was counted", "Hoe dit is geteld"),
    "missed": Bilingual("If it is missed", "Als het niet gebeurt"),
    "open": Bilingual("Hangs on an open question of law", "Hangt af van een open rechtsvraag"),
    "recorded_by": Bilingual("recorded on {}", "vastgelegd op {}"),
    "by_unit": Bilingual("unit: {}", "eenheid: {}"),
    "for_purpose": Bilingual("purpose: {}", "doel: {}"),
    "taken_over": Bilingual("taken over from another register on {}", "op {} overgenomen uit een ander register"),
    "corrected": Bilingual("corrected later, by {}", "later verbeterd, door {}"),
    "withdrawn": Bilingual("taken back, by {}", "teruggenomen, door {}"),
    "when": Bilingual("When", "Wanneer"),
    "unit": Bilingual("Unit", "Eenheid"),
    "purpose": Bilingual("For what", "Waarvoor"),
    "what": Bilingual("What was read", "Wat is gelezen"),
    "entries": Bilingual("{} entries", "{} vermeldingen"),
    "entry": Bilingual("{} entry", "{} vermelding"),
}
