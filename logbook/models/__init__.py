from logbook.models.entry import Block, BlockVersion, Entry, Readers
from logbook.models.section import Output, Section, SectionKind, SectionVersion

__all__ = [
    "Block",
    "BlockVersion",
    "Entry",
    "Output",
    "Readers",
    "Section",
    "SectionKind",
    "SectionVersion",
]
