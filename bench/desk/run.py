"""Ask the desk everything its OpenAPI document allows, and what it does not: no answer may be an error of ours.

Needs `schemathesis`, of any environment, named with --schemathesis; it is no dependency, since it brings a test
framework of its own.

    .venv/bin/python bench/desk/run.py --schemathesis PATH/bin/schemathesis
"""

import argparse
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from joindots.app.web.desks import Desk
from joindots.app.web.serving import list_hosts, make_application
from joindots.run.cases import open_case, read_into

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"
PORT = 8431
KEY = "fuzz"
# What schemathesis is asked to check. Not among them: schemas of answers, for the published schema gives a whole number
# both as `integer` and as `number` where both are allowed.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance"


def main() -> int:
    """Serve the example pile and let schemathesis ask."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--schemathesis", default="schemathesis", help="the program")
    options.add_argument("--examples", type=int, default=50, help="of each operation")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder, open_case(Path(folder) / "case.joindots", create=True) as case:
        read_into(case, [EXAMPLE])
        desk = Desk(case, Path(folder) / "inbox")
        application = make_application(desk, token=KEY, hosts=list_hosts("127.0.0.1", PORT))
        server = uvicorn.Server(uvicorn.Config(application, port=PORT, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run)
        thread.start()
        command = [
            chosen.schemathesis,
            "run",
            f"http://127.0.0.1:{PORT}/schema/openapi.json",
            "--wait-for-schema",
            "60",
        ]
        command += ["-H", f"Authorization: Bearer {KEY}", "--checks", CHECKS, "--max-examples", str(chosen.examples)]
        ended = subprocess.run([*command, "--seed", "7", "--request-timeout", "60"], check=False)
        server.should_exit = True
        thread.join()
        desk.close()
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
