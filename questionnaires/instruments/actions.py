"""Writes: an instrument enters as a draft; publishing freezes it for ever."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.model.dimensions import TREE
from questionnaires.instruments.files import InstrumentData
from questionnaires.instruments.models import Item, Questionnaire, QuestionnaireVersion, VersionNode


class InstrumentRefused(Exception):
    """An instrument can't be written as asked; the message is for people."""


@transaction.atomic
def load_instrument(data: InstrumentData, *, by: User | None) -> QuestionnaireVersion:
    """Write an instrument as a draft version; a draft of the same number is replaced.

    An item keeps its identity when an earlier version asked the same words.

    Raises:
        InstrumentRefused: when that version is already published.
    """
    questionnaire, created = Questionnaire.objects.get_or_create(
        code=data.code,
        defaults={
            "title": data.title,
            "disclaimer": data.disclaimer,
            "is_demonstration": bool(data.disclaimer),
        },
    )
    previous = questionnaire.versions.filter(number=data.number).first()
    if previous is not None and previous.published_at is not None:
        raise InstrumentRefused(
            _("La versión %(number)s de «%(title)s» ya está publicada y no cambia: usa otro número.")
            % {"number": data.number, "title": questionnaire.title}
        )
    if previous is not None:
        previous.items.all().delete()
        previous.delete()
    version = _write_version(questionnaire, data)
    _write_items(version, data)
    record("instrument.loaded", by=by, subject=version.pk, code=data.code, number=data.number, is_new=created)
    return version


def _write_version(questionnaire: Questionnaire, data: InstrumentData) -> QuestionnaireVersion:
    return QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=data.number,
        introduction=data.introduction,
        scale_labels=list(data.scale_labels),
        agreement_points=data.agreement_points,
        not_applicable_label=data.not_applicable_label,
        dont_know_label=data.dont_know_label,
        source_note=data.source_note,
    )


def _write_items(version: QuestionnaireVersion, data: InstrumentData) -> None:
    """Copy the model's tree, then the items in the file's order."""
    nodes = VersionNode.objects.bulk_create(
        VersionNode(
            version=version,
            code=node.code,
            name=node.name,
            label=node.label,
            parent_code=node.parent or "",
            kind=node.kind.value,
            position=position,
        )
        for position, node in enumerate(TREE, start=1)
    )
    by_code = {node.code: node for node in nodes}
    known = dict(
        Item.objects.filter(version__questionnaire=version.questionnaire)
        .exclude(version=version)
        .values_list("text", "identity")
    )
    Item.objects.bulk_create(
        Item(
            version=version,
            identity=known.get(item.text) or uuid.uuid4(),
            code=item.code,
            node=by_code[item.node],
            position=position,
            text=item.text,
            is_reversed=item.is_reversed,
            high_score_meaning=item.high_score_meaning,
        )
        for position, item in enumerate(data.items, start=1)
    )


@transaction.atomic
def publish_version(
    version: QuestionnaireVersion, *, on: datetime | None = None, by: User | None
) -> QuestionnaireVersion:
    """Freeze a version: from here on the database refuses any change to it.

    Raises:
        InstrumentRefused: when it has no items; publishing twice is harmless.
    """
    if not version.items.exists():
        raise InstrumentRefused(_("Un cuestionario sin ítems no se publica."))
    if version.published_at is None:
        version.published_at = on or timezone.now()
        version.save(update_fields=["published_at"])
    record("instrument.published", by=by, subject=version.pk)
    return version
