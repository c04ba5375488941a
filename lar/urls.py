"""Every address of the product, in the order in which a person meets them."""

from django.contrib import admin
from django.urls import include, path

inside_a_programme = [
    path("", include("networks.urls")),
    path("", include("questionnaires.instruments.urls")),
    path("", include("questionnaires.surveys.urls")),
    path("", include("questionnaires.results.urls")),
    path("", include("questionnaires.workshop.urls")),
    path("", include("logbook.urls")),
    path("", include("scaling.urls")),
    path("", include("lar.jobs.urls")),
    path("", include("lar.accounts.program_urls")),
]

urlpatterns = [
    path("", include("networks.public_urls")),
    path("", include("questionnaires.surveys.public_urls")),
    path("", include("questionnaires.results.public_urls")),
    path("", include("questionnaires.workshop.public_urls")),
    path("", include("lar.accounts.urls")),
    path("", include("lar.jobs.health_urls")),
    path("api/", include("lar.api_urls")),
    path("admin/", admin.site.urls),
    path("componentes/", include("lar.ui.urls")),
    path("<slug:program>/", include(inside_a_programme)),
]

handler400 = "lar.ui.views.errors.bad_request"
handler403 = "lar.ui.views.errors.permission_denied"
handler404 = "lar.ui.views.errors.page_not_found"
handler500 = "lar.ui.views.errors.server_error"
