"""``kg query``."""


def query() -> None:
    """To come."""
