"""A query made to show which fact each row of its answer comes from, so that the row can lead to its evidence."""

from __future__ import annotations

from kg.graph import tokens

FACT = "?fact"


def show(text: str) -> str:
    """``text`` with ``?fact`` among the columns of its outermost SELECT, where that changes no row: where the query names it,
    does not show it, and neither groups nor removes duplicates; any other text as it is."""
    given = [token for token in tokens.tokenise(text) if token.kind != "comment"]
    select = next((i for i, token in enumerate(given) if token.kind == "word" and token.text.upper() == "SELECT"), None)
    if select is None:
        return text
    end = next((i for i, token in enumerate(given) if i > select and (token.text == "{" or token.text.upper() == "WHERE")), len(given))
    clause, body = given[select + 1 : end], given[end:]
    words = {token.text.upper() for token in clause if token.kind == "word"}
    outside = {token.text.upper() for token in body if token.kind == "word" and token.depth == 0}
    if words - {"AS"} or "GROUP" in outside or any(token.text in ("*", FACT) for token in clause):
        return text
    if not any(token.text == FACT and token.depth == 1 for token in body):
        return text
    place = clause[-1].end if clause else given[select].end
    return f"{text[:place]} {FACT}{text[place:]}"
