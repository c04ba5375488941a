from tests.networks.pages.conftest import cast

__all__ = ["cast"]
