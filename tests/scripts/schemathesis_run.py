"""Starts the demonstration, signs in as the owner and as a sales person, and lets schemathesis loose on each OpenAPI document."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def post(address, path, body, token=None):
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    request = urllib.request.Request(f"http://{address}/api/v1/{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def get(address, path, token):
    request = urllib.request.Request(f"http://{address}/api/v1/{path}", headers={"authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def start(binary, folder, database):
    command = [binary, "serve", "--demo", "--listen", "127.0.0.1:0", "--data", folder]
    if database != "sqlite":
        command += ["--database-url", database]
    log = open(os.path.join(folder, "server.log"), "ab")
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    for line in server.stdout:
        found = re.search(r"listens on http://(\S+)", line)
        if found:
            return server, found.group(1)
    sys.exit("the server did not start: " + open(log.name).read())


def run(binary, schemathesis, examples, database):
    with tempfile.TemporaryDirectory() as folder:
        server, address = start(binary, folder, database)
        try:
            return judge(schemathesis, examples, address, folder, binary, database)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
            log = open(os.path.join(folder, "server.log")).read()
            failures = [line for line in log.splitlines() if "request failed" in line or "panicked" in line]
            print("\n".join(failures[:20]))


def judge(schemathesis, examples, address, folder, binary, database):
    command = [binary, "user", "owner", "--administrator", "--password", "schemathesis-owner", "--data", folder]
    subprocess.run(command + (["--database-url", database] if database != "sqlite" else []), check=True)
    with urllib.request.urlopen(f"http://{address}/api/v1/public") as answer:
        people = json.load(answer)["demo_people"]
    time.sleep(1)
    tokens = {"owner": post(address, "auth/login", {"account": "owner", "password": "schemathesis-owner"})["token"]}
    for person in people:
        token = post(address, "auth/login", {"account": person["account"], "password": person["password"]})["token"]
        roles = {app["key"]: app["roles"] for app in get(address, "me", token)["apps"]}
        if roles.get("crm") == ["sales"]:
            tokens["sales person"] = token
            break
    if len(tokens) < 2:
        sys.exit("nobody in the demonstration has only the role `sales` of the CRM")
    failed = 0
    for who, token in tokens.items():
        for path in ["openapi.json", "data/crm/openapi.json"]:
            document = os.path.join(folder, "document.json")
            with open(document, "w") as out:
                json.dump(get(address, path, token), out)
            print(f"\n== {path} as {who}", flush=True)
            done = subprocess.run([
                schemathesis, "run", document, "--url", f"http://{address}/api/v1", "--header", f"Authorization: Bearer {token}",
                "--checks", CHECKS, "--max-examples", str(examples), "--phases", "examples,coverage,fuzzing", "--seed", "1", "--no-color",
                "--request-timeout", "20", "--suppress-health-check", "all", "--generation-database", "none",
                # Ending the own session would end the run, not find anything.
                "--exclude-path", "/auth/logout",
                # This answer has no end.
                "--exclude-path", "/events",
            ])
            failed += done.returncode != 0
    print(f"\n{failed} of {2 * len(tokens)} runs found something")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:5]))
