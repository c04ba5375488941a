"""A bad connection: it waits, falls silent, or is cut after so many bytes in either direction."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from lar.devserver.ports import LOOPBACK

_LONGEST = 20.0  # seconds of any connection
_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


@dataclass(frozen=True)
class Fault:
    """What befalls one connection. ``up`` and ``down`` are the bytes that pass before it is cut.

    With a ``delay`` the server hears what was sent even when the phone has hung up meanwhile. In
    silence the server hears and answers, and the phone never learns it.
    """

    delay: float = 0.0  # seconds
    up: int | None = None
    down: int | None = None
    reset: bool = False
    silence: bool = False


class Proxy:
    """Listens on a loopback port of its own, in a thread of its own, while the block lasts."""

    def __init__(self, behind: int, draw: Callable[[], Fault]) -> None:
        self._behind, self._draw = behind, draw
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._listening = threading.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._run()])
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._listening.wait(10)
        return self

    def __exit__(self, *_failure: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(_LONGEST)
        self._loop.close()

    def hang_up(self) -> None:
        """Cut every connection there is."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(_LONGEST)

    def refuse(self) -> None:
        """Nobody listens any more, until ``listen``; what was connected is cut."""

        async def stop() -> None:
            self._server.close()
            await self._cut()

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(_LONGEST)

    def listen(self) -> None:
        """Listen again, on the same port."""
        asyncio.run_coroutine_threadsafe(self._open(self.port), self._loop).result(_LONGEST)

    async def _run(self) -> None:
        await self._open(0)
        self.port = self._server.sockets[0].getsockname()[1]
        self._listening.set()
        await self._end.wait()
        self._server.close()
        await self._cut()

    async def _open(self, port: int) -> None:
        self._server = await asyncio.start_server(self._serve, LOOPBACK, port, backlog=256)

    async def _cut(self) -> None:
        connections = list(self._connections)
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    def _remember(self, connection: asyncio.Task[None] | None) -> None:
        if connection is not None:
            self._connections.add(connection)
            connection.add_done_callback(self._connections.discard)

    async def _serve(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        fault = self._draw()
        self._remember(asyncio.current_task())
        # Nobody hears of an error here: a broken connection is what we are for.
        with contextlib.suppress(OSError, asyncio.CancelledError, asyncio.TimeoutError):
            await asyncio.sleep(fault.delay)
            await asyncio.wait_for(self._carry(fault, phone, to_phone), _LONGEST)
        if fault.reset and not to_phone.is_closing():
            to_phone.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            to_phone.transport.abort()
        to_phone.close()

    async def _carry(self, fault: Fault, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_connection(LOOPBACK, self._behind)
        there = asyncio.ensure_future(_pump(phone, to_server, fault.up))
        back = asyncio.ensure_future(_pump(server, None if fault.silence else to_phone, fault.down))
        try:
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
            # The phone hung up or said all it had to say; the server still answers.
            if there.done() and not there.cancelled() and there.exception() is None and not there.result():
                await back
            if fault.silence:
                await there
        finally:
            there.cancel()
            back.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
            to_server.close()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter | None, limit: int | None) -> bool:
    """Carry bytes until the end of ``source`` (``False``) or until ``limit`` of them passed (``True``)."""
    passed = 0
    while limit is None or passed < limit:
        part = await source.read(65_536 if limit is None else limit - passed)
        if not part:
            return False
        passed += len(part)
        if target is not None:
            target.write(part)
            await target.drain()
    return True
