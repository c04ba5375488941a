"""Editing a draft: each act takes the whole content as it stands, changes it, checks it and writes it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from questionnaires.instruments.editing import Change, keep_translations, put_item
from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.formats import ItemContent
from questionnaires.instruments.models import ItemEquivalence, QuestionnaireVersion
from questionnaires.instruments.queries import content_of, earlier_items
from questionnaires.instruments.rules import errors_of
from questionnaires.instruments.writing import take_title, write_content


@dataclass(frozen=True)
class SameQuestion:
    """What the team declares of a reworded item: the earlier identity that it keeps, and why."""

    identity: uuid.UUID
    reason: str


@transaction.atomic
def change_draft(
    version: QuestionnaireVersion, *, change: Change, what: str, by: User
) -> QuestionnaireVersion:
    """Apply ``change`` to the draft as it stands now. ``what`` names it in the record.

    A text that changed loses its translations, so that none says something else.

    Raises:
        InstrumentRefused: when it is published, or what results is not an instrument.
    """
    written = _change(version, change)
    record("instrument.changed", by=by, subject=written.pk, what=what)
    return written


@transaction.atomic
def save_item(
    version: QuestionnaireVersion,
    *,
    item: ItemContent,
    same_as: SameQuestion | None = None,
    by: User,
) -> QuestionnaireVersion:
    """Add an item at the end, or change that of the same code; say whether it is an earlier question.

    Raises:
        InstrumentRefused: as `change_draft`, or the earlier question is none of this questionnaire.
    """
    written = _change(version, partial(put_item, item=item))
    _declare(written, item.code, same_as, by)
    record(
        "instrument.item_saved",
        by=by,
        subject=written.pk,
        code=item.code,
        is_declared_equivalent=same_as is not None,
    )
    return written


@transaction.atomic
def delete_draft(version: QuestionnaireVersion, *, by: User) -> None:
    """Throw a draft away, and its questionnaire when nothing is left of it.

    Raises:
        InstrumentRefused: when it is published, or a network has prepared its application.
    """
    draft = _locked(version)
    if draft.surveys.exists():
        raise InstrumentRefused(_("Una red ya preparó una aplicación de esta versión: no se puede eliminar."))
    key, questionnaire = draft.pk, draft.questionnaire
    draft.items.all().delete()
    draft.delete()
    if not questionnaire.versions.exists():
        questionnaire.delete()
    record("instrument.draft_deleted", by=by, subject=key, code=questionnaire.code)


def _locked(version: QuestionnaireVersion) -> QuestionnaireVersion:
    found = (
        QuestionnaireVersion.objects.select_for_update(of=("self",))
        .select_related("questionnaire")
        .get(pk=version.pk)
    )
    if found.published_at is not None:
        raise InstrumentRefused(_("Esta versión está publicada y no cambia: crea una versión nueva."))
    return found


def _change(version: QuestionnaireVersion, change: Change) -> QuestionnaireVersion:
    draft = _locked(version)
    before = content_of(draft)
    after = keep_translations(before, change(before))
    problems = errors_of(after)
    if problems:
        raise InstrumentRefused(" ".join(problems))
    take_title(draft.questionnaire, after)
    write_content(draft, after)
    return draft


def _declare(version: QuestionnaireVersion, code: str, same_as: SameQuestion | None, by: User) -> None:
    item = version.items.get(code=code)
    known = earlier_items(version)
    before = ItemEquivalence.objects.filter(item=item).first()
    if before is not None and (same_as is None or before.previous_identity != same_as.identity):
        before.delete()
        before = None
        same_words = known.filter(text=item.text).values_list("identity", flat=True).first()
        item.identity = same_words or uuid.uuid4()
        item.save(update_fields=["identity"])
    if same_as is None or known.filter(identity=same_as.identity, text=item.text).exists():
        return
    if not known.filter(identity=same_as.identity).exists():
        raise InstrumentRefused(_("Esa pregunta no es de una versión anterior."), "same_as")
    if version.items.exclude(pk=item.pk).filter(identity=same_as.identity).exists():
        raise InstrumentRefused(_("Otro ítem de esta versión ya continúa esa pregunta."), "same_as")
    item.identity = same_as.identity
    item.save(update_fields=["identity"])
    if before is None:
        before = ItemEquivalence(version=version, item=item, previous_identity=same_as.identity)
    before.reason, before.by = same_as.reason, by
    before.save()
