"""A small ASGI application."""

import asyncio
import pathlib

WWW = pathlib.Path("{www}")


async def read(receive):
    length, more = 0, True
    while more:
        message = await receive()
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    return b"%d\n" % length


async def application(scope, receive, send):
    if scope["type"] != "http":
        return
    status, kind = 200, b"text/plain"
    if scope["path"] == "/":
        body, kind = (WWW / "index.html").read_bytes(), b"text/html"
    elif scope["path"] == "/large.bin":
        body, kind = (WWW / "large.bin").read_bytes(), b"application/octet-stream"
    elif scope["path"] == "/upload":
        body = await read(receive)
    elif scope["path"] == "/unread":
        await asyncio.sleep(60)
        body = b"unread\n"
    else:
        status, body = 404, b"not found\n"
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
