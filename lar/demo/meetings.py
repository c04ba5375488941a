"""What the networks of the demonstration meet for in each of their two years. Invented, and plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Meeting:
    """An activity of the story: its day of the year, what was on the agenda and what was written of it."""

    kind: str
    month: int
    day: int
    title: str
    agenda: str
    minutes: str
    purpose: str = ""
    own_work: str = "reading"
    # Notes of a tutoring that everybody who was called may read.
    is_shared: bool = False
    # A session to which a facilitator comes to look, as was agreed.
    is_observed: bool = False


FIRST_YEAR = (
    Meeting(
        "tutoring",
        4,
        8,
        "Tutoría: cómo está la red",
        "Qué funciona y qué cuesta.\nQué esperan del año.",
        "El equipo ve a la red dispuesta, pero con poco tiempo. Les preocupa que las sesiones se "
        "llenen de avisos. "
        "Quedamos en preparar juntas la primera y en dejar los avisos para el correo.",
    ),
    Meeting(
        "network_session",
        4,
        22,
        "Primera sesión: para qué estamos en red",
        "Bienvenida.\nLeer el propósito y escribirlo de nuevo.\nFechas del año.",
        "Leímos el propósito por grupos y lo escribimos con nuestras palabras. Cada escuela dijo qué "
        "aprendizaje le "
        "preocupa. Acordamos traer un ejemplo de cada escuela a la próxima sesión.",
        "inquiry",
    ),
    Meeting(
        "authority_meeting",
        5,
        8,
        "Reunión con las autoridades del territorio",
        "Horas protegidas para la coordinación.\nCoherencia con el plan del territorio.",
        "Se confirman dos horas semanales para coordinar. Nos volvemos a ver a fin de año.",
    ),
    Meeting(
        "between_sessions",
        5,
        22,
        "Lectura: preguntas que ayudan a pensar",
        "Leer el capítulo sobre el amigo crítico y anotar dos preguntas.",
        "Nos sirvió para preparar la sesión de junio.",
    ),
    Meeting(
        "network_session",
        6,
        18,
        "Segunda sesión: mirar nuestras prácticas",
        "Un ejemplo por escuela.\nQué tienen en común.\nQué queremos probar.",
        "Cada escuela mostró un ejemplo. Vemos que planificamos solas y queremos observarnos en "
        "clases. Avisamos "
        "que en agosto viene el cuestionario: es anónimo y lo respondemos todas y todos.",
        "inquiry",
    ),
    Meeting(
        "tutoring",
        9,
        1,
        "Tutoría: leer los datos juntas",
        "Cómo presentar resultados sin buscar culpables.\nGuion del taller de octubre.",
        "Practicamos cómo abrir la conversación con preguntas. El equipo llega más seguro: primero "
        "se predice, "
        "después se mira y al final se acuerda.",
        is_shared=True,
    ),
    Meeting(
        "network_session",
        9,
        10,
        "Tercera sesión: probar y contar",
        "Qué probó cada escuela.\nQué ajustamos.",
        "Cuatro escuelas observaron clases. Ajustamos la pauta: menos preguntas y más tiempo para conversar.",
        "implementation",
    ),
    Meeting(
        "network_session",
        10,
        8,
        "Cuarta sesión: conversar los resultados",
        "Predecir antes de mirar.\nLos resultados por dimensión.\nCómo los leemos.\nQué acordamos.",
        "Miramos los resultados y cada grupo contó cómo los entiende. Hubo acuerdo en lo que falta: que lo "
        "conversado llegue a las salas. Los acuerdos quedaron escritos antes de irnos.",
        "socialization",
        is_observed=True,
    ),
    Meeting(
        "between_sessions",
        10,
        21,
        "Sistematizar: lo que contamos de nuestra red",
        "Ordenar las actas del año en una página: qué probamos, qué vimos, qué nos preguntamos.",
        "La página quedó en la carpeta de la red. Sirvió para explicarle el trabajo a dos personas nuevas.",
        own_work="writing",
    ),
    Meeting(
        "network_session",
        11,
        5,
        "Quinta sesión: qué pasó con lo que acordamos",
        "Revisar los acuerdos uno por uno.\nLo que sigue el próximo año.",
        "Dijimos qué pasó con cada acuerdo y por qué. Lo que no resultó se cambió por algo más chico.",
        "implementation",
    ),
)

SECOND_YEAR = (
    Meeting(
        "tutoring",
        4,
        8,
        "Tutoría: partir desde lo que dijo la red",
        "Los resultados del año pasado.\nQué dimensión sigue pidiendo trabajo.",
        "Volvimos a los resultados con otros ojos. El equipo quiere una sola estrategia, chica, y "
        "hacerla dos veces "
        "antes de cambiarla. Piden ayuda para convencer a las escuelas que llegaron este año.",
    ),
    Meeting(
        "network_session",
        4,
        22,
        "Primera sesión: retomar el propósito y los acuerdos",
        "Los acuerdos del año pasado.\n¿El propósito todavía nos sirve?\nFechas del año.",
        "Leímos los acuerdos del año pasado: dos se cumplieron y uno quedó pendiente. Afinamos el "
        "propósito para "
        "que diga en qué se notará en la sala.",
        "inquiry",
    ),
    Meeting(
        "authority_meeting",
        5,
        8,
        "Reunión con las autoridades del territorio",
        "Qué mostró la red el año pasado.\nReemplazos para las visitas entre escuelas.",
        "La autoridad mantiene las dos horas semanales y suma dos jornadas de reemplazo por semestre "
        "para visitas.",
    ),
    Meeting(
        "network_session",
        6,
        18,
        "Segunda sesión: primera vuelta de la estrategia",
        "Por qué elegimos esta estrategia.\nLa probamos.\nQué se lleva cada escuela.",
        "La hicimos completa por primera vez. Partir costó, pero cada escuela se fue con una tarea "
        "para la semana.",
        "implementation",
        is_observed=True,
    ),
    Meeting(
        "between_sessions",
        7,
        1,
        "Planificar la segunda vuelta",
        "Cada pareja de escuelas anota qué cambiaría de la primera vuelta.",
        "Llegaron cinco propuestas. Casi todas piden lo mismo: menos preguntas y más conversación.",
        own_work="planning",
    ),
    Meeting(
        "tutoring",
        9,
        1,
        "Tutoría: qué evidencia nos sirve",
        "De la impresión al hecho.\nQué mirar en la segunda vuelta.",
        "Elegimos dos evidencias: la pauta que llena cada pareja y un trabajo de estudiantes por "
        "escuela. Nada más.",
        is_shared=True,
    ),
    Meeting(
        "network_session",
        9,
        10,
        "Tercera sesión: segunda vuelta y ajuste",
        "Lo que trajo cada pareja.\nLa estrategia, con el ajuste.\nQué seguimos haciendo.",
        "Con el ajuste alcanzó el tiempo y hablaron personas que no lo hacían. Dos escuelas ya la "
        "usan por su cuenta.",
        "implementation",
    ),
    Meeting(
        "between_sessions",
        9,
        24,
        "Visita a la sesión de otra red",
        "Mirar cómo abren la conversación y anotar una pregunta que nos llevamos.",
        "Fuimos dos. Nos trajimos la idea de partir por los acuerdos y no por los avisos.",
        own_work="visit",
    ),
    Meeting(
        "network_session",
        10,
        8,
        "Cuarta sesión: conversar los resultados de dos años",
        "Predecir antes de mirar.\nQué cambió y qué no.\nCómo lo leemos.\nQué acordamos.",
        "Comparamos los dos años con cuidado: somos pocos y una persona mueve la barra. Lo que cambió lo "
        "reconocimos; lo que no, se transformó en acuerdos.",
        "socialization",
    ),
    Meeting(
        "network_session",
        11,
        5,
        "Quinta sesión: lo que seguimos haciendo sin el programa",
        "Revisar los acuerdos.\nQué mantiene la red por su cuenta.\nQuién convoca el próximo año.",
        "Revisamos los acuerdos y dos escuelas se ofrecieron para convocar en marzo.",
        "implementation",
    ),
)

# Of each training workshop: its day and what was written of it. The topics are those of the model.
WORKSHOPS = (
    (
        4,
        15,
        "Cada red ubicó un hecho reciente en las dimensiones del modelo. Costó separar colaboración "
        "de confianza: "
        "quedó un ejemplo de cada una en la carpeta común.",
    ),
    (
        5,
        26,
        "Los grupos diseñaron una pregunta para su red y la probaron con otra. Se llevan una pauta "
        "de una página.",
    ),
    (
        7,
        7,
        "Tres redes mostraron lo que ya prueban. Se conversó por qué conviene repetir antes de cambiar.",
    ),
    (
        8,
        27,
        "Practicamos planificar hacia atrás: primero en qué se notará y después la actividad.",
    ),
    (
        9,
        29,
        "Leímos un informe de ensayo, primero prediciendo. La regla quedó clara: leer antes de explicar.",
    ),
    (
        11,
        17,
        "En tríos, con un caso propio: una persona cuenta, otra pregunta, otra observa. Nadie dio consejos.",
    ),
)
WORKSHOP_AGENDA = "Bienvenida.\nTeoría en breve.\nPráctica en grupos de redes distintas.\nCierre."

JOINT = Meeting(
    "joint_authorities",
    6,
    11,
    "Autoridades de los territorios: qué necesitan las redes",
    "Qué condiciones da cada territorio.\nQué se puede copiar del vecino.",
    "Cada territorio contó qué horas protege para coordinar. Se acordó avisar con un semestre los "
    "cambios de equipo.",
)
DISSEMINATION = Meeting(
    "dissemination",
    11,
    20,
    "Taller de difusión: lo que aprendimos en red",
    "Tres redes cuentan un año.\nPreguntas de redes que quieren partir.\nMaterial para llevar.",
    "Vinieron equipos de otras comunas. Lo que más preguntaron: cómo se cuida que nadie sepa quién "
    "respondió.",
)
GUESTS = 34
