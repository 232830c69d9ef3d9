"""Headers that name personal data, whatever stands below them."""

import re
import unicodedata

from helpers.door.persons import personal
from helpers.door.persons.legible import plain

PLATE = "kenteken"

_WORDS = {
    personal.BSN: "bsn burgerservicenummer burgerservicenr sofinummer sofinr ssn socialsecuritynumber nationalid",
    personal.EMAIL: "email mail emailadres mailadres mailaddress emailaddress",
    personal.PHONE: (
        "telefoon telefoonnummer telefoonnr tel telnr telnummer mobiel mobielnummer mobielnr gsm phone phonenumber "
        "phoneno telephone telephonenumber mobile mobilenumber cellphone"
    ),
    personal.IBAN: "iban rekeningnummer rekeningnr bankrekening bankrekeningnummer bankaccount accountnumber",
    personal.BIRTH: (
        "geboortedatum geboortedag geboortejaar geboorteplaats geboren gebdat gebdatum gebdd birthdate dateofbirth "
        "birthday birthyear yearofbirth placeofbirth dob"
    ),
    personal.NAME: (
        "naam namen voornaam voornamen achternaam roepnaam voorletters initialen geslachtsnaam tussenvoegsel "
        "contactpersoon volledigenaam persoonsnaam deelnemersnaam klantnaam bewonersnaam firstname lastname surname "
        "name names fullname displayname givenname familyname middlename initials contactperson "
        "username userid loginname login logonname gebruikersnaam inlognaam accountnaam ingelogdals ingelogd "
        "aangemaaktdoor gewijzigddoor ingevulddoor ingedienddoor geregistreerddoor behandelddoor "
        "behandelaar createdby modifiedby changedby updatedby submittedby enteredby chauffeur driver"
    ),
    personal.ADDRESS: (
        "adres woonadres huisadres postadres straat straatnaam huisnummer huisnr huisletter postcode woonplaats "
        "address homeaddress streetaddress street streetname housenumber houseno zip zipcode postalcode"
    ),
    PLATE: "kenteken kentekennummer licenseplate licenceplate numberplate",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_LONGEST_WORD = max(map(len, _KIND_OF))

# With one of these words the header speaks of numbers of things, not of a person.
_COUNTS = frozenset(
    ["aantal", "aantallen", "percentage", "pct", "totaal", "gemiddeld", "gemiddelde", "number", "count"]
)
_HARMLESS_WORDS = {
    personal.NAME: (
        "wijk buurt gebied proces protocol afdeling team gemeente plaats bestand project systeem locatie bedrijf "
        "handels organisatie categorie thema bijeenkomst sessie training school voertuig rol meting scan rapport "
        "dashboard straat veld kolom branche file process project system department location product district area "
        "neighbourhood neighborhood category session theme company organisation organization role report sheet event"
    ),
    personal.PHONE: "toezicht camera cameratoezicht unit team handhaving bereikbaarheid",
    personal.ADDRESS: "ip web url 4 cijfers pc4 verlichting mac",
}
_HARMLESS = {kind: frozenset(words.split()) for kind, words in _HARMLESS_WORDS.items()}


def kind_of(header: str) -> str | None:
    """What personal data a header names, by whole words; None when it names none.

    >>> kind_of("E-mail adres"), kind_of("Naam bewoner"), kind_of("Naam proces"), kind_of("Straatverlichting")
    ('e-mailadres', 'naam', None, None)
    """
    words = _words(header)
    if _COUNTS & set(words):
        return None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            kind = _KIND_OF.get("".join(words[at : at + size])) if _may_be(words[at : at + size]) else None
            if kind and not _HARMLESS.get(kind, frozenset()) & set(words):
                return kind
    return None


def _may_be(words: list[str]) -> bool:
    return sum(map(len, words)) <= _LONGEST_WORD


def _words(header: str) -> list[str]:
    seen = plain(header)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", seen)
    folded = [unicodedata.normalize("NFKD", sign.casefold())[:1] for sign in spaced]
    return re.findall(r"[a-z]+|\d+", "".join(folded))
