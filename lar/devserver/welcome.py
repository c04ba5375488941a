"""What `make run` says once the pages answer."""

from __future__ import annotations

PASSWORD = "demo-lar-2026"  # noqa: S105 - of the demonstration accounts, printed on purpose
ACCOUNTS = (
    ("facilitadora@demo.lar", "acompaña las redes del programa"),
    ("coordinadora@demo.lar", "coordina una red"),
    ("autoridad@demo.lar", "mira las redes de su territorio"),
    ("administradora@demo.lar", "administra personas y redes"),
    ("operadora@demo.lar", "mantiene la instalación"),
)


def welcome(address: str, *, logs: str, demo: bool) -> str:
    """The text for the terminal: address, accounts and what to try first."""
    width = max(len(account) for account, _ in ACCOUNTS)
    accounts = "\n".join(f"    {account:<{width}}  {role}" for account, role in ACCOUNTS)
    tour = f"""
  Cuentas de demostración (clave para todas: {PASSWORD})
{accounts}

  Para empezar
    1. Entra como facilitadora@demo.lar y mira en qué va cada red.
    2. Entra como coordinadora@demo.lar: la portada dice qué toca hacer en su ciclo.
    3. Abre el cuestionario de la red y responde desde {address}/r/ con un código.
    4. La aplicación se cierra sola, a su hora: después abre el informe, en la página o en PDF.
"""
    return f"""
  LAR está en marcha en {address}
{tour if demo else ""}
  Registros: {logs}
  Ctrl-C detiene todo.
"""
