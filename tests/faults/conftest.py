"""One product for the tests of this folder: it starts with the first that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.product import Product, running_product


@pytest.fixture(scope="session")
def _product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("faults")) as product:
        yield product


@pytest.fixture
def product(_product: Product) -> Product:
    """The running product, whole again after what the test before did to it."""
    _product.recover()
    return _product
