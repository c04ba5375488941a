"""The product's addresses with those of health."""

from django.urls import include, path

from lar.urls import urlpatterns as product

urlpatterns = [path("", include("lar.jobs.health_urls")), *product]
