"""A person of a journey with her own browser: what she does by the words that she reads."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from tests.browsers import DESK, check, open_page, sign_in


@dataclass
class Traveller:
    """Somebody signed in, anew on each day of the story: sessions end long before a year does."""

    page: Page
    live_server: LiveServer
    user: User

    @classmethod
    def of(cls, browser: Browser, live_server: LiveServer, user: User) -> Traveller:
        page = open_page(browser, live_server, user, DESK)
        page.set_default_timeout(30_000)
        return cls(page, live_server, user)

    def comes_back(self, path: str = "/demo/") -> None:
        """Sign in on another day and open an address, which must be hers."""
        sign_in(self.page.context, self.live_server, self.user)
        self.opens(path)

    def opens(self, path: str) -> None:
        response = self.page.goto(path)
        assert response is not None
        assert response.status == 200, (path, response.status)

    def follows(self, words: str) -> None:
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=words).first.click()

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words).first.click()

    def writes(self, **words: str) -> None:
        """Fill boxes by their labels; what is written in Spanish goes as ``writes(**{label: text})``."""
        for label, text in words.items():
            self.page.get_by_label(label).first.fill(text)

    def marks(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()

    def reads(self, *words: str) -> None:
        """See these words in the page's main part."""
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text, timeout=20_000)

    def looks(self, name: str) -> None:
        """No accessibility fault, and nothing wider than a phone or a desk."""
        check(self.page, name, (360, 1440))
