"""Sections that come from more than one release's table: earlier years, the mirror, the programme's rate."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.disclosure import Audience
from lar.statistics import Expected, ProgramRate, TeamExpectation
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.results.actions import open_release
from questionnaires.results.contexts import context_of
from questionnaires.results.models import Release, Report
from questionnaires.results.printing import page_html, stamp_of
from questionnaires.results.queries import report_of
from questionnaires.results.report import NetworkReport, Past, ReportContext
from questionnaires.results.reports import document_of
from questionnaires.surveys.actions import expect_results, prepare_survey, publish_mirror, share_team_view
from questionnaires.surveys.models import Survey
from tests.factories import (
    CycleFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.results import make_release
from tests.surveys import make_network, make_notice, make_open_survey, make_plan

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


def survey_in(program: Program, network: Network, year: int) -> Survey:
    make_notice(program)
    cycle = network.cycles.filter(year=year).first() or CycleFactory.create(network=network, year=year)
    return prepare_survey(cycle, plan=make_plan(), by=make_person(program, RoleCode.FACILITATOR))


def release_in(program: Program, network: Network, year: int, respondents: int = 14) -> Release:
    return make_release(
        program, respondents, network=network, survey=survey_in(program, network, year), year=year
    )


def document(release: Release, kind: str = "network") -> NetworkReport:
    return document_of(report_of(release, kind))


# --- What is kept -----------------------------------------------------------------------------------


def test_a_context_is_read_as_it_was_written() -> None:
    context = ReportContext(
        past=(Past("f" * 64, (("pn_01", "pn_01"), ("pn_02b", "pn_02")), ("CP", "KP")),),
        expected=(
            ("PN", TeamExpectation(Fraction(11, 20), None, 2)),
            ("CP", TeamExpectation(Fraction(7, 10), Fraction(1, 10), 1)),
        ),
        program=ProgramRate(8, 96, 132),
    )

    assert ReportContext.from_payload(context.as_payload()) == context


def test_a_report_from_before_these_sections_is_still_read() -> None:
    old = {"purpose": None, "levers": [{"code": "CP", "reason": "Debilidad relevante"}]}

    context = ReportContext.from_payload(old)

    assert (context.past, context.expected, context.program) == ((), (), None)
    assert context.levers[0].code == "CP"


# --- Years ------------------------------------------------------------------------------------------


def test_the_second_years_report_sets_the_first_beside_it(inside: Program) -> None:
    network = make_network(14, name="Red Itata")
    first = release_in(inside, network, 2025, 40)
    second = release_in(inside, network, 2026)

    years = document(second).years

    assert document(first).years is None
    assert years is not None
    assert years.labels == ("2025", "2026")
    assert years.answered == ("2025: respondieron 40 de 46.", "2026: respondieron 14 de 17.")
    assert [row.name for row in years.rows] == [page.name for page in document(second).dimensions]


def test_another_network_or_another_questionnaire_is_not_an_earlier_year(inside: Program) -> None:
    network, other = make_network(14, name="Red Itata"), make_network(14, name="Red vecina")
    release_in(inside, other, 2025)

    assert document(release_in(inside, network, 2026)).years is None


def test_three_years_at_most_the_latest_ones(inside: Program) -> None:
    network = make_network(14, name="Red Itata")
    for year in (2023, 2024, 2025):
        release_in(inside, network, year)

    years = document(release_in(inside, network, 2026)).years

    assert years is not None
    assert years.labels == ("2024", "2025", "2026")


@pytest.mark.parametrize(
    ("opened", "kinds"),
    [([], []), (["members"], ["members"]), (["members", "authority"], ["members", "authority"])],
)
def test_each_audience_gets_the_years_that_it_could_read(
    inside: Program, opened: list[str], kinds: list[str]
) -> None:
    network = make_network(14, name="Red Itata")
    first = release_in(inside, network, 2025)
    for audience in opened:
        open_release(first, audience=audience, by=make_coordinator(inside, network))

    second = release_in(inside, network, 2026)

    shown = [kind for kind in ("members", "authority") if document(second, kind).years]
    assert shown == opened
    assert document(second).years is not None


def test_what_is_frozen_does_not_change_when_the_past_is_opened_later(inside: Program) -> None:
    network = make_network(14, name="Red Itata")
    first, second = (release_in(inside, network, year) for year in (2025, 2026))
    before = Report.objects.get(release=second, kind="members").payload

    open_release(first, audience="members", by=make_coordinator(inside, network))

    assert Report.objects.get(release=second, kind="members").payload == before
    assert document(second, "members").years is None


# --- Espejo -----------------------------------------------------------------------------------------


class Mirrored:
    """An open survey with what two coordinators expect, and its release."""

    def __init__(self, program: Program, *, published: bool = False) -> None:
        self.program = program
        with program_context(program):
            self.network = make_network(14, name="Red Itata")
            self.territory = TerritoryFactory.create(name="SLEP Itata")
            NetworkTerritoryFactory.create(network=self.network, territory=self.territory)
            self.one, self.other = (make_coordinator(program, self.network) for _ in range(2))
            self.facilitator = make_person(program, RoleCode.FACILITATOR)
            self.authority = make_authority(program, self.territory)
            self.survey = make_open_survey(program, network=self.network).survey
            expect_results(self.survey, expected={"PN": Expected(9), "KP": Expected(3, 4)}, by=self.one)
            expect_results(self.survey, expected={"PN": Expected(6), "KP": Expected(5, 4)}, by=self.other)
            publish_mirror(self.survey, published=published, by=self.one)
            self.survey.refresh_from_db()
            self.release = make_release(program, network=self.network, survey=self.survey)

    def page(self, person: User, tail: str = "espejo/") -> tuple[int, str]:
        client = Client()
        client.force_login(person)
        response = client.get(f"/demo/resultados/{self.release.pk}/{tail}")
        return response.status_code, response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_team_sees_its_mirror_person_by_person(program: Program) -> None:
    made = Mirrored(program)

    status, page = made.page(made.one)

    assert status == 200
    assert str(made.other) in page
    assert "la coordinación esperaba 75 % de acuerdo (promedio de 2 personas)" in page
    assert "3 (4 en desacuerdo)" in page
    assert "Son 43 puntos más de lo esperado" in page


def test_a_facilitator_sees_it_only_when_the_team_shares_its_view(program: Program) -> None:
    made = Mirrored(program)

    before, _page = made.page(made.facilitator)
    with program_context(program):
        share_team_view(made.survey, shared=True, by=made.one)
    after, page = made.page(made.facilitator)

    assert (before, after) == (403, 200)
    assert "El equipo comparte esta página" in page
    assert "Decidir si sale en el informe" not in page


def test_authorities_never_see_it(program: Program) -> None:
    made = Mirrored(program, published=True)

    assert made.page(made.authority)[0] == 403
    with program_context(program):
        open_release(made.release, audience="members", by=made.one)
        open_release(made.release, audience="authority", by=made.one)
        report = Report.objects.get(release=made.release, kind="authority")
        assert report.payload["context"]["expected"] == {}
        assert document(made.release, "authority").mirror is None


@pytest.mark.parametrize("published", [False, True])
def test_the_report_holds_it_only_if_the_team_said_so(program: Program, published: bool) -> None:
    made = Mirrored(program, published=published)

    with program_context(program):
        shown = {kind: document(made.release, kind) for kind in ("network", "members")}
        printed = page_html("network", shown["network"], stamp_of(shown["network"], "a" * 64, "Informe"))

    for report in shown.values():
        assert (report.mirror is not None) is published
        assert bool(report.summary.surprise) is published
    assert ("<h1>Espejo</h1>" in printed) is published
    for name in (str(made.one), str(made.other)):
        assert name not in printed


def test_only_the_mean_of_the_team_is_kept_in_the_report(program: Program) -> None:
    made = Mirrored(program, published=True)

    with program_context(program):
        kept = Report.objects.get(release=made.release, kind="network").payload["context"]["expected"]

    assert kept["PN"] == {"agree": [3, 4], "against": None, "people": 2}
    assert kept["KP"] == {"agree": [2, 5], "against": [2, 5], "people": 2}


def test_while_it_is_private_the_team_reads_its_surprise_on_the_web_and_others_do_not(
    program: Program,
) -> None:
    made = Mirrored(program)

    assert "Solo para tu equipo:" in made.page(made.one, "")[1]
    assert "La mayor sorpresa" not in made.page(made.facilitator, "")[1]


def test_a_team_that_wrote_nothing_reads_why_the_page_is_empty(program: Program) -> None:
    made = Mirrored(program)
    with program_context(program):
        bare = make_release(program, 6, network=make_network(6, name="Red sola"))
        person = make_coordinator(program, bare.survey.network)
    made.release = bare

    status, page = made.page(person)

    assert status == 200
    assert "El equipo no escribió qué esperaba" in page


# --- The programme beside the network ---------------------------------------------------------------


def test_from_the_fifth_network_on_the_programmes_rate_is_beside(inside: Program) -> None:
    releases = [release_in(inside, make_network(14, name=f"Red {n}"), 2026) for n in range(6)]
    other_year = release_in(inside, make_network(14, name="Red antigua"), 2025)

    shown = [document(release).respondents.program for release in releases]

    # Each report keeps what was known on its day: the fifth is the first that may say it.
    assert [bool(words) for words in shown] == [False, False, False, False, True, True]
    assert "En las primeras 5 redes del programa" in shown[4]
    assert "70 de 85 personas" in shown[4]
    assert document(other_year).respondents.program == ""


def test_an_authority_gets_no_rate_of_the_programme(inside: Program) -> None:
    releases = [release_in(inside, make_network(14, name=f"Red {n}"), 2026) for n in range(5)]

    context = context_of(releases[0].survey, Audience.AUTHORITY, on=DAY)

    assert context.program is None


# --- Agreements and disagreements -------------------------------------------------------------------


def test_five_items_where_people_coincide_and_five_where_they_differ(inside: Program) -> None:
    report = document(release_in(inside, make_network(14, name="Red Itata"), 2026))

    assert (len(report.most_shared), len(report.most_divided)) == (5, 5)
    assert all("consenso" in one.sentence for one in report.most_shared)
    # Ties in the model's order: the purpose before the leadership, the leadership before collaboration.
    assert [one.dimension_code for one in report.most_shared] == ["PN", "PN", "PN", "LR", "CP"]
    assert [one.code for one in report.most_shared] == sorted(
        (one.code for one in report.most_shared), key=lambda code: ("pn", "lr", "cp").index(code[:2])
    )


def test_an_authority_has_no_lists_of_items(inside: Program) -> None:
    report = document(release_in(inside, make_network(14, name="Red Itata"), 2026), "authority")

    assert (report.most_shared, report.most_divided) == ((), ())
