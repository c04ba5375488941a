"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.results.views import evaluation, voices
from questionnaires.results.views.authority import (
    authority_drawing,
    authority_home,
    authority_pdf,
    authority_report,
)
from questionnaires.results.views.contrast import contrast
from questionnaires.results.views.data import data
from questionnaires.results.views.edition import edition_pdf, editions, second_edition
from questionnaires.results.views.explore import explore_year
from questionnaires.results.views.log import log, remind
from questionnaires.results.views.mirror import mirror
from questionnaires.results.views.open_release import open_release
from questionnaires.results.views.pdf import report_drawing, report_pdf
from questionnaires.results.views.program import program, program_pdf
from questionnaires.results.views.program_year import program_year
from questionnaires.results.views.rehearsal import rehearsal, rehearsal_dimension, rehearsal_pdf
from questionnaires.results.views.report import dimension, report
from questionnaires.results.views.year import year, year_zip, years

app_name = "results"

urlpatterns = [
    path("informes/", years, name="years"),
    path("informes/programa/", program_year, name="program_year"),
    path("informes/<int:year>/", year, name="year"),
    path("informes/programa/<int:release_id>/", program, name="program"),
    path("informes/programa/<int:release_id>/informe.pdf", program_pdf, name="program_pdf"),
    path("informes/<int:year>/explorar/", explore_year, name="explore"),
    path("informes/<int:year>/todos.zip", year_zip, name="year_zip"),
    path("resultados/<int:release_id>/", report, name="report"),
    path("resultados/<int:release_id>/dimension/<slug:code>/", dimension, name="dimension"),
    path("resultados/<int:release_id>/informe/", report_drawing, name="report_drawing"),
    path("resultados/<int:release_id>/informe.pdf", report_pdf, name="report_pdf"),
    path("resultados/<int:release_id>/ediciones/", editions, name="editions"),
    path("resultados/<int:release_id>/ediciones/nueva/", second_edition, name="second_edition"),
    path("resultados/<int:release_id>/ediciones/<int:report_id>/", edition_pdf, name="edition_pdf"),
    path("resultados/<int:release_id>/registro/", log, name="log"),
    path("resultados/<int:release_id>/recordar/", remind, name="remind"),
    path("resultados/<int:release_id>/datos/<slug:kind>/", data, name="data"),
    path("resultados/<int:release_id>/compartir/", open_release, name="open_release"),
    path("resultados/<int:release_id>/mirada-del-equipo/", contrast, name="contrast"),
    path("resultados/<int:release_id>/voces/compartir/", voices.voices_open, name="voices_open"),
    path("voces/", voices.voices_home, name="voices_home"),
    path("voces/<int:survey_id>/", voices.voices, name="voices"),
    path("voces/<int:survey_id>/publicar/", voices.voices_publish, name="voices_publish"),
    path("voces/<int:survey_id>/<uuid:text_key>/", voices.voices_text, name="voices_text"),
    path("resultados/<int:release_id>/espejo/", mirror, name="mirror"),
    path("actividades/<int:activity_id>/evaluacion/", evaluation.evaluation, name="evaluation"),
    path(
        "actividades/<int:activity_id>/evaluacion/codigo/",
        evaluation.evaluation_code,
        name="evaluation_code",
    ),
    path(
        "actividades/<int:activity_id>/evaluacion/cupones/<int:sheet_id>/",
        evaluation.evaluation_slips,
        name="evaluation_slips",
    ),
    path(
        "actividades/<int:activity_id>/evaluacion/anular/",
        evaluation.evaluation_cancel,
        name="evaluation_cancel",
    ),
    path("autoridad/", authority_home, name="authority_home"),
    path("autoridad/<int:release_id>/", authority_report, name="authority_report"),
    path("autoridad/<int:release_id>/informe/", authority_drawing, name="authority_drawing"),
    path("autoridad/<int:release_id>/informe.pdf", authority_pdf, name="authority_pdf"),
    path("cuestionarios/<int:version_id>/ensayo/", rehearsal, name="rehearsal"),
    path("cuestionarios/<int:version_id>/ensayo/pdf/", rehearsal_pdf, name="rehearsal_pdf"),
    path(
        "cuestionarios/<int:version_id>/ensayo/dimension/<slug:code>/",
        rehearsal_dimension,
        name="rehearsal_dimension",
    ),
]
