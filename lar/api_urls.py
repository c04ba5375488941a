"""The read-only API, version 1, and its description."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from networks.api.views import CycleViewSet, NetworkViewSet
from questionnaires.results.api.views import ReleaseViewSet
from questionnaires.surveys.api.views import SurveyViewSet

# What describes the API is read like the API itself.
READ_ONLY = ["get", "head"]

router = SimpleRouter(use_regex_path=False)
router.register("networks", NetworkViewSet, basename="network")
router.register("cycles", CycleViewSet, basename="cycle")
router.register("surveys", SurveyViewSet, basename="survey")
router.register("releases", ReleaseViewSet, basename="release")

app_name = "api"

urlpatterns = [
    path("v1/", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(http_method_names=READ_ONLY), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", http_method_names=READ_ONLY),
        name="docs",
    ),
]
