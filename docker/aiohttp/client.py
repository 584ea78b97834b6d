"""A client on aiohttp as an application has it, one request after the other in one session:

    client.py <ca> GET <url>...
    client.py <ca> POST <file> <url>

It prints status, fields and content."""
import asyncio
import ssl
import sys

import aiohttp

ca, method, *rest = sys.argv[1:]
body = open(rest.pop(0), "rb").read() if method == "POST" else None


async def main():
    context = ssl.create_default_context(cafile=ca)
    connector = aiohttp.TCPConnector(limit=1, ssl=context)
    async with aiohttp.ClientSession(connector=connector) as session:
        for url in rest:
            async with session.request(method, url, data=body) as response:
                print(response.status)
                for name, value in response.raw_headers:
                    print(name.decode("latin-1"), value.decode("latin-1"), sep=": ")
                sys.stdout.flush()
                sys.stdout.buffer.write(await response.read())
                sys.stdout.buffer.flush()


try:
    asyncio.run(main())
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
