"""Benchmarks: run by ``make bench``, each a ratio against its reference in the same run.

They need the machine to themselves and servers with fsync on, which ``bin/bench`` starts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.figures import LATEST, Figures

HERE = Path(__file__).parent
FIGURES = pytest.StashKey[Figures]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is in this folder is slow, and each test commits: servers of its own read what it wrote."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.django_db(transaction=True, databases=["default", "owner"]))


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = Figures()


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    return pytestconfig.stash[FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash.get(FIGURES, Figures())
    if not figures.taken:
        return
    terminalreporter.section("figures")
    for figure in figures.taken:
        terminalreporter.line(str(figure), red=not figure.holds)
    if figures.durable:
        figures.write()
        terminalreporter.line(f"written: {LATEST.parent.name}/{LATEST.name}")
    else:
        terminalreporter.line("not written: these servers run without fsync (use make bench)")
