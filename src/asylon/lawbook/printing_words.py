"""The words of the printed law book in both languages."""

from __future__ import annotations

from asylon.law.citations import Bilingual

WORDS: dict[str, Bilingual] = {
    "title": Bilingual("The Pact as executable law", "Het pact als uitvoerbaar recht"),
    "subtitle": Bilingual(
        "Law book: every rule, limit, table and formula, with its article",
        "Wetboek: elke regel, termijn, tabel en formule, met het artikel",
    ),
    "running": Bilingual("Asylon law book", "Asylon wetboek"),
    "edition": Bilingual("Edition", "Uitgave"),
    "day": Bilingual("Figures of", "Cijfers van"),
    "state": Bilingual("Member State", "Lidstaat"),
    "neutral": Bilingual(
        "none: where the article leaves a choice, the neutral default",
        "geen: waar het artikel een keuze laat, de neutrale standaard",
    ),
    "authentic": Bilingual(
        "The rules are paraphrased in our own words. Only the texts in the Official Journal of the European Union are"
        " authentic. What this book says of a person's case is advice; people decide about people.",
        "De regels zijn in eigen woorden weergegeven. Alleen de teksten in het Publicatieblad van de Europese Unie zijn"
        " authentiek. Wat dit boek over de zaak van een persoon zegt, is advies; mensen beslissen over mensen.",
    ),
    "rules": Bilingual("Rules in the index", "Rechtsregels in de index"),
    "unverified_count": Bilingual("of which not verified in the act", "waarvan niet in de wettekst geverifieerd"),
    "tables": Bilingual("Decision tables", "Beslistabellen"),
    "limits": Bilingual("Time limits", "Termijnen"),
    "keeping": Bilingual("Keeping periods", "Bewaartermijnen"),
    "calculations": Bilingual("Calculations", "Berekeningen"),
    "cases_count": Bilingual("Golden cases, and their questions", "IJkzaken, en hun vragen"),
    "contents": Bilingual("Contents", "Inhoud"),
    "reading": Bilingual("How to read this book", "Hoe dit boek te lezen"),
    "reading_text": Bilingual(
        "The blocks follow the letter of the building blocks, the articles the order of their act. A rule is printed"
        " under the article that it cites first; other articles point to it. A decision table stands at the end of its"
        " block; its rows are proved complete and free of contradiction by trying every combination. “–” means that a"
        " row does not look at an input.",
        "De blokken volgen de brief van de bouwstenen, de artikelen de volgorde van hun handeling. Een regel staat bij"
        " het artikel dat hij het eerst aanhaalt; andere artikelen verwijzen ernaar. Een beslistabel staat aan het eind"
        " van haar blok; door elke combinatie te proberen is bewezen dat haar regels volledig zijn en elkaar niet"
        " tegenspreken. “–” betekent dat een regel niet naar een gegeven kijkt.",
    ),
    "marks": Bilingual("Marks of verification", "Merktekens van verificatie"),
    "states": Bilingual("How far the rules are modelled", "Hoe ver de regels zijn gemodelleerd"),
    "number": Bilingual("number", "aantal"),
    "mark": Bilingual("mark", "merk"),
    "meaning": Bilingual("meaning", "betekenis"),
    "unverified": Bilingual("not verified in the act", "niet in de wettekst geverifieerd"),
    "cases": Bilingual("{} golden cases", "{} ijkzaken"),
    "cases_one": Bilingual("{} golden case", "{} ijkzaak"),
    "no_act": Bilingual("Outside the acts", "Buiten de handelingen"),
    "no_article": Bilingual("Without an article", "Zonder artikel"),
    "rest": Bilingual("{}, annexes and recitals", "{}, bijlagen en overwegingen"),
    "also": Bilingual("See also", "Zie ook"),
    "see_tables": Bilingual("Decided by", "Beslist door"),
    "choice": Bilingual("national choice: {}", "nationale keuze: {}"),
    "what": Bilingual("Who must do what", "Wie wat moet doen"),
    "what_kept": Bilingual("What is kept", "Wat wordt bewaard"),
    "length": Bilingual("Length, from when", "Duur, vanaf wanneer"),
    "from": Bilingual("from", "vanaf"),
    "by": Bilingual("Counted by", "Geteld volgens"),
    "missed": Bilingual("If it passes", "Bij overschrijding"),
    "source": Bilingual("Article, rules", "Artikel, regels"),
    "open": Bilingual("open:", "open:"),
    "row": Bilingual("row", "regel"),
    "outcome": Bilingual("outcome", "uitkomst"),
    "unique": Bilingual("Exactly one row fits every case.", "Op elk geval past precies één regel."),
    "first": Bilingual(
        "The first row that fits, from the top, decides.", "De eerste regel van boven die past, beslist."
    ),
    "behind": Bilingual("Figures behind the bounds", "Cijfers achter de grenzen"),
    "data": Bilingual("Figures it needs", "Benodigde cijfers"),
    "questions": Bilingual("Open questions of law", "Open rechtsvragen"),
    "questions_text": Bilingual(
        "Where the text leaves something open, the program does not guess in silence: it uses a documented default, says"
        " so beside every date that hangs on it, and can be asked again with another answer.",
        "Waar de tekst iets openlaat, gist het programma niet in stilte: het gebruikt een gedocumenteerde standaard, zegt"
        " dat bij elke datum die ervan afhangt, en kan opnieuw worden gevraagd met een ander antwoord.",
    ),
    "default": Bilingual("default", "standaard"),
    "hangs": Bilingual("Time limits that hang on it", "Termijnen die ervan afhangen"),
    "figures": Bilingual("Figures of the law", "Cijfers van het recht"),
    "figure": Bilingual("Figure", "Cijfer"),
    "value": Bilingual("Value", "Waarde"),
    "until": Bilingual("until", "tot en met"),
    "index_ids": Bilingual("Index of Ids", "Register van Ids"),
    "index_ids_text": Bilingual(
        "Ids in italics were not verified in the act.", "Cursieve Ids zijn niet in de wettekst geverifieerd."
    ),
    "index_articles": Bilingual("Index of articles", "Register van artikelen"),
    "index_tables": Bilingual("Index of decision tables", "Register van beslistabellen"),
    "page_of": Bilingual("{} of {}", "{} van {}"),
}
