"""What Dutch registers call the things of our contracts. General words only: nothing here comes from one file.

Where a column has no words of its own in an export, those of its name in any export hold.
"""

from helpers.floor import paths
from helpers.floor.faults import UserFault
from helpers.floor.params import settings
from helpers.sources.contract import Column, Contract

# By name of column, in any export; phrases apart by bars.
_ANYWHERE = {
    "date": "datum|dag|date|uitgevoerd op|gehouden op",
    "wijk": "wijkcode|wijk|wijknaam|gebied|buurt|buurtcode|buurtnaam|stadsdeel|sector|regio|area|district|geoitem"
    "|postcode|woonwijk|locatie wijk",
    "month": "maand|datum|periode|gemeld op|meldingsdatum|melddatum|aangemaakt|aanmaakdatum|created at|created"
    "|geregistreerd op|registratiedatum|ontvangen op|geconstateerd op|constatering|datum constatering|tijdstip"
    "|moment|month|date",
    "session": "sessie|sessienummer|bijeenkomst|bijeenkomstnummer|nummer bijeenkomst|nummer van uw bijeenkomst"
    "|cursusnummer|training nr|trainingsnummer|groep|session",
    "dealer": "opkoper|opkopernummer|handelaar|handelaarnummer|dossiernummer|dossier|registratienummer"
    "|inschrijfnummer|vestiging|bedrijfsnummer|zaak|klantnummer|dealer",
    "department": "afdeling|team|domein|organisatieonderdeel|cluster|eenheid|department|verantwoordelijke afdeling",
    "counted_on": "peildatum|datum|stand per|per datum|teldatum|meetdatum|datum telling|date",
    "remark": "opmerking|bijzonderheden|toelichting|notitie",
}
_BY_EXPORT = {
    "scanauto_inzet": {
        "date": "datum|ritdatum|dienstdatum|dag|date|tijdstip|moment|timestamp|datumtijd|time|utc",
        "vehicle": "voertuig|auto|wagen|scanauto|voertuignummer|autonummer|wagennummer|vehicle|car|vehicle id|unit"
        "|device|apparaat",
        "purpose": "doel|soort|soort rit|type rit|ritsoort|taak|opdracht|activiteit|purpose|reden|code|modus|mode"
        "|task|job",
        "hours": "uren|uur|duur|tijdsduur|rijtijd|inzetduur|minuten|aantal uren|gereden uren|duration|hours",
        "begins": "begin|van|start|starttijd|begintijd|aanvang|vertrek|tijd van|from",
        "ends": "eind|einde|tot|stop|eindtijd|stoptijd|aankomst|tijd tot|to|tot en met",
    },
    "wijkatlas": {
        "wave": "meting|jaar|periode|golf|editie|onderzoeksjaar|meetjaar|peiljaar|period|year",
        "fieldwork_start": "veldwerk van|start veldwerk|begin veldwerk|veldwerk start|van",
        "fieldwork_end": "veldwerk tot|eind veldwerk|einde veldwerk|veldwerk eind|tot|tot en met",
        "respondents": "respondenten|resp|aantal respondenten|respons|n|aantal ondervraagden|ingevuld|deelnemers",
        "clean_percent": "buurt is schoon|schoon|schone buurt|vindt buurt schoon|buurt schoon|netheid|straten schoon",
        "lighting_percent": "straatverlichting|verlicht|verlichting|tevreden verlichting"
        "|tevreden over straatverlichting",
    },
    "afvalwaarnemingen": {
        "date": "datum|datum schouw|meetdatum|schouwdatum|controledatum|dag|date",
        "sites_seen": "locaties gezien|locaties bekeken|bekeken|gezien|geschouwd|aantal locaties|containers"
        "|gecontroleerd|locaties|geinspecteerd|waargenomen",
        "sites_with_waste": "met bijplaatsing|naast container|bijplaatsing|bijplaatsingen|met afval|afval naast"
        "|bijgeplaatst|vervuild",
        "sites_out_of_norm": "buiten norm|buiten de norm|boven norm|boven de norm|niet volgens norm|onvoldoende"
        "|ernstig|norm overschreden",
    },
    "meldingen": {
        "category": "categorie|subcategorie|sub|rubriek|onderwerp|soort melding|meldingssoort|hoofdcategorie|type"
        "|category|soort",
        "reports": "aantal|aantal meldingen|meldingen|count",
    },
    "cybertraining_bijeenkomsten": {
        "date": "datum|datum bijeenkomst|trainingsdatum|cursusdatum|dag|wanneer|date",
        "session": "sessienr|nr|nummer|id|code|bijeenkomst|sessie|bijeenkomstnummer|trainingsnummer|cursusnummer|groep",
        "venue": "locatie|plaats|zaal|gebouw|waar|adres|ruimte|venue",
        "status": "status|stand|doorgegaan|doorgang|gehouden|ging door|fase",
        "capacity": "capaciteit|plaatsen|aantal plaatsen|maximum|max|max deelnemers|stoelen|plekken|capacity",
        "registrations": "aanmeldingen|aangemeld|ingeschreven|inschrijvingen|opgegeven|aantal aanmeldingen",
        "attendance": "aanwezig|aanwezigen|opkomst|gekomen|deelnemers|aantal deelnemers|geweest|attendance",
    },
    "cybertraining_deelnemers": {
        "participant": "deelnemer|deelnemernr|deelnemernummer|pseudoniem|respondent|id|nummer|antwoord id|code"
        "|volgnummer",
        "age": "leeftijd|leeftijdsklasse|leeftijdsgroep|leeftijdscategorie|age",
        "wijk": "wijk|wijkcode|woonwijk|gebied|buurt|waar woont u|in welke wijk woont u|postcode",
        "mark_before": "voormeting|voor|voor de training|vooraf|cijfer voor|cijfer vooraf|score voor|voor de cursus"
        "|begincijfer",
        "mark_after": "nameting|na|na de training|achteraf|cijfer na|cijfer achteraf|score na|na de cursus|eindcijfer"
        "|na afloop",
    },
    "opkopers": {
        "sector": "branche|soort handel|soort goederen|handel in|activiteit|sector|type bedrijf|categorie|type",
        "wijk": "wijk|wijkcode|gebied|buurt|vestigingswijk|postcode",
        "registered_on": "ingeschreven sinds|datum inschrijving|inschrijfdatum|ingeschreven op|ingeschreven"
        "|aangemeld op|registratiedatum|ingangsdatum|vanaf|sinds|startdatum|begindatum",
        "deregistered_on": "uitgeschreven op|datum uitschrijving|uitschrijfdatum|uitgeschreven|einddatum|beeindigd"
        "|gestopt|opgeheven|tot|eind",
    },
    "opkoper_controles": {
        "inspection": "controlenr|volgnummer|controle|controlenummer|rapportnummer|rapport|zaaknummer|zaak|bezoek|id"
        "|nr|nummer",
        "date": "datum|controledatum|datum controle|bezoekdatum|datum bezoek|uitgevoerd op|dag|date",
        "reason": "aanleiding|reden|soort controle|type controle|grondslag|reden bezoek|controlesoort|soort",
        "item_notified": "aangemeld dol|dol|digitaal opkopers loket|aangemeld|aanmelding|gemeld bij burgemeester"
        "|437ter",
        "item_dor_account": "dor account|dor|digitaal opkopersregister|account|aangesloten op dor",
        "item_purchase_register": "inkoopregister actueel|inkoopregister|inkoop|inkoop bijgewerkt|register bijgewerkt",
        "item_mandatory_fields": "verplichte velden volledig|verplichte velden|velden|volledig ingevuld|volledigheid",
        "item_seller_identity": "identiteit verkoper vastgelegd|identiteit verkoper|identiteit|legitimatie|verkoper"
        "|id bewijs",
        "item_holding_period": "bewaartermijn nageleefd|bewaartermijn|termijn|bewaarplicht|wachttermijn|vijf dagen",
        "item_sales_register": "verkoopregister|verkoop|verkoopadministratie",
    },
    "crisisrollen": {
        "member": "lid|lidnummer|nummer|code|medewerkernummer|personeelsnummer|persnr|medewerker id|id|pseudoniem",
        "role": "rol|crisisrol|crisisfunctie|functie|sleutelfunctie|taak|role",
        "trained_on": "opgeleid op|opleiding gereed|opleidingsdatum|opleiding|opleiding afgerond|diploma"
        "|cursus afgerond|getraind op|datum opleiding|certificaat|certificaat behaald",
        "valid_until": "geldig tot|geldig tot en met|verloopt|verloopt op|vervaldatum|verloopdatum|certificaat tot"
        "|einde geldigheid",
        "in_function_from": "in functie van|in functie sinds|begindatum|startdatum|datum in dienst|ingangsdatum|vanaf"
        "|sinds|van|begin",
        "left_on": "uit functie op|uit functie|einddatum|datum uit dienst|gestopt|tot|tot en met|vertrek|eind",
    },
    "crisisafspraken": {
        "process": "proces|procesnaam|crisisproces|afspraak|onderwerp|process",
        "adopted_on": "vastgesteld op|vastgesteld|datum vaststelling|vaststelling|besluit|akkoord op",
        "anchored_on": "geborgd op|geborgd|borging|datum borging|ingebed|in werkproces",
    },
    "crisisprotocollen": {
        "protocol": "protocol|naam protocol|document|titel|plan|naam",
        "updated_on": "geactualiseerd op|geactualiseerd|actualisatie|laatst bijgewerkt|bijgewerkt op"
        "|laatste wijziging|herzien op|datum actualisatie|laatste versie",
        "laid_down_on": "vastgelegd op|vastgelegd|vastlegging|vastgesteld|vastgesteld op|datum vaststelling"
        "|ingevoerd op",
    },
    "crisisoefeningen": {
        "date": "datum|oefendatum|datum oefening|dag|date",
        "kind": "soort|type|soort oefening|vorm|oefenvorm|type oefening|kind",
        "is_regional": "regionaal betrokken|regionaal|regio betrokken|met regio|veiligheidsregio|vrh"
        "|met veiligheidsregio",
        "evaluation": "evaluatie|oordeel|resultaat|beoordeling|uitkomst|conclusie|evaluatieoordeel",
    },
    "rolbewustzijn": {
        "staff": "medewerkers|aantal medewerkers|totaal|ondervraagd|personeel|gevraagd|staff",
        "aware": "aantoonbaar bewust|bewust|rolbewust|kent rol|aantal bewust|op de hoogte|bekend met rol|aware",
    },
    "bodycams": {
        "boas": "boas|boa|aantal boas|formatie|handhavers|aantal handhavers|sterkte",
        "boas_with_bodycam": "met bodycam|bodycam|bodycams|bodycams in gebruik|draagt bodycam|uitgerust|in gebruik",
    },
    "bestuursdwang": {
        "violations": "overtredingen|aantal overtredingen|overtreding|zaken|aantal zaken|constateringen",
        "urgent_possible": "spoed mogelijk|mogelijk|spoed kan|spoed|spoedeisend",
        "applied": "toegepast|spoed toegepast|bestuursdwang toegepast|uitgevoerd|toepassing",
        "effective": "effectief|resultaat effectief|effect|opgelost|succesvol|resultaat",
    },
    "dashboard_updates": {
        "date": "datum|bijgewerkt op|datum update|ververst op|publicatiedatum|dag|date",
        "what": "wat|wijziging|omschrijving|onderdeel|bijgewerkt|inhoud|toelichting|beschrijving",
    },
    "interventies": {
        "date": "datum|datum interventie|uitgevoerd op|startdatum|dag|date",
        "theme": "thema|onderwerp|soort|type interventie|soort interventie|aanpak|categorie|theme",
        "is_dashboard_based": "op basis van dashboard|dashboard|aanleiding dashboard|via dashboard|datagedreven"
        "|op basis van data|informatiegestuurd",
        "signal": "signaal|signaalnummer|nummer signaal|nummer van het signaal|bij signaal|naar aanleiding van signaal"
        "|signalnummer|signal",
    },
    "wijkveiligheidsscans": {
        "scanned_on": "scan afgerond op|scan afgerond|scan klaar|scan gereed|datum scan|scan uitgevoerd|afgerond|scan",
        "first_meeting_on": "eerste bijeenkomst op|eerste bijeenkomst|eerste avond|eerste bewonersavond|bewonersavond"
        "|eerste wijkavond|startbijeenkomst|datum bijeenkomst",
        "meetings": "aantal bijeenkomsten|bijeenkomsten|aantal avonden|avonden|aantal bewonersavonden|wijkavonden",
        "action_plan_on": "actieplan op|actieplan|actieplan vastgesteld|plan vastgesteld|plan van aanpak|datum plan"
        "|plan klaar",
        "is_data_driven": "informatiegestuurd|datagedreven|op basis van data|data gedreven|met data"
        "|op basis van cijfers",
    },
}
# Words that say what a file is about: in its name, on its sheet or in a title.
_SUBJECT = {
    "scanauto_inzet": "scanauto|scan auto|ritten|inzet scanauto|scanvoertuig",
    "wijkatlas": "wijkatlas|bewonersonderzoek|bewonersenquete|leefbaarheidsonderzoek|leefbaarheidsmonitor|swing"
    "|in cijfers",
    "afvalwaarnemingen": "afvalwaarnemingen|bijplaatsingen|schouw|afvalschouw|beeldmeting|containerlocaties"
    "|waarnemingen",
    "meldingen": "meldingen|signalen|signals|mor|fixi|openbare ruimte|buitenbeter",
    "cybertraining_bijeenkomsten": "bijeenkomsten|trainingen|planning training|cursusplanning|agenda training|sessies",
    "cybertraining_deelnemers": "deelnemers|evaluatie training|deelnemerslijst|cursisten|evaluatieformulier",
    "opkopers": "opkopers|opkopersregister|register opkopers|handelaren|opkoperslijst",
    "opkoper_controles": "controles|opkoperscontroles|controles opkopers|toezicht opkopers|inspecties|controlelijst",
    "crisisrollen": "crisisrollen|crisisorganisatie|crisisfunctionarissen|piket|bezetting crisis|crisisfuncties"
    "|sleutelfuncties",
    "crisisafspraken": "crisisafspraken|afspraken|crisisprocessen",
    "crisisprotocollen": "protocollen|crisisprotocollen|crisisplannen|draaiboeken",
    "crisisoefeningen": "oefeningen|crisisoefeningen|oefenkalender|oefenen|oefenplan|oto",
    "rolbewustzijn": "rolbewustzijn|bewustzijn|rolbekendheid",
    "bodycams": "bodycams|bodycam",
    "bestuursdwang": "bestuursdwang|spoedeisende bestuursdwang|spoedbestuursdwang",
    "dashboard_updates": "dashboard|updates dashboard|releasenotes|wijzigingen dashboard",
    "interventies": "interventies|interventielijst|acties|maatregelen",
    "wijkveiligheidsscans": "wijkveiligheidsscans|wijkscans|veiligheidsscans|wijkscan|veiligheidsscan",
}


def phrases(contract: Contract, column: Column) -> tuple[str, ...]:
    """What a column may be called, its own header first.

    >>> from helpers.sources.catalogue import contracts
    >>> bodycams = contracts()["bodycams"]
    >>> phrases(bodycams, bodycams.column("counted_on"))[:3]
    ('Peildatum', 'peildatum', 'datum')
    """
    known = _BY_EXPORT.get(contract.dataset, {}).get(column.name) or _ANYWHERE.get(column.name, "")
    return (column.header, *filter(None, known.split("|")))


def subjects(contract: Contract) -> tuple[str, ...]:
    """What a file with an export may be called."""
    return (contract.dataset, contract.title, *filter(None, _SUBJECT.get(contract.dataset, "").split("|")))


# The names by which analyses know what a column of names holds; another name is kept, and counts for no analysis.
_KNOWN_NAMES = {
    ("meldingen", "category"): {
        "Zwerfvuil": "veeg zwerfvuil|zwerfafval|prullenbak is vol|prullenbak|straatvuil",
        "Grofvuil": "grof vuil|grofafval|grof huisvuil|bankstel",
        "Huisafval naast container": "huisafval|huisvuil|bijplaatsing|bijplaatsingen|afval naast container"
        "|naast container|vuilniszak",
        "Straatverlichting": "verlichting|lantaarnpaal|openbare verlichting|lichtmast",
        "Overig": "overige|anders|andere",
    }
}


def known_names(contract: Contract, column: Column) -> dict[str, tuple[str, ...]]:
    """The names that analyses know in a column, each with what else it is called; none for most columns.

    The municipality names its categories in `report_categories` of params/municipality.yml.
    """
    others = _KNOWN_NAMES.get((contract.dataset, column.name), {})
    names = (_own_categories() if others else []) or list(others)
    return {name: (name, *filter(None, others.get(name, "").split("|"))) for name in names}


def _own_categories() -> list[str]:
    try:
        by_kind = settings.load(paths.PARAMS).municipality.report_categories.by_kind
    except UserFault:  # what is wrong in params is told by check
        return []
    return [name for names in by_kind.values() for name in names]
