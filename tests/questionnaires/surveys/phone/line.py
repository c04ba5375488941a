"""The line between phones and the server: a proxy whose every connection suffers the same."""

from __future__ import annotations

from lar.devserver.ports import LOOPBACK
from tests.faults.proxy import Fault, Proxy

GOOD = Fault()


class Line(Proxy):
    """Good until ``suffer``; whoever was connected must connect anew."""

    def __init__(self, behind: int) -> None:
        self._fault = GOOD
        super().__init__(behind, lambda: self._fault)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def suffer(self, fault: Fault) -> None:
        self._fault = fault
        self.hang_up()

    def heal(self) -> None:
        self.suffer(GOOD)
