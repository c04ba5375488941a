"""Every threshold of the disclosure rules. A programme may raise them; nobody may lower them."""

from __future__ import annotations

from dataclasses import dataclass, fields

MIN_GROUP = 5
"""Respondents below which nothing of a group is known."""

MIN_OPEN_CODE = 10
"""Respondents needed when there is no roster (one open code for a whole network)."""

MIN_ITEM = 5
"""Valid answers below which an item is reserved."""

FULL_DETAIL_FROM = 20
"""Valid answers from which every point of the scale is shown, not only its blocks."""

MIN_AUTHORITY_ITEMS = 3
"""Publishable items that a dimension needs to reach an authority."""

MIN_LR_OWN_ITEMS = 3
"""Publishable items of its own that a container (LR) needs to pool them with its children's."""

FREE_TEXT_MIN = 8
"""Free texts below which none is published."""

THEME_MIN_TEXTS = 3
"""Free texts that a theme needs."""

PROGRAM_MIN_NETWORKS = 5
"""Networks that a value of the whole programme needs."""

PROGRAM_MIN_ANSWERS = 25
"""Answers that a value of the whole programme needs."""

PROGRAM_MIN_UNSEEN_NETWORKS = 2
"""Networks that a printed programme value must hold or leave out beyond those that its reader sees."""

SMALL_NETWORKS_MIN_ANSWERS = 5
"""Answers that the frozen cell of small networks needs."""

SMALL_NETWORKS_MIN_NETWORKS = 2
"""Networks with answers that the frozen cell of small networks needs."""

COVARIANCE_MIN_ANSWERS = 100
"""Complete cases that the pooled item covariance needs."""

COVARIANCE_MIN_NETWORKS = 5
"""Networks that the pooled item covariance needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The thresholds in force for a programme: the floors above, or higher.

    Raises ValueError when any of them is below its floor.
    """

    min_group: int = MIN_GROUP
    min_open_code: int = MIN_OPEN_CODE
    min_item: int = MIN_ITEM
    full_detail_from: int = FULL_DETAIL_FROM
    min_authority_items: int = MIN_AUTHORITY_ITEMS
    min_own_items: int = MIN_LR_OWN_ITEMS
    free_text_min: int = FREE_TEXT_MIN
    theme_min_texts: int = THEME_MIN_TEXTS
    program_min_networks: int = PROGRAM_MIN_NETWORKS
    program_min_answers: int = PROGRAM_MIN_ANSWERS
    program_min_unseen_networks: int = PROGRAM_MIN_UNSEEN_NETWORKS
    small_networks_min_answers: int = SMALL_NETWORKS_MIN_ANSWERS
    small_networks_min_networks: int = SMALL_NETWORKS_MIN_NETWORKS
    covariance_min_answers: int = COVARIANCE_MIN_ANSWERS
    covariance_min_networks: int = COVARIANCE_MIN_NETWORKS

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            floor: int = field.default  # type: ignore[assignment]  # every field above has a default
            if type(value) is not int or value < floor:
                raise ValueError(f"{field.name} is {value!r}: a programme may only raise it above {floor}")

    @property
    def pooled_own_items(self) -> int:
        """Own items that a container needs to pool them.

        An authority can subtract the children from their container, and what is left are the own items:
        they need as many as any dimension that an authority sees.
        """
        return max(self.min_own_items, self.min_authority_items)


DEFAULT_THRESHOLDS = Thresholds()
