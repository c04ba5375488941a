"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.surveys.views import (
    acts,
    expecting,
    importing,
    many,
    open_code,
    paper,
    prepare,
    reading_link,
    standing,
    survey,
    team,
)

app_name = "surveys"

urlpatterns = [
    path("redes/<int:network_id>/ciclos/<int:year>/cuestionario/", prepare.prepare, name="prepare"),
    path("redes/<int:network_id>/enlace-de-lectura/", reading_link.reading_link, name="reading_link"),
    path("aplicaciones/en-curso/", standing.standing, name="standing"),
    path("aplicaciones/abrir/", many.many, name="open_many"),
    path("aplicaciones/importar/", importing.start, name="import_start"),
    path("aplicaciones/<int:survey_id>/importar/", importing.load, name="import_load"),
    path("aplicaciones/<int:survey_id>/", survey.survey, name="survey"),
    path("aplicaciones/<int:survey_id>/preparacion/", prepare.change, name="change"),
    path("aplicaciones/<int:survey_id>/confirmar/", acts.confirm, name="confirm"),
    path("aplicaciones/<int:survey_id>/abrir/", acts.open_now, name="open"),
    path("aplicaciones/<int:survey_id>/extender/", acts.extend, name="extend"),
    path("aplicaciones/<int:survey_id>/anular/", acts.cancel, name="cancel"),
    path("aplicaciones/<int:survey_id>/corregir/", acts.correct, name="correct"),
    path("aplicaciones/<int:survey_id>/recordar/", acts.remind, name="remind"),
    path("aplicaciones/<int:survey_id>/reponer/", acts.replace, name="replace"),
    path("aplicaciones/<int:survey_id>/rehacer/", acts.redraw, name="redraw"),
    path("aplicaciones/<int:survey_id>/cupones/<int:sheet_id>/", acts.take_slips, name="take_slips"),
    path("aplicaciones/<int:survey_id>/codigo/", open_code.slide, name="slide"),
    path("aplicaciones/<int:survey_id>/codigo/cambiar/", open_code.change_code, name="change_open_code"),
    path("aplicaciones/<int:survey_id>/espejo/", expecting.expect, name="expect"),
    path("aplicaciones/<int:survey_id>/espejo/publicar/", expecting.publish, name="publish_mirror"),
    path("aplicaciones/<int:survey_id>/papel/", paper.paper, name="paper"),
    path("aplicaciones/<int:survey_id>/papel/pdf/", paper.paper_pdf, name="paper_pdf"),
    path("aplicaciones/<int:survey_id>/papel/enlaces/", paper.paper_links, name="paper_links"),
    path("cuestionarios/<int:version_id>/papel/", paper.version_paper, name="version_paper"),
    path("cuestionarios/<int:version_id>/papel/pdf/", paper.version_paper_pdf, name="version_paper_pdf"),
    path("aplicaciones/<int:survey_id>/mirada/", team.team_view, name="team_view"),
    path("aplicaciones/<int:survey_id>/mirada/compartir/", team.share, name="share_team_view"),
]
