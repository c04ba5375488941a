from django.urls import path

from scaling.views import board, simulator, snooze, week

app_name = "scaling"

urlpatterns = [
    path("tablero/", board.board, name="board"),
    path("tablero/semana/", week.week, name="week"),
    path("tablero/simulador/", simulator.simulator, name="simulator"),
    path("redes/<int:network_id>/avisos/<slug:rule>/posponer/", snooze.snooze, name="snooze"),
]
