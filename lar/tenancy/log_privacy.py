"""Logs never carry the path of a public address: it may hold a code or a reading link."""

from __future__ import annotations

import logging
import re

# /r/<code>, /t/<code>, /leer/<token>, /calendario/<token>,
# /correo/dejar/<token>: everything after the first segment is hidden.
PUBLIC_PATH = re.compile(r"(/(?:r|t|leer|calendario|correo/dejar)/)[^\s\"'?/]+")
# Six letters of a code or a token in a query string.
QUERY = re.compile(r"\?[^\s\"']*")


class HidePublicAddresses(logging.Filter):
    """Rewrite a record's text so that no code or token stays in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            message = record.getMessage()
            hidden = QUERY.sub("?…", PUBLIC_PATH.sub(r"\1…", message))
            if hidden != message:
                record.msg, record.args = hidden, None
        return True
