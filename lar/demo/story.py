"""Who and what is in the demonstration programme, as plain data. Everything here is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from networks.models import NetworkKind, TerritoryKind

SLUG = "demo"
PROGRAM_NAME = "Programa LAR de demostración"
INSTITUTION = "Universidad de demostración"
PASSWORD = "demo-lar-2026"  # noqa: S105 - printed by `make run`; the data are invented
THIS_YEAR = 2026
QUESTIONNAIRE = "lar-demo"  # the one that its networks answer every year
# What the networks of the story answer; the other one is there to be opened.
INSTRUMENT = "lar-demo"
TRANSFER = date(2026, 1, 1)


class Outcome(StrEnum):
    """Where the questionnaire of the running year is left."""

    READY = "ready"  # nothing opened yet: the tour opens it
    OPEN = "open"  # being answered
    RELEASED = "released"  # results for the team
    SHARED = "shared"  # shared with members and authority
    TOO_FEW = "too_few"  # sealed under five


@dataclass(frozen=True)
class Place:
    """A territory of the demonstration and the comunas its networks draw schools from."""

    name: str
    kind: TerritoryKind
    comunas: tuple[int, ...]


@dataclass(frozen=True)
class NetworkPlan:
    """A network: ``seats`` people of ``schools`` schools, of whom ``answering`` answer each year."""

    name: str
    kind: NetworkKind
    place: str
    cohort: int
    schools: int
    seats: int
    answering: int
    mood: str
    outcome: Outcome
    levers: tuple[str, ...]
    coordinators: int = 2
    # The territory that its schools pass to on ``TRANSFER``, as municipal schools pass to a SLEP.
    moves_to: str = ""
    # In a second year most networks look at their purpose again; this one has not.
    forgets_purpose: bool = False
    # Leaves the programme before its two years are over.
    leaves: bool = False


PLACES = (
    Place("SLEP Bahía Clara", TerritoryKind.SLEP, (5103, 5105, 5107, 5801)),
    Place("Corporación Viña del Mar", TerritoryKind.CORPORATION, (5109,)),
    Place("SLEP Tajamar", TerritoryKind.SLEP, (13103, 13124)),
    Place("SLEP Pehuén", TerritoryKind.SLEP, (9101, 9108)),
    Place("SLEP Mar Interior", TerritoryKind.SLEP, (10201, 10202)),
    Place("DEPROV Arauco", TerritoryKind.DEPROV, (8201, 8202, 8203)),
)

# Two networks with the same 57 % in «Propósito nuclear» that are not alike: «Estero Marga» agrees,
# «Los Molinos» is divided. Both have 20 answers or more, so that agreement can be told apart.
NETWORKS = (
    NetworkPlan(
        "Red Estero Marga",
        NetworkKind.RME,
        "SLEP Bahía Clara",
        2025,
        8,
        24,
        21,
        "steady",
        Outcome.SHARED,
        ("PN",),
    ),
    NetworkPlan(
        "Red Los Molinos",
        NetworkKind.RME,
        "Corporación Viña del Mar",
        2025,
        8,
        23,
        21,
        "divided",
        Outcome.RELEASED,
        ("CC",),
        moves_to="SLEP Bahía Clara",
    ),
    NetworkPlan(
        "Red Bahía Clara",
        NetworkKind.SLEP,
        "SLEP Bahía Clara",
        2025,
        12,
        33,
        29,
        "warm",
        Outcome.SHARED,
        ("LR",),
        3,
    ),
    NetworkPlan(
        "Microcentro Queilén Alto",
        NetworkKind.MICROCENTRO,
        "SLEP Mar Interior",
        2025,
        5,
        6,
        4,
        "mild",
        Outcome.TOO_FEW,
        ("CP",),
        1,
        leaves=True,
    ),
    NetworkPlan(
        "Red Tajamar Norte",
        NetworkKind.SLEP,
        "SLEP Tajamar",
        2025,
        10,
        24,
        21,
        "mild",
        Outcome.SHARED,
        ("CP", "CC"),
    ),
    NetworkPlan(
        "Red Pehuén Lectora",
        NetworkKind.THEMATIC,
        "SLEP Pehuén",
        2025,
        9,
        18,
        15,
        "scattered",
        Outcome.RELEASED,
        ("PN", "CP"),
        forgets_purpose=True,
    ),
    NetworkPlan(
        "Red Costa de Arauco",
        NetworkKind.RME,
        "DEPROV Arauco",
        2026,
        8,
        16,
        13,
        "warm",
        Outcome.READY,
        ("PN",),
    ),
    NetworkPlan(
        "Red Nahuelbuta", NetworkKind.RME, "DEPROV Arauco", 2026, 7, 13, 8, "mild", Outcome.OPEN, ("CC",)
    ),
    NetworkPlan(
        "Red Pudahuel Aprende",
        NetworkKind.SLEP,
        "SLEP Tajamar",
        2026,
        9,
        20,
        17,
        "warm",
        Outcome.SHARED,
        ("PN",),
    ),
    NetworkPlan(
        "Red Convivencia Tajamar",
        NetworkKind.THEMATIC,
        "SLEP Tajamar",
        2026,
        8,
        17,
        14,
        "scattered",
        Outcome.RELEASED,
        ("CC",),
    ),
    NetworkPlan(
        "Red Cautín Educa",
        NetworkKind.SLEP,
        "SLEP Pehuén",
        2026,
        10,
        23,
        20,
        "mild",
        Outcome.SHARED,
        ("LR",),
        3,
    ),
    NetworkPlan(
        "Red Lautaro Rural",
        NetworkKind.MICROCENTRO,
        "SLEP Pehuén",
        2026,
        6,
        9,
        7,
        "consensus",
        Outcome.SHARED,
        ("CP",),
        1,
    ),
    NetworkPlan(
        "Red Castro Isleña",
        NetworkKind.SLEP,
        "SLEP Mar Interior",
        2026,
        8,
        15,
        12,
        "mild",
        Outcome.OPEN,
        ("PN", "CC"),
    ),
    NetworkPlan(
        "Red Ancud Primera Infancia",
        NetworkKind.THEMATIC,
        "SLEP Mar Interior",
        2026,
        7,
        12,
        9,
        "warm",
        Outcome.RELEASED,
        ("CP",),
    ),
    NetworkPlan(
        "Red Quilpué Centro",
        NetworkKind.RME,
        "SLEP Bahía Clara",
        2026,
        6,
        12,
        10,
        "divided",
        Outcome.RELEASED,
        ("PN",),
    ),
    NetworkPlan(
        "Red Playa Ancha de Quintero",
        NetworkKind.SLEP,
        "SLEP Bahía Clara",
        2026,
        8,
        16,
        14,
        "mild",
        Outcome.SHARED,
        ("CC",),
    ),
)

# Networks that talked over this year's results with the screen of the room and their phones.
ROOMS = ("Red Estero Marga", "Red Tajamar Norte")

# Questions that a network asks for itself, besides the questionnaire.
OWN_ITEMS = {
    "Red Tajamar Norte": (
        "Las reuniones de los jueves nos acomodan.",
        "El traslado entre comunas nos impide participar.",
    )
}

# The people that `make run` names; the rest of the coordinators have names of their own below.
FACILITATOR = ("facilitadora@demo.lar", "Daniela Fuentes Rojas")
SECOND_FACILITATOR = ("facilitador2@demo.lar", "Mauricio Cárcamo Soto")
COORDINATOR = ("coordinadora@demo.lar", "Paula Henríquez Mella")
AUTHORITY = ("autoridad@demo.lar", "Ricardo Salvo Pino")
ADMINISTRATOR = ("administradora@demo.lar", "Teresa Ñancupil Vera")
OPERATOR = ("operadora@demo.lar", "Carmen Olavarría Díaz")

# A supervisor who is the authority of her DEPROV and coordinates one of its networks: two hats.
SUPERVISOR = ("supervisora@demo.lar", "Mirta Cea Villagrán")
SUPERVISED = "Red Nahuelbuta"

# Who reads what the networks of each territory share. One territory has nobody yet.
AUTHORITIES = {
    "SLEP Bahía Clara": AUTHORITY,
    "SLEP Tajamar": ("autoridad.tajamar@demo.lar", "Loreto Cisternas Jara"),
    "SLEP Pehuén": ("autoridad.pehuen@demo.lar", "Gonzalo Melinao Parra"),
    "SLEP Mar Interior": ("autoridad.marinterior@demo.lar", "Sonia Vidal Oyarzo"),
    "DEPROV Arauco": SUPERVISOR,
}

# The coordinator of the tour: one network whose questionnaire is to be opened, one with results.
TOUR_NETWORKS = ("Red Costa de Arauco", "Red Estero Marga")

FIRST_NAMES = (
    "Andrea",
    "Jorge",
    "Marcela",
    "Luis",
    "Verónica",
    "Pablo",
    "Carolina",
    "Hernán",
    "Isabel",
    "Rodrigo",
    "Claudia",
    "Patricio",
    "Ximena",
    "Óscar",
    "Gloria",
    "Sebastián",
    "Rosa",
    "Iván",
)
LAST_NAMES = (
    "Muñoz",
    "Catrileo",
    "Vergara",
    "Peña",
    "Sepúlveda",
    "Bórquez",
    "Núñez",
    "Aravena",
    "Leiva",
    "Huenchul",
    "Contreras",
    "Zúñiga",
    "Barría",
    "Toledo",
    "Quiroz",
    "Araya",
    "Ojeda",
    "Ibáñez",
)

PURPOSES = {
    "PN": "Que en todas nuestras escuelas cada estudiante de primer ciclo lea con sentido, y que lo que "
    "aprendemos al enseñarlo circule entre nosotras y nosotros.",
    "LR": "Que las decisiones pedagógicas de la red se tomen en conjunto y lleguen a las salas de clases de "
    "cada establecimiento.",
    "CP": "Planificar y observar clases en conjunto, para que las buenas prácticas de una escuela sirvan a "
    "los estudiantes de todas.",
    "CC": "Cumplir lo que acordamos y revisarlo con confianza, para mejorar la convivencia y el aprendizaje "
    "de nuestros estudiantes.",
}

# What the same networks agreed a year later, after trying.
PURPOSES_AFTER = {
    "PN": "Que cada estudiante de primer ciclo lea con sentido y lo pueda contar; en cada sesión traemos una "
    "evidencia de aula y decidimos juntas y juntos qué probar hasta la siguiente.",
    "LR": "Que las decisiones pedagógicas de la red se preparen por turnos entre las escuelas y se "
    "noten en al "
    "menos una sala de cada establecimiento antes de la sesión siguiente.",
    "CP": "Planificar y observar clases en parejas de escuelas, y contar a la red qué aprendieron los "
    "estudiantes y qué cambiaríamos.",
    "CC": "Cumplir lo que acordamos, decir a tiempo lo que no podremos cumplir y cuidar que en cada "
    "sesión hable "
    "más gente.",
}

REASONS = {
    "PN": "En la última jornada cada escuela describió un propósito distinto; necesitamos uno común.",
    "LR": "Casi todo lo conduce la coordinación: queremos que más personas propongan y lideren.",
    "CP": "Nos juntamos a informar, pero pocas veces preparamos o miramos clases en conjunto.",
    "CC": "Los acuerdos quedan en el acta y no siempre se retoman en la sesión siguiente.",
}

ANALYSIS = (
    "Revisamos las actas del año y conversamos con cada escuela. La red se reúne con regularidad y hay "
    "buena disposición; cuesta que lo acordado llegue a las salas de clases y vuelva a la red."
)
