"""A client on requests as an application has it, one request after the other in one session:

    client.py <ca> GET <url>...
    client.py <ca> POST <file> <url>

It prints status, fields and content."""
import sys

import requests

ca, method, *rest = sys.argv[1:]
body = open(rest.pop(0), "rb").read() if method == "POST" else None
try:
    with requests.Session() as session:
        session.trust_env = False
        session.verify = ca
        for url in rest:
            response = session.request(method, url, data=body, timeout=60)
            print(response.status_code)
            for name, value in response.headers.items():
                print(f"{name}: {value}".encode("latin-1", "replace").decode("latin-1"))
            sys.stdout.flush()
            sys.stdout.buffer.write(response.content)
            sys.stdout.buffer.flush()
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
