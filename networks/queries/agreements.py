"""What a network agreed, and what of it waits for a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet

from networks.models import Activity, Agreement, AgreementReview, AgreementState, Cycle, Network
from networks.models.agreement import LIVE_STATES


def agreements_of(network: Network) -> QuerySet[Agreement]:
    """Return a network's agreements with their reviews, the newest year first, two queries."""
    reviews = AgreementReview.objects.select_related("reviewed_by")
    return (
        Agreement.objects.filter(network=network)
        .select_related("cycle", "owner", "activity")
        .prefetch_related(Prefetch("reviews", reviews))
        .order_by("-cycle__year", "due", "pk")
    )


def agreements_from(activity: Activity, networks: Iterable[Network]) -> QuerySet[Agreement]:
    """Return what these networks agreed in an activity, in the order in which it was written."""
    found = Agreement.objects.filter(activity=activity, network__in=[network.pk for network in networks])
    return found.select_related("owner", "network").order_by("agreed_on", "pk")


@dataclass(frozen=True)
class PublicAgreement:
    """An agreement as the whole network reads it: no name of a person. ``because`` of its last look."""

    text: str
    owner: str
    due: date
    how_known: str
    state: str
    because: str
    source: str
    review_on: date | None
    year: int

    @property
    def state_words(self) -> str:
        return str(AgreementState(self.state).label)


def public_agreements(network: Network, *, year: int, on: date) -> list[PublicAgreement]:
    """Return what was agreed in the cycle of a year, as it stood on a day: later reviews don't count."""
    found = agreements_of(network).filter(cycle__year=year, agreed_on__lte=on)
    return [_as_of(agreement, on) for agreement in found]


def last_years_agreements(network: Network, *, before: int, on: date) -> list[PublicAgreement]:
    """Return the agreements of the newest cycle earlier than ``before`` that has any, as on a day."""
    earlier = Agreement.objects.filter(network=network, cycle__year__lt=before, agreed_on__lte=on)
    year = earlier.aggregate(year=Max("cycle__year"))["year"]
    return [] if year is None else public_agreements(network, year=year, on=on)


def newest_agreements(network: Network, *, on: date) -> list[PublicAgreement]:
    """Return those of the newest year that has any, and those of the one before: what is still in sight."""
    newest = last_years_agreements(network, before=on.year + 1, on=on)
    return newest + (last_years_agreements(network, before=newest[0].year, on=on) if newest else [])


def _as_of(agreement: Agreement, on: date) -> PublicAgreement:
    """Take back what was reviewed after the day: each review holds the words that stood before it."""
    reviews = list(agreement.reviews.all())
    later = [review for review in reviews if review.reviewed_on > on]
    last = next((review for review in reviews if review.reviewed_on <= on), None)
    text, due = (later[-1].text_before, later[-1].due_before) if later else (agreement.text, agreement.due)
    return PublicAgreement(
        text=text,
        owner=agreement.public_owner,
        due=due,
        how_known=agreement.how_known,
        state=last.outcome if last else "going",
        because=last.because if last else "",
        source=agreement.bar_words,
        review_on=agreement.review_on,
        year=agreement.cycle.year,
    )


@dataclass(frozen=True)
class Pending:
    """How many agreements of a network go on, how many wait for a look, and since when the first does."""

    live: int
    to_review: int
    since: date | None


def pending_agreements(networks: Sequence[Network], day: date) -> dict[int, Pending]:
    """Return what is pending in each network that has live agreements, in one query.

    One waits for a look from its review day on, and from the day after it was due.
    """
    waits = Q(review_on__lte=day) | Q(due__lt=day)
    rows = (
        Agreement.objects.filter(network__in=[network.pk for network in networks], state__in=LIVE_STATES)
        .order_by()
        .values("network")
        .annotate(
            live=Count("pk"),
            waiting=Count("pk", filter=waits),
            review=Min("review_on", filter=Q(review_on__lte=day)),
            late=Min("due", filter=Q(due__lt=day)),
        )
    )
    return {
        row["network"]: Pending(
            row["live"],
            row["waiting"],
            min((one for one in (row["review"], row["late"]) if one), default=None),
        )
        for row in rows
    }


def count_in(cycle: Cycle) -> tuple[int, date | None]:
    """Return how many agreements a cycle has and the day of the last one."""
    found = Agreement.objects.filter(cycle=cycle).aggregate(total=Count("pk"), last=Max("agreed_on"))
    return found["total"], found["last"]
