"""docker-compose.yml as an engine would read it: YAML merges done, variables filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

# What the operator writes in .env; everything else has a value of its own.
WRITTEN = {
    "LAR_DOMAIN": "lar.example.cl",
    "LAR_TLS_EMAIL": "soporte@example.cl",
    "LAR_MAIL_FROM": "LAR <lar@example.cl>",
    "LAR_SMTP_HOST": "smtp.example.cl",
}
_VARIABLE = re.compile(r"\$(?:(?P<escaped>\$)|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<other>[^}]*))?\})")


def compose(written: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the file's content.

    Raises:
        KeyError: for a variable that must be written and is not.
    """
    raw = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    filled: dict[str, Any] = _fill(raw, WRITTEN if written is None else written)
    return filled


def service_environment(name: str) -> dict[str, str]:
    return {key: str(value) for key, value in compose()["services"][name]["environment"].items()}


def _fill(value: Any, written: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(each, written) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, written) for each in value]
    if isinstance(value, str):
        return _VARIABLE.sub(lambda match: _text(match, written), value)
    return value


def _text(match: re.Match[str], written: dict[str, str]) -> str:
    if match["escaped"]:
        return "$"
    if match["name"] in written:
        return written[match["name"]]
    if match["kind"] == "-":
        return match["other"]
    raise KeyError(match["name"])
