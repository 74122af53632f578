"""The graph over HTTP: a SPARQL endpoint, pages about entities, and a page to ask from. Read only."""
