"""The little rich text of the logbook: Markdown as people type it, and the HTML that is shown.

Cleaned twice: what has no business in a text goes when it is written, and what is shown passes a list of
allowed tags whatever was stored.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "a", "hr", "code", "pre"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


def clean_text(text: str) -> str:
    """Return what is stored: one kind of line end, no control characters, no spaces at its ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})
    return kept.strip()


def html_of(text: str, *, under: int = 1) -> SafeString:
    """Return the HTML of a text. Tags typed in it are shown as they were typed, never obeyed.

    ``under`` is the level of the page's heading above it. The largest headings that a text uses, whichever
    they are, come right below that; all smaller ones are its second level.
    """
    tokens = _parser().parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    largest = min((token.tag for token in headings), default="")
    for token in headings:
        token.tag = f"h{under + (1 if token.tag == largest else 2)}"
    drawn = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        drawn, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
    return mark_safe(clean)


def plain_of(text: str) -> str:
    """Return a text as it reads: without marks, with single spaces."""
    bare = nh3.clean(_parser().render(text), tags=set())
    return " ".join(unescape(bare).split())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
