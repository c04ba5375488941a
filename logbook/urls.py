from django.urls import path

from logbook.views import block, cards, entry, feedback, home, logbook, template

app_name = "logbook"

urlpatterns = [
    path("bitacora/", home.home, name="home"),
    path("bitacora/plantilla/", template.template, name="template"),
    path("bitacora/plantilla/<slug:section_code>/", template.section_edit, name="section_edit"),
    path("redes/<int:network_id>/bitacora/<int:year>/", logbook.logbook, name="logbook"),
    path("redes/<int:network_id>/bitacora/<int:year>/nueva/", entry.entry_create, name="entry_create"),
    path(
        "redes/<int:network_id>/bitacora/<int:year>/secciones/<slug:section_code>/",
        entry.section,
        name="section",
    ),
    path("redes/<int:network_id>/bitacora/entradas/<int:entry_id>/", entry.entry, name="entry"),
    path("redes/<int:network_id>/bitacora/parrafos/<int:block_id>/", block.block, name="block"),
    path(
        "redes/<int:network_id>/bitacora/parrafos/<int:block_id>/comentar/",
        feedback.comment_create,
        name="comment_create",
    ),
    path(
        "redes/<int:network_id>/bitacora/comentarios/<int:comment_id>/",
        feedback.comment,
        name="comment",
    ),
    path("bitacora/como-comento/", feedback.balance, name="balance"),
    path(
        "redes/<int:network_id>/bitacora/parrafos/<int:block_id>/evidencia/",
        cards.card_create,
        name="card_create",
    ),
    path(
        "redes/<int:network_id>/bitacora/evidencia/<int:card_id>/quitar/",
        cards.card_remove,
        name="card_remove",
    ),
]
