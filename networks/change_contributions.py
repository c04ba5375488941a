"""The words of this app for what changes in a network and all who may see the network may know."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from networks.registries import ChangeWords

NETWORK = "networks:network"

WORDS = {
    "activity.cancelled": ChangeWords(_("Se suspendió una actividad"), "networks:activities"),
    "activity.held": ChangeWords(_("Se registró una actividad realizada"), "networks:activities"),
    "activity.planned": ChangeWords(_("Se planificó una actividad"), "networks:activities"),
    "agreement.reviewed": ChangeWords(_("Se revisó un acuerdo"), "networks:agreements"),
    "agreement.written": ChangeWords(_("Se anotó un acuerdo"), "networks:agreements"),
    "condition.answered": ChangeWords(_("La autoridad respondió a una condición"), "networks:conditions"),
    "condition.asked": ChangeWords(_("Se pidió una condición a la autoridad"), "networks:conditions"),
    "condition.state_said": ChangeWords(_("La autoridad dijo cómo va un compromiso"), "networks:conditions"),
    "cycle.analysis_written": ChangeWords(_("El equipo escribió su análisis de la red"), NETWORK),
    "cycle.levers_chosen": ChangeWords(_("El equipo eligió las dimensiones del año"), NETWORK),
    "cycle.projected": ChangeWords(_("El equipo proyectó el próximo año"), NETWORK),
    "cycle.socialization_reviewed": ChangeWords(_("El equipo evaluó la socialización"), NETWORK),
    "cycle.started": ChangeWords(_("Comenzó un ciclo"), NETWORK),
    "cycle.step_set": ChangeWords(_("El trabajo pasó a otro paso"), NETWORK),
    "network.left": ChangeWords(_("La red terminó su paso por el programa"), NETWORK),
    "network.school_added": ChangeWords(_("Se sumó un establecimiento"), NETWORK),
    "network.school_removed": ChangeWords(_("Se fue un establecimiento"), NETWORK),
    "purpose.written": ChangeWords(_("Hay una versión nueva del propósito"), "networks:purpose"),
    "roster.set": ChangeWords(_("Cambió el padrón"), NETWORK),
    "team.handed_over": ChangeWords(_("Hubo un relevo en el equipo"), "networks:team"),
    "team.joined": ChangeWords(_("Una persona se sumó al equipo"), "networks:team"),
    "team.left": ChangeWords(_("Una persona dejó el equipo"), "networks:team"),
}
