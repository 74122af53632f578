"""``kg validate``."""


def validate() -> None:
    """To come."""
