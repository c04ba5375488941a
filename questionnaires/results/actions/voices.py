"""Voices: two people who have nothing to do with a network decide what of its texts may be read."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.errors import NotAllowedNow
from questionnaires.results.canonical import fingerprint
from questionnaires.results.masking import only_masks
from questionnaires.results.models import Release, ReleaseOpening, TextReview, TextUse
from questionnaires.results.models.release import ReleaseKind
from questionnaires.results.queries.releases import scale_releases
from questionnaires.results.queries.voices import is_outsider, voices_release, voices_so_far
from questionnaires.results.readers import VOICES_RELEASE_SCHEMA, write_voices
from questionnaires.results.reports import add_voices_to_report
from questionnaires.results.rules import MEMBERS
from questionnaires.surveys.models import OpenText, Survey, SurveyState


@transaction.atomic
def review_text(
    survey: Survey, *, text_key: uuid.UUID, use: TextUse, masked: str, theme: str, by: User
) -> TextReview:
    """Keep what a person decides about a sealed text; deciding again replaces it.

    Raises:
        NotAllowedNow: for somebody with a role in the network, once the voices are published, for a masked
            text that says what was not written, or a text that is used without a theme.
    """
    found = _locked(survey, by)
    text = OpenText.objects.filter(survey=found, pk=text_key).first()
    if text is None:
        raise NotAllowedNow(_("Ese texto ya no está."))
    subject = " ".join(theme.split())
    if use != TextUse.DISCARD and not subject:
        raise NotAllowedNow(_("Di de qué tema trata, con pocas palabras."), "theme")
    if use == TextUse.QUOTE and not only_masks(text.text, masked):
        raise NotAllowedNow(
            _("Solo se puede tapar, no cambiar palabras: usa [nombre], [establecimiento], [dato] o […]."),
            "masked",
        )
    # Only what is quoted keeps words: two people who agree on the rest agree.
    kept = {
        "survey": found,
        "use": use,
        "masked": masked if use == TextUse.QUOTE else "",
        "theme": "" if use == TextUse.DISCARD else subject[0].upper() + subject[1:],
    }
    review, _created = TextReview.objects.update_or_create(text_key=text_key, reviewer=by, defaults=kept)
    record("voices.reviewed", by=by, network_id=found.network_id, subject=found.pk)
    return review


@transaction.atomic
def publish_voices(survey: Survey, *, by: User) -> Release:
    """Publish what two reviewers agreed on, and delete the texts. Asked again it returns what there is.

    Raises:
        NotAllowedNow: for somebody with a role in the network, or while a text lacks two reviewers.
    """
    before = voices_release(survey)
    release = before or _publish(_locked(survey, by))
    record("voices.published", by=by, network_id=survey.network_id, subject=release.pk)
    return release


@transaction.atomic
def open_voices(release: Release, *, on: datetime | None = None, by: User) -> ReleaseOpening:
    """Let the network's members read its voices, after its results. Never the authority.

    Raises:
        NotAllowedNow: when members don't have the results yet, or have the voices already.
    """
    survey = (
        Survey.objects.select_for_update(of=("self",)).select_related("network").get(pk=release.survey_id)
    )
    results = scale_releases().get(survey=survey)
    if not results.openings.filter(audience=MEMBERS).exists():
        raise NotAllowedNow(_("Comparte primero los resultados con integrantes; después, las voces."))
    if release.kind != ReleaseKind.VOICES or release.openings.exists():
        raise NotAllowedNow(_("Estas voces ya están compartidas con integrantes."))
    opening = ReleaseOpening.objects.create(
        release=release, audience=MEMBERS, opened_by=by, opened_at=on or timezone.now()
    )
    add_voices_to_report(results, kind="members")
    record("voices.opened", by=by, network_id=survey.network_id, subject=release.pk)
    return opening


def _locked(survey: Survey, by: User) -> Survey:
    """The survey, held, when its texts may be reviewed and by this person."""
    found = (
        Survey.objects.select_for_update(of=("self",)).select_related("network", "program").get(pk=survey.pk)
    )
    if found.state != SurveyState.RELEASED:
        raise NotAllowedNow(_("Los textos se revisan cuando la red ya tiene sus resultados."))
    if not is_outsider(by.pk, found.network):
        raise NotAllowedNow(_("Tienes o tuviste un rol en esta red: sus textos los revisan otras personas."))
    if voices_release(found) is not None:
        raise NotAllowedNow(_("Las voces de esta red ya se publicaron."))
    return found


def _publish(survey: Survey) -> Release:
    if not OpenText.objects.filter(survey=survey).exists():
        raise NotAllowedNow(_("Esta aplicación no tiene textos que publicar."))
    payload = write_voices(voices_so_far(survey))
    release = Release.objects.create(
        survey=survey,
        kind=ReleaseKind.VOICES,
        number=1,
        schema=VOICES_RELEASE_SCHEMA,
        payload=payload,
        sha256=fingerprint(payload),
    )
    TextReview.objects.filter(survey=survey).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT lar_discard_texts(%s)", [survey.pk])
    enqueue(
        "questionnaires.surveys.vacuum",
        key=f"vacuum-texts:{survey.pk}",
        args={"survey_id": survey.pk},
        by=None,
    )
    add_voices_to_report(scale_releases().get(survey=survey), kind="network")
    return release
