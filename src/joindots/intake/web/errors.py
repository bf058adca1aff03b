"""Why a page is not fetched. The client turns both into an `InputError` of the address that was asked for."""


class FetchError(Exception):
    """The page cannot be had; `reason` is a sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OutageError(FetchError):
    """It cannot be had now; another try may succeed."""
