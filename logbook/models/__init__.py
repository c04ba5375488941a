from logbook.models.card import Card, CardKind
from logbook.models.entry import Block, BlockVersion, Entry, QuoteConsent, Readers
from logbook.models.feedback import Comment, CommentKind, Thought
from logbook.models.section import Output, Section, SectionKind, SectionVersion

__all__ = [
    "Block",
    "BlockVersion",
    "Card",
    "CardKind",
    "Comment",
    "CommentKind",
    "Entry",
    "Output",
    "QuoteConsent",
    "Readers",
    "Section",
    "SectionKind",
    "SectionVersion",
    "Thought",
]
