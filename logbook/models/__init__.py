from logbook.models.entry import Block, BlockVersion, Entry, Readers
from logbook.models.feedback import Comment, CommentKind, Thought
from logbook.models.section import Output, Section, SectionKind, SectionVersion

__all__ = [
    "Block",
    "BlockVersion",
    "Comment",
    "CommentKind",
    "Entry",
    "Output",
    "Readers",
    "Section",
    "SectionKind",
    "SectionVersion",
    "Thought",
]
