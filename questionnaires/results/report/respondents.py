"""Who answered, and how the codes reached them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lar.disclosure import PublishableTable
from lar.statistics import ProgramRate, participation_sentence, program_rate_sentence
from lar.statistics.numbers import joined, number, percent
from questionnaires.results.released import Circumstances
from questionnaires.results.report.parts import Respondents
from questionnaires.surveys.models import CodeKeeper, SurveyMode

HALF = Fraction(1, 2)
"""A share of answers under which the report asks to think of those who are not in it."""

_ROLES = {
    "head": ("persona de dirección", "personas de dirección"),
    "utp": ("jefatura UTP", "jefaturas UTP"),
    "teacher": ("docente", "docentes"),
    "other": ("persona con otro rol", "personas con otros roles"),
}

_BY_EMAIL = (
    "La plataforma envió a cada integrante, por correo, un código de un solo uso. "
    "Nadie ve quién ya lo usó: al responder, el código se borra."
)
_OPEN_CODE = (
    "La red usó un código abierto, el mismo para todas las personas. Quien lo tuviera podía responder, "
    "también más de una vez: por eso no hay tasa de respuesta ni márgenes, y se piden al menos diez "
    "respuestas."
)
_IMPORTED = (
    "Respuestas importadas: se recogieron fuera de esta plataforma y la administración del programa las "
    "cargó desde un archivo. La plataforma no puede asegurar cómo se repartió el cuestionario."
)
_SLIPS = {
    CodeKeeper.TEAM: (
        "Cupones repartidos por la coordinación de la red: se imprimieron una vez y cada persona sacó uno. "
        "Quien tuviera cupones sin usar habría podido responder con ellos."
    ),
    CodeKeeper.FACILITATOR: (
        "Cupones repartidos por el equipo facilitador: se imprimieron una vez y cada persona sacó uno. "
        "Quien tuviera cupones sin usar habría podido responder con ellos."
    ),
    CodeKeeper.SYSTEM: "Cupones de un solo uso: al responder, el código se borra.",
}


def respondents(
    table: PublishableTable, known: Circumstances, program: ProgramRate | None = None
) -> Respondents:
    """The section on who answered. Without a roster (open code) there is no rate."""
    rate = None if table.roster is None else Fraction(table.respondents, table.roster)
    return Respondents(
        answered=number(table.respondents),
        asked="" if table.roster is None else number(table.roster),
        rate="" if rate is None else percent(rate, people=table.roster or 0),
        sentence=participation_sentence(table),
        caution=_caution(rate),
        codes=_codes(known),
        asked_by_role=_asked(known.schools, known.asked_by_role, table.roster),
        program=program_rate_sentence(program) if program else "",
    )


def _caution(rate: Fraction | None) -> str:
    if rate is None or rate >= HALF:
        return ""
    return (
        "Respondió menos de la mitad de las personas convocadas. Antes de sacar conclusiones, "
        "conviene preguntarse quiénes no están en estas páginas y por qué."
    )


def _codes(known: Circumstances) -> str:
    if known.mode == SurveyMode.EMAIL:
        words = _BY_EMAIL
    elif known.mode == SurveyMode.SLIPS:
        words = _SLIPS[CodeKeeper(known.code_keeper)]
    elif known.mode == SurveyMode.OPEN_CODE:
        words = _OPEN_CODE
    else:
        words = _IMPORTED
        if known.roster_source:
            words += f" El número de personas convocadas sale de: {known.roster_source}."
    if known.codes_replaced and known.mode == SurveyMode.OPEN_CODE:
        many = known.codes_replaced
        words += (
            f" El código se cambió {'una vez' if many == 1 else f'{many} veces'} mientras estaba abierto."
        )
    elif known.codes_replaced:
        many = known.codes_replaced
        words += f" Se {'repuso 1 código perdido' if many == 1 else f'repusieron {many} códigos perdidos'};"
        words += " si alguno de los perdidos también se usó, una persona pudo responder más de una vez."
    return words


def _asked(schools: int, by_role: Sequence[tuple[str, int]], roster: int | None) -> str:
    """Whom the network asked: places by role, never who answered among them.

    Nothing when they are not N: it was corrected after the list was frozen, or lost slips were found again.
    """
    if roster is None or sum(places for _role, places in by_role) != roster:
        return ""
    parts = [f"{number(places)} {_ROLES[role][places != 1]}" for role, places in by_role if places]
    where = f"{number(schools)} {'establecimiento' if schools == 1 else 'establecimientos'}"
    return f"La red convocó a {number(roster)} personas de {where}: {joined(parts)}."
