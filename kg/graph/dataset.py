"""The graphs that FROM names, fetched over HTTP where the store does not have them."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import InputError, KgError
from kg.graph import tokens

_ACCEPT = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7"


def gather(store: Store, text: str, prefixes: Mapping[str, str], base: str | None = None) -> Store:
    """The store that ``text`` asks: ``store`` itself where it has every graph that FROM names, else one with these, fetched.

    InputError for an address that is not http or https; KgError where one cannot be fetched or read.
    """
    named = list(dict.fromkeys(urllib.parse.urljoin(base or "", iri) for iri in _named(text, prefixes)))
    if all(store.contains_named_graph(NamedNode(iri)) for iri in named):
        return store
    gathered = Store()
    for iri in named:
        _fetch(iri, gathered)
    return gathered


def _named(text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    known = {**prefixes, **tokens.prologue(text)}
    after = False
    for token in tokens.tokenise(text):
        if after and token.kind == "iri":
            yield token.text[1:-1]
        elif after and token.kind == "name":
            prefix, _, local = token.text.partition(":")
            yield known.get(prefix, "") + local
        after = token.text.upper() == "FROM" or (after and (token.text.upper() == "NAMED" or token.kind == "comment"))


def _fetch(iri: str, store: Store) -> None:
    if not iri.startswith(("http://", "https://")):
        raise InputError(f"FROM <{iri}>: not an address that can be fetched", "Give one that starts with http:// or https://.")
    try:
        with urllib.request.urlopen(urllib.request.Request(iri, headers={"Accept": _ACCEPT})) as response:
            syntax = RdfFormat.from_media_type(response.headers.get_content_type()) or RdfFormat.from_extension(iri.rsplit(".", 1)[-1])
            if syntax is None:
                raise KgError(f"FROM <{iri}>: answers in {response.headers.get_content_type()}, which is not RDF")
            store.load(response.read(), format=syntax, base_iri=iri, to_graph=NamedNode(iri))
    except (SyntaxError, ValueError) as error:
        raise KgError(f"FROM <{iri}>: cannot be read: {error}") from error
    except OSError as error:
        raise KgError(f"FROM <{iri}>: cannot be fetched: {getattr(error, 'reason', error)}", "Check the address.") from error
