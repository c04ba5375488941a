"""Networks that left the programme are still measured: the act for all networks offers and opens them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.test import Client
from django.utils import timezone

from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Cycle, ProgrammeYear
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.surveys.actions import open_many
from questionnaires.surveys.forms import MomentsForm, VersionField
from questionnaires.surveys.models import Survey
from tests.factories import CycleFactory, make_person
from tests.surveys import demo_version, make_draft, make_network, make_notice, make_plan

YEAR = timezone.localdate().year


def test_the_page_offers_those_that_left_and_says_so(program: Program) -> None:
    with program_context(program):
        CycleFactory.create(network=make_network(6, name="Red que sigue"), year=YEAR)
        make_network(7, name="Red que salió", cohort=YEAR - 3, left_on=date(YEAR - 1, 12, 31))
        make_network(8, name="Red sin ciclo", cohort=YEAR)
        client = Client()
        client.force_login(make_person(program, RoleCode.FACILITATOR))
        publish_version(load_instrument(read_instrument(DEMO_CAPITAL), by=None), by=None)

    words = client.get(f"/{program.slug}/aplicaciones/abrir/").content.decode()

    assert "Red que sigue · 6 personas" in words
    assert "Red que salió · 7 personas · salió del programa" in words
    assert "Red sin ciclo" not in words
    assert "sobre el capital profesional · v1" in words


def test_the_second_instrument_opens_in_one_act_for_those_that_left_too(program: Program) -> None:
    with program_context(program):
        make_notice(program)
        left = make_network(6, cohort=YEAR - 3, left_on=date(YEAR - 1, 12, 31))
        staying = make_draft(program, people=7)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        capital = publish_version(load_instrument(read_instrument(DEMO_CAPITAL), by=None), by=None)
        plan = make_plan(version=capital, closes_at=timezone.now() + timedelta(days=3))
        shown = {left.pk: 6, staying.network.pk: 7}
        batch = open_many(shown, plan=plan, year=staying.cycle.year, by=facilitator)
    run_here(batch)
    with program_context(program):
        parts = list(Job.objects.filter(parent=batch))
    for part in parts:
        run_here(part)

    with program_context(program):
        opened = Survey.objects.filter(questionnaire=capital.questionnaire)
        assert {survey.network_id: survey.state for survey in opened} == {
            left.pk: "open",
            staying.network_id: "open",
        }
        assert Cycle.objects.get(network=left).programme_year == ProgrammeYear.FOLLOW_UP
        # The other questionnaire of the cycle stays as its team left it.
        assert Survey.objects.get(pk=staying.pk).state == "draft"


def test_the_first_questionnaire_of_the_programme_is_what_the_form_offers_first(inside: Program) -> None:
    first = demo_version()
    second = publish_version(load_instrument(read_instrument(DEMO_CAPITAL), by=None), by=None)

    field = cast(VersionField, MomentsForm().fields["version"])
    offered = [field.label_from_instance(version) for version in field.queryset or ()]

    assert offered == [str(first), str(second)]
