"""A network to measure through: a TCP proxy on the loopback that holds back every byte for a while."""

import asyncio
import contextlib
import socket
import threading


class Network:
    """`with Network(port) as network:` carries what comes to `network.port` to `port` and back.

    `network.delay` may be changed at any time: seconds that a way there and back takes longer.
    """

    def __init__(self, target, delay=0.0):
        self.target, self.delay = target, delay

    def __enter__(self):
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *exc):
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    async def _serve(self, ready):
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._carrying = set()
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._end.wait()
        server.close()
        for task in self._carrying:
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, reader, writer):
        self._carrying.add(asyncio.current_task())
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        for end in (writer, back):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await asyncio.gather(self._one_way(reader, back), self._one_way(there, writer))
        except asyncio.CancelledError:
            pass  # the end of the measuring
        finally:
            self._carrying.discard(asyncio.current_task())
            for end in (writer, back):
                end.close()

    async def _one_way(self, reader, writer):
        """Each piece arrives half a delay after it came, and never before the one ahead of it."""
        waiting = asyncio.Queue()
        handing_over = asyncio.create_task(self._hand_over(waiting, writer))
        data = b"first"
        while data:
            try:
                data = await reader.read(65536)
            except ConnectionError:
                data = b""
            waiting.put_nowait((self._loop.time() + self.delay / 2, data))
        await handing_over

    async def _hand_over(self, waiting, writer):
        while True:
            due, data = await waiting.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            if not data:
                break
            try:
                writer.write(data)
                await writer.drain()
            except ConnectionError:
                break
        if writer.can_write_eof():
            with contextlib.suppress(OSError):
                writer.write_eof()
