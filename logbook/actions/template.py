"""The template of a programme: brought from the product's files, edited by its facilitators."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from lar.accounts.models import User
from lar.audit.actions import record
from lar.model.steps import Step
from logbook.models import Section, SectionVersion
from logbook.prose import clean_text
from logbook.queries.loading import SectionText, is_news
from logbook.queries.template import newest_versions

STEPS = {"prepare": Step.PREPARATION, "implement": Step.IMPLEMENTATION, "learn": Step.LEARNING}


@transaction.atomic
def load_template(texts: Sequence[SectionText], *, by: User | None) -> int:
    """Bring sections that the programme lacks and newer words of ours; return how many changed.

    A section that a facilitator wrote stays as she left it. Nothing that teams wrote is touched: they
    keep the version with which they began.
    """
    newest = newest_versions()
    changed = 0
    for place, text in enumerate(texts, 1):
        known = newest.get(text.code)
        if is_news(text, known):
            section = known.section if known else _add(place, text)
            _write(section, text.title, text.body, text.sources, None)
            changed += 1
    record("logbook.template_loaded", by=by, changed=changed)
    return changed


@transaction.atomic
def edit_section(
    section: Section, *, title: str, body: str, sources: Sequence[str], by: User
) -> SectionVersion:
    """Write a programme's own version of a section. Earlier ones stay for those who wrote with them."""
    version = _write(section, title, body, sources, by)
    record("logbook.section_edited", by=by, subject=section.pk, number=version.number)
    return version


def _add(place: int, text: SectionText) -> Section:
    return Section.objects.create(
        code=text.code,
        programme_year=text.year,
        step=STEPS[text.step],
        kind=text.kind,
        output=text.output or "",
        place=place,
    )


def _write(
    section: Section, title: str, body: str, sources: Sequence[str], by: User | None
) -> SectionVersion:
    last = section.versions.aggregate(last=Max("number"))["last"] or 0
    return SectionVersion.objects.create(
        section=section,
        number=last + 1,
        title=title.strip(),
        body=clean_text(body),
        sources=[source.strip() for source in sources if source.strip()],
        written_by=by,
    )
