"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from networks.views import (
    activities,
    activity,
    activity_print,
    agreements,
    authorities,
    calendar,
    cycle,
    home,
    levers,
    network,
    network_list,
    people,
    purpose,
    roster,
    schools,
    team,
    territories,
)

app_name = "networks"

urlpatterns = [
    path("", home.home, name="home"),
    path("redes/", network_list.network_list, name="network_list"),
    path("redes/nueva/", network.network_create, name="network_create"),
    path("redes/<int:network_id>/", network.network, name="network"),
    path("redes/<int:network_id>/datos/", network.network_edit, name="network_edit"),
    path("redes/<int:network_id>/salida/", network.network_exit, name="network_exit"),
    path("redes/<int:network_id>/proposito/", purpose.purpose, name="purpose"),
    path("redes/<int:network_id>/acuerdos/", agreements.agreements, name="agreements"),
    path("redes/<int:network_id>/acuerdos/nuevo/", agreements.agreement_create, name="agreement_create"),
    path(
        "redes/<int:network_id>/acuerdos/<int:agreement_id>/",
        agreements.agreement,
        name="agreement",
    ),
    path("redes/<int:network_id>/padron/", roster.roster, name="roster"),
    path("redes/<int:network_id>/establecimientos/agregar/", schools.school_add, name="school_add"),
    path(
        "redes/<int:network_id>/establecimientos/<int:row_id>/quitar/",
        schools.school_remove,
        name="school_remove",
    ),
    path("redes/<int:network_id>/equipo/", team.team, name="team"),
    path(
        "redes/<int:network_id>/equipo/<int:row_id>/quitar/",
        team.coordinator_remove,
        name="coordinator_remove",
    ),
    path(
        "redes/<int:network_id>/equipo/<int:row_id>/relevo/",
        team.coordinator_replace,
        name="coordinator_replace",
    ),
    path("redes/<int:network_id>/territorio/", territories.network_territories, name="network_territories"),
    path(
        "redes/<int:network_id>/territorio/<int:row_id>/quitar/",
        territories.territory_unassign,
        name="territory_unassign",
    ),
    path("redes/<int:network_id>/ciclos/nuevo/", cycle.cycle_start, name="cycle_start"),
    path("redes/<int:network_id>/ciclos/<int:year>/", cycle.cycle, name="cycle"),
    path("redes/<int:network_id>/ciclos/<int:year>/paso/", cycle.cycle_step, name="cycle_step"),
    path("redes/<int:network_id>/ciclos/<int:year>/analisis/", cycle.analysis, name="analysis"),
    path("redes/<int:network_id>/ciclos/<int:year>/dimensiones/", levers.levers, name="levers"),
    path("redes/<int:network_id>/actividades/", activities.activities, name="activities"),
    path("redes/<int:network_id>/actividades/nueva/", activities.activity_plan, name="activity_plan"),
    path("redes/<int:network_id>/calendario/", calendar.network_calendar, name="network_calendar"),
    path("actividades/nueva/", activities.activity_plan_many, name="activity_plan_many"),
    path("actividades/<int:activity_id>/", activity.activity, name="activity"),
    path("actividades/<int:activity_id>/cambiar/", activity.activity_edit, name="activity_edit"),
    path("actividades/<int:activity_id>/acta/", activity.activity_hold, name="activity_hold"),
    path("actividades/<int:activity_id>/suspender/", activity.activity_cancel, name="activity_cancel"),
    path("actividades/<int:activity_id>/invitar/", activity.activity_invite, name="activity_invite"),
    path("actividades/<int:activity_id>/actividad.ics", activity.activity_ics, name="activity_ics"),
    path(
        "actividades/<int:activity_id>/imprimir/<slug:document>/",
        activity_print.activity_print,
        name="activity_print",
    ),
    path(
        "actividades/<int:activity_id>/imprimir/<slug:document>.pdf",
        activity_print.activity_pdf,
        name="activity_pdf",
    ),
    path("calendario/", calendar.calendar, name="calendar"),
    path("calendario/enlace/", calendar.calendar_link, name="calendar_link"),
    path("territorios/", territories.territories, name="territories"),
    path("territorios/autoridades/", authorities.authorities, name="authorities"),
    path(
        "territorios/<int:territory_id>/autoridades/<int:row_id>/confirmar/",
        authorities.authority_confirm,
        name="authority_confirm",
    ),
    path("territorios/nuevo/", territories.territory_create, name="territory_create"),
    path("territorios/<int:territory_id>/", territories.territory, name="territory"),
    path(
        "territorios/<int:territory_id>/autoridades/<int:row_id>/quitar/",
        territories.authority_remove,
        name="authority_remove",
    ),
    path("personas/", people.people, name="people"),
    path("personas/invitar/", people.person_invite, name="person_invite"),
    path("personas/<int:membership_id>/terminar/", people.person_end, name="person_end"),
]
