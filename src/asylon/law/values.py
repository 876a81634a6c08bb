"""Words of the values of facts and table inputs, in both languages."""

from __future__ import annotations

from asylon.law.citations import Bilingual

#: Words of the values of choices, in both languages; a value not named here reads well as it is (an article).
VALUES: dict[str, Bilingual] = {
    key: Bilingual(en, nl)
    for key, en, nl in (
        ("none", "none", "geen"),
        ("apprehended", "apprehended at the external border", "aangehouden aan de buitengrens"),
        ("disembarked", "disembarked after search and rescue", "ontscheept na opsporing en redding"),
        ("presented", "presented at a crossing point", "gemeld bij een doorlaatpost"),
        ("staying_illegally", "found staying illegally", "illegaal verblijf vastgesteld"),
        ("border_apprehended", "apprehended at the border", "aangehouden aan de grens"),
        ("border_disembarked", "disembarked", "ontscheept"),
        ("apprehension", "apprehension at the border", "aanhouding aan de grens"),
        ("disembarkation", "disembarkation", "ontscheping"),
        ("relocation", "relocation", "herplaatsing"),
        ("otherwise", "otherwise", "anders"),
        ("running", "running", "loopt"),
        ("ended", "ended", "geëindigd"),
        ("not_applicable", "not applicable", "niet van toepassing"),
        ("low_rate", "point (j)", "punt j"),
        ("low_rate_and_misled", "points (c) and (j)", "punten c en j"),
        ("not_reached", "not reached", "niet bereikt"),
        ("reached", "reached, no authorisation yet", "bereikt, nog geen toestemming"),
        ("released", "released", "ontheven"),
        ("no", "no", "nee"),
        ("earlier", "the earlier of the two", "de vroegste van de twee"),
        ("from_hit", "always from the hit", "altijd vanaf de treffer"),
        ("one_week", "one week", "een week"),
        ("two_weeks", "two weeks", "twee weken"),
        ("by_the_person", "absconded or obstructed by the person", "ondergedoken of verhinderd door de persoon"),
        ("counts", "within the time", "binnen de tijd"),
        ("ceased", "time has passed", "tijd verstreken"),
        ("one", "one", "een"),
        ("several", "several", "meerdere"),
        ("female", "female", "vrouw"), ("male", "male", "man"), ("unspecified", "unspecified", "onbepaald"),
        ("spouse", "spouse", "echtgenoot"), ("partner", "partner", "partner"), ("child", "child", "kind"),
        ("parent", "parent", "ouder"), ("responsible_adult", "responsible adult", "verantwoordelijke volwassene"),
        ("sibling", "sibling", "broer of zus"), ("relative", "adult aunt, uncle or grandparent", "oom, tante of grootouder"),
        ("beneficiary", "beneficiary of protection", "persoon met bescherming"),
        ("citizen_formerly_beneficiary", "citizen, formerly beneficiary", "burger, voorheen met bescherming"),
        ("long_term_resident", "long-term resident", "langdurig ingezetene"),
        ("applicant_without_first_decision", "applicant without first decision", "verzoeker zonder eerste beslissing"),
        ("legally_present", "legally present", "legaal aanwezig"), ("land", "land", "land"), ("sea", "sea", "zee"), ("air", "air", "lucht"),
        ("other", "other", "anders"), ("border", "at the border", "aan de grens"), ("return", "return", "terugkeer"),
        ("criminal", "criminal", "strafrechtelijk"), ("referred", "referred", "doorverwezen"),
        ("entry_conditions_met", "entry conditions met", "aan toegangsvoorwaarden voldaan"),
        ("voluntary_departure", "voluntary departure", "vrijwillig vertrek"),
        ("criminal_proceedings", "criminal proceedings", "strafprocedure"), ("territory", "in the territory", "op het grondgebied"),
        ("crossing_point", "border crossing point", "grensdoorlaatpost"), ("transit_zone", "transit zone", "transitzone"),
        ("external_border", "at the external border", "aan de buitengrens"), ("detention", "in detention", "in bewaring"),
        ("significant_change", "significant change in the country", "significante verandering in het land"),
        ("category_of_persons", "category of persons", "categorie personen"),
        ("disproportionate_numbers", "disproportionate numbers", "onevenredige aantallen"), ("complexity", "complexity", "complexiteit"),
        ("applicant_at_fault", "applicant solely at fault", "uitsluitend schuld van de verzoeker"),
        ("screening", "screening", "screening"), ("asylum_border_procedure", "asylum border procedure", "asielgrensprocedure"),
        ("accelerated_procedure", "accelerated procedure", "versnelde procedure"), ("normal_procedure", "normal procedure", "gewone procedure"),
        ("inadmissibility_procedure", "admissibility procedure", "ontvankelijkheidsprocedure"),
        ("responsibility_procedure", "responsibility procedure", "verantwoordelijkheidsprocedure"),
        ("return_procedure", "return procedure", "terugkeerprocedure"),
        ("return_border_procedure", "return border procedure", "terugkeergrensprocedure"),
        ("refugee_status", "refugee status", "vluchtelingenstatus"), ("subsidiary_protection", "subsidiary protection", "subsidiaire bescherming"),
        ("inadmissible", "inadmissible", "niet-ontvankelijk"), ("unfounded", "unfounded", "ongegrond"),
        ("manifestly_unfounded", "manifestly unfounded", "kennelijk ongegrond"),
        ("implicitly_withdrawn", "implicitly withdrawn", "impliciet ingetrokken"), ("explicitly_withdrawn", "explicitly withdrawn", "expliciet ingetrokken"),
        ("68_no_request", "Article 68, no request in time", "artikel 68, geen tijdig verzoek"),
        ("68_court_refused", "Article 68, court refused", "artikel 68, rechter weigerde"), ("proof", "proof", "bewijs"),
        ("circumstantial", "circumstantial evidence", "indirect bewijs"), ("residence_document", "residence document", "verblijfstitel"),
        ("visa", "visa", "visum"), ("diploma", "diploma", "diploma"), ("absconded", "absconded", "ondergedoken"),
        ("imprisoned", "imprisoned", "gevangengezet"), ("physical_resistance", "physical resistance", "fysiek verzet"),
        ("made_unfit", "made himself or herself unfit", "zichzelf ongeschikt gemaakt"),
        ("medical_requirements_not_met", "medical requirements not met", "niet aan medische eisen voldaan"),
    )
}  # fmt: skip


def value_is_called(*words: tuple[str, str, str]) -> None:
    """Enter the words of values (value, English, Dutch); a module of facts or circumstances names its own.

    Raises ``ValueError`` where a value already has other words.
    """
    for value, en, nl in words:
        found = VALUES.setdefault(value, Bilingual(en, nl))
        if found != Bilingual(en, nl):
            raise ValueError(f"the value {value!r} is already called {found.en!r}; give the new one its own name")
