#!/usr/bin/env python
"""Django's commands, with this machine's servers behind them."""

from __future__ import annotations

import contextlib
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lar.settings.development")
    from django.core.management import execute_from_command_line

    with _servers():
        execute_from_command_line(sys.argv)


def _servers() -> contextlib.AbstractContextManager[None]:
    if not os.environ["DJANGO_SETTINGS_MODULE"].endswith((".development", ".test")):
        return contextlib.nullcontext()  # a server has its addresses in its environment
    from lar.devserver.attach import servers_for

    return servers_for(sys.argv)


if __name__ == "__main__":
    main()
