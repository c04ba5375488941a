"""Exit 0 when the application answers that it is ready. Asked by the container itself."""

from __future__ import annotations

import http.client
import os
import sys


def main() -> int:
    # The application answers only to its own names.
    host = os.environ["LAR_ALLOWED_HOSTS"].split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("LAR_PORT", "8000")), timeout=8)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
