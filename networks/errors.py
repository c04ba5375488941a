"""What a person is told when something can't be done as asked."""

from __future__ import annotations

from lar.ui.components import Text


class NotAllowedNow(Exception):
    """A rule of the domain says no. ``str(error)`` is Spanish and says what to do about it.

    ``field`` names the form field beside which it is shown; empty when it is about the whole.
    """

    def __init__(self, message: Text, field: str = "") -> None:
        super().__init__(str(message))
        self.field = field
