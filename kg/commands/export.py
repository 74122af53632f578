"""``kg export``."""


def export() -> None:
    """To come."""
