"""The cast of the networks' pages."""

from __future__ import annotations

from tests.networks.pages.conftest import cast

__all__ = ["cast"]
