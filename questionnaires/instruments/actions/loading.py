"""An instrument enters as a draft: from a file, or as the next version of one that was published."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.formats import InstrumentContent
from questionnaires.instruments.models import ItemEquivalence, Questionnaire, QuestionnaireVersion
from questionnaires.instruments.queries import content_of, next_number
from questionnaires.instruments.rules import errors_of
from questionnaires.instruments.writing import about, take_title, write_content


@transaction.atomic
def load_instrument(content: InstrumentContent, *, by: User | None) -> QuestionnaireVersion:
    """Write an instrument as a draft version; a draft of the same number is replaced.

    An item keeps its identity when an earlier version asked the same words.

    Raises:
        InstrumentRefused: when that version is published, or a published one has another title.
    """
    questionnaire, created = Questionnaire.objects.get_or_create(code=content.code, defaults=about(content))
    take_title(questionnaire, content)
    previous = questionnaire.versions.filter(number=content.number).first()
    if previous is not None and previous.published_at is not None:
        raise InstrumentRefused(
            _("La versión %(number)s de «%(title)s» ya está publicada y no cambia: usa otro número.")
            % {"number": content.number, "title": questionnaire.title},
            "number",
        )
    if previous is not None:
        ItemEquivalence.objects.filter(version=previous).delete()
    version = previous or QuestionnaireVersion(questionnaire=questionnaire, number=content.number)
    version.questionnaire = questionnaire
    write_content(version, content)
    record(
        "instrument.loaded",
        by=by,
        subject=version.pk,
        code=content.code,
        number=content.number,
        is_new=created,
    )
    return version


@transaction.atomic
def create_questionnaire(content: InstrumentContent, *, by: User) -> QuestionnaireVersion:
    """Begin a questionnaire of the programme's own: its first draft, which may still lack its items.

    Raises:
        InstrumentRefused: when another questionnaire has that code, or something else is not right.
    """
    problems = errors_of(content)
    if problems:
        raise InstrumentRefused(" ".join(problems))
    # Asked and answered in one go: two people may choose the same code at once.
    questionnaire, is_new = Questionnaire.objects.get_or_create(code=content.code, defaults=about(content))
    if not is_new:
        raise InstrumentRefused(
            _("El programa ya tiene un cuestionario con ese código: «%(title)s». Usa otro.")
            % {"title": questionnaire.title},
            "code",
        )
    version = QuestionnaireVersion(questionnaire=questionnaire, number=content.number)
    write_content(version, content)
    record("instrument.created", by=by, subject=version.pk, code=content.code)
    return version


@transaction.atomic
def start_version(version: QuestionnaireVersion, *, by: User | None) -> QuestionnaireVersion:
    """Make a draft of the next number with everything that ``version`` says, identities included.

    Raises:
        InstrumentRefused: when the questionnaire has a draft already.
    """
    questionnaire = Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    draft = questionnaire.versions.filter(published_at=None).first()
    if draft is not None:
        raise InstrumentRefused(
            _("Este cuestionario ya tiene un borrador, la versión %(number)s: sigue con ese.")
            % {"number": draft.number}
        )
    content = replace(content_of(version), number=next_number(questionnaire))
    started = QuestionnaireVersion(questionnaire=questionnaire, number=content.number)
    write_content(started, content)
    record("instrument.version_started", by=by, subject=started.pk, source=version.pk, number=started.number)
    return started
