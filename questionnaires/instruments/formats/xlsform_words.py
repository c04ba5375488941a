"""Why parts of an XLSForm stay out, in the words that follow «no se importa:»."""

from __future__ import annotations

from typing import Final

_METADATA: Final = "anota datos del aparato o del momento, y aquí las respuestas son anónimas"
UNKNOWN_TYPE: Final = "aquí no hay preguntas de tipo «{kind}»"

_LOCATION: Final = "pide un lugar, y aquí las respuestas son anónimas"
_FILE: Final = "pide un archivo, y aquí se responde con la escala o con palabras"
_NUMBER: Final = "pide un número, y aquí se responde con la escala o con palabras"
_DATE: Final = "pide una fecha o una hora, y aquí se responde con la escala o con palabras"

TYPE_REASONS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            *("start", "end", "today", "deviceid", "phonenumber", "username", "simserial", "subscriberid"),
            *("email", "audit", "start-geopoint", "background-audio"),
        ),
        _METADATA,
    ),
    "note": "es una nota; si hace falta, va en la presentación del cuestionario",
    "calculate": "es un cálculo, y aquí nada se calcula mientras se responde",
    "hidden": "es un campo oculto",
    "trigger": "es una confirmación, y aquí se responde con la escala o con palabras",
    "acknowledge": "es una confirmación, y aquí se responde con la escala o con palabras",
    "select multiple": "permite marcar varias opciones, y una escala lleva una sola",
    "select one": "toma sus opciones de otro archivo: cópialas en la hoja «choices»",
    "rank": "pide ordenar opciones, y aquí se responde con la escala o con palabras",
    "range": "pide un número en un rango; conviértela en una escala con texto en cada punto",
    "integer": _NUMBER,
    "int": _NUMBER,
    "decimal": _NUMBER,
    "date": _DATE,
    "time": _DATE,
    "datetime": _DATE,
    "geopoint": _LOCATION,
    "geotrace": _LOCATION,
    "geoshape": _LOCATION,
    "location": _LOCATION,
    "image": _FILE,
    "photo": _FILE,
    "audio": _FILE,
    "video": _FILE,
    "file": _FILE,
    "barcode": _FILE,
    "xml external": _FILE,
    "csv external": _FILE,
    "begin loop": "repite preguntas por cada opción",
    "end loop": "repite preguntas por cada opción",
    "include": "incluye otro formulario: cópialo en este archivo",
}

COLUMN_REASONS: Final[dict[str, str]] = {
    "relevant": "aquí todas las personas ven todas las preguntas",
    "constraint": "aquí no se validan condiciones",
    "constraint message": "acompaña una condición que tampoco se importa",
    "calculation": "aquí nada se calcula mientras se responde",
    "required": "aquí toda pregunta se puede dejar en blanco",
    "required message": "aquí toda pregunta se puede dejar en blanco",
    "hint": "aquí la pregunta dice todo en su texto",
    "guidance hint": "aquí la pregunta dice todo en su texto",
    "appearance": "aquí cada pregunta se dibuja de una sola manera",
    "default": "aquí ninguna respuesta viene marcada",
    "choice filter": "aquí todas las personas ven las mismas opciones",
    "repeat count": "aquí cada persona responde una vez",
    "media": "aquí las preguntas son solo texto",
    "image": "aquí las preguntas son solo texto",
    "audio": "aquí las preguntas son solo texto",
    "video": "aquí las preguntas son solo texto",
    "parameters": "aquí no hay parámetros",
    "trigger": "aquí nada se calcula mientras se responde",
    "read only": "aquí toda pregunta se responde",
}

SILENT_COLUMNS: Final[dict[str, frozenset[str]]] = {
    "required": frozenset({"no", "false", "false()", "0"}),
    "relevant": frozenset({"true", "true()", "1"}),
    "read only": frozenset({"no", "false", "false()", "0"}),
}
"""Values that say what is so here anyway: leaving them out loses nothing."""
