"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/), as a query that states it."""

from __future__ import annotations

from kg import vocabulary
from kg.server.protocol import is_iri

_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_QUERY = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
  <{address}> a sd:Service ; sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{address}#dataset> .
  <{address}#dataset> a sd:Dataset ; sd:defaultGraph <{address}#graph> ; dcterms:title "kg"@en .
  <{address}#graph> a sd:Graph ; void:vocabulary <{vocabulary}> .
}} WHERE {{}}
"""


def query(address: str) -> str:
    """The query whose answer describes the service at ``address``."""
    if not is_iri(address):
        address = "/sparql"
    formats = ", ".join(f"formats:{name}" for name in _FORMATS)
    return _QUERY.format(address=address, formats=formats, vocabulary=vocabulary.PREFIXES["kg"])
