"""``kg view``."""


def view() -> None:
    """To come."""
