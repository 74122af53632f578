"""Currencies as Italian news names them: words, signs and ISO 4217 codes.

Source: ISO 4217 (SIX) for the codes; Unicode CLDR, locale it, for names and signs. Table written by hand.
"""

from __future__ import annotations

from kg.italian.word_lists import words

# Signs that several currencies share stand for the one that Italian news means by them; "¥" is the yuan's and the yen's.
SIGNS: dict[str, str | None] = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": None,
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₿": None,
    "元": "CNY",
}

# A bare name that several countries use is None unless the press means one by it.
NAMES: dict[str, str | None] = {
    word: code
    for names, code in (
        ("euro euros", "EUR"),
        ("dollaro dollari", "USD"),
        ("yuan renminbi rmb", "CNY"),
        ("won", "KRW"),
        ("yen", "JPY"),
        ("rupia rupie", "INR"),
        ("sterlina sterline", "GBP"),
        ("franco franchi", "CHF"),
        ("lira lire", "ITL"),
        ("rublo rubli", "RUB"),
        ("real reais", "BRL"),
        ("rand", "ZAR"),
        ("zloty złoty", "PLN"),
        ("fiorino fiorini", "HUF"),
        ("shekel", "ILS"),
        ("baht", "THB"),
        ("ringgit", "MYR"),
        ("dong", "VND"),
        ("dirham", "AED"),
        ("riyal", "SAR"),
        ("grivnia grivnie hryvnia", "UAH"),
        ("lev", "BGN"),
        ("leu lei", "RON"),
        ("naira", "NGN"),
        ("rupiah", "IDR"),
        ("corona corone peso pesos dinaro dinari", None),
    )
    for word in names.split()
}

# Names that are common words too: only a nationality behind them makes them money.
DOUBTFUL = words("lei real lev leu corona peso")

CODES = words(
    """
    EUR USD GBP JPY CNY KRW INR CHF SEK NOK DKK CZK PLN HUF RON BGN RUB TRY BRL MXN ARS CLP COP CAD AUD NZD SGD HKD TWD THB MYR
    IDR VND ZAR ILS AED SAR EGP UAH
    """
)

# The adjective or place behind a name that several countries share.
_QUALIFIED: dict[str, dict[str, str]] = {
    "dollar": {
        "americano": "USD",
        "statunitense": "USD",
        "usa": "USD",
        "canadese": "CAD",
        "australiano": "AUD",
        "neozelandese": "NZD",
        "singapore": "SGD",
        "hong": "HKD",
        "taiwan": "TWD",
        "taiwanese": "TWD",
        "canada": "CAD",
        "australia": "AUD",
    },
    "coron": {"svedese": "SEK", "norvegese": "NOK", "danese": "DKK", "ceco": "CZK", "islandese": "ISK"},
    "franc": {"svizzero": "CHF"},
    "sterlin": {"britannico": "GBP", "inglese": "GBP", "egiziano": "EGP"},
    "lir": {"turco": "TRY", "italiano": "ITL", "sterlina": "GBP"},
    "rupi": {"indiano": "INR", "indonesiano": "IDR", "pakistano": "PKR"},
    "pes": {"messicano": "MXN", "argentino": "ARS", "cileno": "CLP", "colombiano": "COP", "filippino": "PHP"},
    "dinar": {"serbo": "RSD", "kuwaitiano": "KWD", "algerino": "DZD", "tunisino": "TND"},
}


def qualified(name: str, word: str) -> str | None:
    """The ISO 4217 code of a currency name (lower case) with the adjective or place ``word`` behind it, or None where it says nothing."""
    for stem, countries in _QUALIFIED.items():
        if name.startswith(stem):
            code = countries.get(word)
            if code is None:
                root = word.rstrip("aeiou").removesuffix("h")
                code = next((countries[root + end] for end in ("o", "e") if root + end in countries), None)
            return code
    return None
