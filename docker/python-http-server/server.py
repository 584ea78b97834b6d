# A server on http.server as an application has it: server.py host port dir
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

host, port, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments):
        super().__init__(*arguments, directory=os.path.join(folder, "www"))

    def answer(self, status, text):
        octets = text.encode("latin-1", "replace")
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def do_GET(self):
        if self.path == "/echo":
            self.answer(200, "".join(f"{name}: {value}\n" for name, value in self.headers.items()))
        else:
            super().do_GET()

    def do_POST(self):
        # http.server leaves content to the application; this one knows Content-Length only.
        try:
            length = int(self.headers.get("Content-Length", "0"))
        except ValueError:
            self.close_connection = True
            return self.answer(400, "bad length\n")
        if "Transfer-Encoding" in self.headers or length < 0:
            self.close_connection = True
            return self.answer(501, "no transfer codings\n")
        read = len(self.rfile.read(length))
        if read < length:
            self.close_connection = True
            return self.answer(400, "cut off\n")
        self.answer(200, f"{read}\n")


ThreadingHTTPServer((host, port), Handler).serve_forever()
