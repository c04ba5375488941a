"""What answering asks of the database, in as few messages to the server as it takes.

In SQL: hundreds of people walk this path in the same hour, and for these small questions building
them by the ORM takes longer than answering them. Row security holds here as anywhere.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from lar.tenancy.context import ask_behind_door
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.codes import code_hash
from questionnaires.surveys.guessing import IS_BLOCKED, blocked_values
from questionnaires.surveys.locks import SHARED
from questionnaires.surveys.models import SurveyMode

# Nothing but our own expressions is put in; values are parameters.
NOW = f"""
SELECT survey.program_id, survey.id, survey.mode, survey.state, survey.opens_at, survey.closes_at,
    survey.codes_replaced, (
    SELECT link.id FROM questionnaires_readinglink link
    WHERE link.program_id = survey.program_id AND link.network_id = survey.network_id
        AND link.revoked_at IS NULL
    LIMIT 1
), {IS_BLOCKED}
FROM questionnaires_survey survey
"""  # noqa: S608
OF_CODE = f"""{NOW} JOIN questionnaires_accesscode code
ON code.program_id = survey.program_id AND code.survey_id = survey.id WHERE code.code_hash = %s
"""
OF_SENDING = f"{NOW} WHERE survey.id = %s AND survey.version_id = %s"


@dataclass(frozen=True)
class SurveyNow:
    """What may change of a survey between one person who answers it and the next."""

    program_id: int
    pk: int
    mode: str
    state: str
    opens_at: datetime
    closes_at: datetime
    codes_replaced: int
    reading_link: uuid.UUID | None

    @property
    def has_open_code(self) -> bool:
        """Whether one code serves everybody, so that using it does not delete it."""
        return self.mode == SurveyMode.OPEN_CODE


@dataclass(frozen=True)
class Look:
    """A survey as it is now; and whether who asks has tried too many wrong codes."""

    survey: SurveyNow
    is_blocked: bool


def look_behind(code: str, origin: str) -> Look | None:
    """Look at the survey that an unused code opens. The code's door leads to its programme."""
    digest = code_hash(code)
    row = ask_behind_door(DoorKind.CODE, digest, OF_CODE, [*blocked_values(origin), digest])
    return _look(row)


def hold(survey_id: int, version_id: int, origin: str) -> Look | None:
    """Take the survey's lock, shared, and then look how it stands. Call inside its programme."""
    with connection.cursor() as cursor:
        values = [survey_id, *blocked_values(origin), survey_id, version_id]
        cursor.execute(f"{SHARED}; {OF_SENDING}", values)
        cursor.nextset()
        return _look(cursor.fetchone())


def _look(row: tuple[Any, ...] | None) -> Look | None:
    return Look(SurveyNow(*row[:-1]), row[-1]) if row else None
