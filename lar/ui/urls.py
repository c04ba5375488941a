"""The gallery of components."""

from django.urls import path

from lar.ui.views.gallery import gallery, job_fragment, public_gallery

app_name = "ui"

urlpatterns = [
    path("", gallery, name="gallery"),
    path("responder/", public_gallery, name="public_gallery"),
    path("trabajo/", job_fragment, name="job_fragment"),
]
