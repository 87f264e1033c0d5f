"""Formwork in the peers kit: the app folder `tests/bench/peers-app` on SQLite and on PostgreSQL.

The kit imports this file from its folder `adapters` (see README.md beside it); FORMWORK_ROOT names the project when the file was copied.
Decimals travel as text, links by id; pages after the first are asked for by cursor, which is looked up once per list."""
import json
import os
import pathlib
import shutil
import subprocess

from kit import WORK, Peer, pg_db, q

ROOT = pathlib.Path(os.environ.get("FORMWORK_ROOT") or pathlib.Path(__file__).resolve().parents[3])
BINARY = pathlib.Path(os.environ.get("FORMWORK_BIN") or ROOT / "target/release/formwork")
PASSWORD = "benchbench1"
CUSTOMERS = "/api/v1/data/peers/customers"


def package():
    """The app folder as one packed document."""
    folder = ROOT / "tests/bench/peers-app"
    read = lambda path: json.loads(path.read_text())
    part = lambda name: {path.stem: read(path) for path in sorted((folder / name).glob("*.json"))}
    return {"app": read(folder / "app.json"), "options": part("options"), "forms": part("forms"), "roles": part("roles")}


class Formwork(Peer):
    health = "/readyz"
    install_dirs = (BINARY,)
    version = subprocess.run([str(BINARY), "--version"], capture_output=True, text=True).stdout.split()[-1] if BINARY.exists() else "not built"
    bulk_note = "one atomic batch of 1000 creates, with validation, rights and history"

    def __init__(self):
        super().__init__()
        self.cursors = {}

    def cmd(self):
        argv = [str(BINARY), "serve", "--listen", f"127.0.0.1:{self.port}", "--data", str(self.folder)]
        return argv + self.database(), str(WORK), {**os.environ, "FORMWORK_LOG": "warn"}

    def database(self):
        return []

    def setup(self):
        self.fresh()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        subprocess.run([str(BINARY), "user", "root", "--administrator", "--password", PASSWORD, "--data", str(self.folder), *self.database()], check=True)
        self.start()
        self.http.headers = self.sign_in("root")
        self.http("POST", "/api/v1/apps", package())
        user = self.http("POST", "/api/v1/users", {"account": "bench", "name": "Bench", "password": PASSWORD})
        self.http("PUT", f"/api/v1/apps/peers/members/{user['id']}", {"roles": ["clerk"]})

    def fresh(self):
        pass

    def sign_in(self, account):
        self.http.headers = {}
        return {"Authorization": "Bearer " + self.http("POST", "/api/v1/auth/login", {"account": account, "password": PASSWORD})["token"]}

    def login(self):
        return self.sign_in("bench")

    def record(self, c, company_id):
        c = {**c, "company": company_id}
        if "amount" in c:
            c["amount"] = f"{c['amount']:.2f}"
        return c

    def bulk(self, table, recs):
        return "POST", f"/api/v1/data/peers/{table}/batch", {"operations": [{"create": r} for r in recs]}

    def bulk_ids(self, j):
        return [r["id"] for r in j["results"]]

    def create(self, rec):
        return "POST", CUSTOMERS, rec

    def read(self, id):
        return "GET", f"{CUSTOMERS}/{id}", None

    def list(self, status, level, page, more=""):
        path = f"{CUSTOMERS}?status={status}&level={level}&sort=-amount&limit=50&total=true{more}"
        return "GET", path + (f"&cursor={q(self.cursor(path, page))}" if page > 1 else ""), None

    def cursor(self, path, page):
        """Where the page before this one ended."""
        if (path, page) not in self.cursors:
            before = path + (f"&cursor={q(self.cursor(path, page - 1))}" if page > 2 else "")
            self.cursors[path, page] = self.http("GET", before)["next_cursor"]
        return self.cursors[path, page]

    def expand(self, status, level, page):
        return self.list(status, level, page, "&expand=company")

    def update(self, id, phone):
        return "PATCH", f"{CUSTOMERS}/{id}", {"phone": phone}

    def aggregate(self):
        return "POST", f"{CUSTOMERS}/aggregate", {"group_by": ["status"], "measures": {"n": {"count": "*"}, "sum": {"sum": "amount"}}}

    def search(self, term):
        return "GET", f"{CUSTOMERS}?name.contains={q(term)}&limit=50&total=true", None

    def rows(self, j):
        return j["total"], j["items"]

    def groups(self, j):
        return {g["status"]: (g["n"], g["sum"]) for g in j["items"]}

    def company_name(self, item):
        return item["expanded"]["company"]["name"]


class FormworkSqlite(Formwork):
    name, db, port = "formwork-sqlite", "SQLite (WAL, synchronous=FULL, group commit)", 8193
    folder = datadir = WORK / "formwork-sqlite"


class FormworkPg(Formwork):
    name, db, port, pgdb = "formwork-pg", "PostgreSQL 15", 8194, "formwork_db"
    folder = WORK / "formwork-pg"

    def database(self):
        return ["--database-url", "postgres://postgres@127.0.0.1:55432/formwork_db"]

    def fresh(self):
        pg_db("formwork_db")


PEERS = {"formwork-sqlite": FormworkSqlite, "formwork-pg": FormworkPg}
