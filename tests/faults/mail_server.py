"""A mail server that takes everything and remembers to whom it was."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from lar.devserver.ports import LOOPBACK


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((LOOPBACK, port), _Conversation)
        self.recipients: list[str] = []


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            words = line.decode("ascii", errors="replace").strip().upper()
            if words.startswith("QUIT"):
                self._say("221 bye")
                return
            if words.startswith("DATA"):
                self._say("354 go on")
                while self.rfile.readline() not in {b".\r\n", b""}:
                    pass
            elif words.startswith("RCPT TO:"):
                assert isinstance(self.server, _Server)
                self.server.recipients.append(words.removeprefix("RCPT TO:").strip("<> ").lower())
            self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(port: int) -> Iterator[list[str]]:
    """Listen while the block lasts; the list of recipients grows."""
    with _Server(port) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        try:
            yield server.recipients
        finally:
            server.shutdown()
            thread.join()
