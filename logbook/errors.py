from __future__ import annotations

from logbook.models import Block


class SomebodyElseWrote(Exception):
    """The block is no longer what the writer read; ``block`` is what it says now."""

    def __init__(self, block: Block) -> None:
        super().__init__(block.pk)
        self.block = block
