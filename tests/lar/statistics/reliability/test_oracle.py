"""Alpha and its interval against pingouin's, on random answers."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from lar.statistics.reliability import cronbach_alpha, feldt_interval

with warnings.catch_warnings():
    # Its plotting libraries announce their own changes when they are imported.
    warnings.simplefilter("ignore")
    import pingouin


@pytest.mark.parametrize("seed", range(6))
def test_alpha_and_feldts_interval(seed: int) -> None:
    random = np.random.default_rng(seed)
    people, items = int(random.integers(100, 400)), int(random.integers(3, 12))
    trait = random.normal(size=(people, 1))
    answers = np.clip(np.round(3 + trait + random.normal(size=(people, items))), 1, 5)
    theirs, (low, high) = pingouin.cronbach_alpha(data=pd.DataFrame(answers))

    alpha = cronbach_alpha(np.cov(answers, rowvar=False))

    assert alpha == pytest.approx(theirs)
    # pingouin rounds its interval to three places.
    assert feldt_interval(alpha, n=people, items=items) == pytest.approx((low, high), abs=5.1e-4)
