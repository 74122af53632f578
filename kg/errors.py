"""Errors that a user can mend, and the exit status that each kind has."""

from __future__ import annotations


class KgError(Exception):
    """Something the user can mend.

    ``str(error)`` is one or two lines: what is wrong and where, then the remedy where there is one. ``status`` is the exit
    status of the command line (1 failed while running, 2 wrong use or input, 3 SPARQL syntax, 4 timeout, 5 "no").
    """

    status = 1

    def __init__(self, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{problem}\n{remedy}" if remedy else problem)
        self.problem = problem
        self.remedy = remedy


class InputError(KgError):
    """Wrong use, or input that cannot be read."""

    status = 2


class ArticleError(InputError):
    """An article that cannot be read."""


class RuleError(InputError):
    """A rules file that does not load: the problem names the file and the rule."""


class StoreError(KgError):
    """A store that cannot be opened or written."""


class QuerySyntaxError(KgError):
    """SPARQL that does not parse."""

    status = 3


class QueryTimeout(KgError):
    """A query that was stopped."""

    status = 4
