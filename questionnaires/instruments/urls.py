"""Addresses inside a programme."""

from __future__ import annotations

from django.urls import path

from questionnaires.instruments.views import (
    downloads,
    drafts,
    items,
    loading,
    starting,
    translations,
    versions,
)

app_name = "instruments"

ONE = "cuestionarios/<int:version_id>/"

urlpatterns = [
    path("cuestionarios/", versions.version_list, name="version_list"),
    path("cuestionarios/nuevo/", starting.create, name="create"),
    path("cuestionarios/cargar/", loading.load, name="load"),
    path("cuestionarios/plantilla/", downloads.blank, name="template"),
    path(ONE, versions.version, name="version"),
    path(f"{ONE}vista-previa/", versions.preview, name="preview"),
    path(f"{ONE}descargar/<slug:kind>/", downloads.download, name="download"),
    path(f"{ONE}codigos/", downloads.codebook, name="codebook"),
    path(f"{ONE}codigos/pdf/", downloads.codebook_pdf, name="codebook_pdf"),
    path(f"{ONE}datos/", drafts.about, name="about"),
    path(f"{ONE}dimensiones/", drafts.nodes, name="nodes"),
    path(f"{ONE}items/", items.items, name="items"),
    path(f"{ONE}item-nuevo/", items.item_add, name="item_add"),
    path(f"{ONE}items/<slug:item_code>/", items.item, name="item"),
    path(f"{ONE}items/<slug:item_code>/mover/", items.item_move, name="item_move"),
    path(f"{ONE}items/<slug:item_code>/quitar/", items.item_remove, name="item_remove"),
    path(f"{ONE}traducciones/", translations.languages, name="languages"),
    path(f"{ONE}traducciones/<slug:language>/", translations.translation, name="translation"),
    path(
        f"{ONE}traducciones/<slug:language>/quitar/",
        translations.translation_remove,
        name="translation_remove",
    ),
    path(f"{ONE}publicar/", drafts.publish, name="publish"),
    path(f"{ONE}version-nueva/", drafts.start, name="start"),
    path(f"{ONE}eliminar/", drafts.delete, name="delete"),
]
