"""served.py - a server of a new data folder and people who ask it things; for tests that live
against the program itself."""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile

PASSWORD = "nous irons au bois demain"


class Served:
    """`etalon serve` on a free port. `who` of a request is a name that `hire` was given."""

    def __init__(self, etalon, workspace):
        self.etalon, self.workspace = etalon, workspace
        self.top = tempfile.mkdtemp()
        self.folder = os.path.join(self.top, "data")
        self.cookies, self.persons, self.connections = {}, {}, {}
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.etalon, "serve", "--data", self.folder, "--listen", "127.0.0.1:0", "--no-log",
             "--workspace", self.workspace, "--empty"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.connections = {}
        said = ""
        for line in self.process.stdout:
            said += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/api", line)
            if found:
                self.port = int(found.group(1))
                if self.cookies:
                    return
            found = re.search(r"setup code.*: (\S+)$", line)
            if found:
                self.set_up(found.group(1))
                return
        raise SystemExit("the server did not start: " + said + self.process.stderr.read())

    def set_up(self, code):
        status, _, fields = self.ask(None, "POST", "/api/v1/setup", {
            "code": code, "email": "admin@acme.example", "name": "Admin", "password": PASSWORD})
        assert status == 201
        self.cookies["admin"] = fields["Set-Cookie"].split(";")[0]

    def hire(self, name, role, department):
        status, told, _ = self.ask("admin", "POST", "/api/v1/invitations", {
            "email": f"{name}@acme.example", "role": role, "department": department})
        assert status in (200, 201), told
        status, told, fields = self.ask(None, "POST", "/api/v1/invitations/accept", {
            "secret": told["secret"], "name": name.title(), "password": PASSWORD})
        assert status in (200, 201), told
        self.cookies[name] = fields["Set-Cookie"].split(";")[0]

    def ask(self, who, method, path, body=None, **fields):
        """Status, JSON (or text), and the fields of the answer. A text as body is YAML,
        bytes are a file."""
        head = {"Sec-Fetch-Site": "same-origin"}
        if who:
            head["Cookie"] = self.cookies[who]
        data = None
        if method != "GET":
            head["Idempotency-Key"] = os.urandom(8).hex()
            kind = {str: "application/yaml", bytes: "application/octet-stream"}
            head["Content-Type"] = kind.get(type(body), "application/json")
            data = body if isinstance(body, bytes) else \
                (body if isinstance(body, str) else json.dumps(body)).encode()
        head.update({k.replace("_", "-"): v for k, v in fields.items()})
        for again in (True, False):
            c = self.connections.get(who)
            if c is None:
                c = self.connections[who] = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=60)
            try:
                c.request(method, path, data, head)
                r = c.getresponse()
                raw = r.read()
                break
            except (http.client.HTTPException, ConnectionError):
                self.connections.pop(who).close()
                if not again:
                    raise
        kind = r.headers["Content-Type"] or ""
        told = json.loads(raw) if "json" in kind else \
            raw if "octet-stream" in kind else raw.decode("utf-8", "replace")
        return r.status, told, r.headers

    def number_of(self, name):
        """The number that events carry for this person; whoever has acted has one."""
        if name not in self.persons:
            self.persons[name] = self.ask(name, "GET", "/api/v1/whoami")[1]["me"]["person"]
        return self.persons[name]

    def file(self):
        return os.path.join(self.folder, self.workspace + ".etalon")

    def stop(self, how=signal.SIGTERM):
        for c in self.connections.values():
            c.close()
        self.process.send_signal(how)
        err = self.process.communicate(timeout=120)[1]
        return self.process.returncode, err

    def verify(self):
        done = subprocess.run([self.etalon, "verify", self.file()], capture_output=True, text=True)
        return done.returncode == 0, done.stdout + done.stderr

    def remove(self):
        shutil.rmtree(self.top)
