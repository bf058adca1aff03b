"""What tests of the desk share."""

import time

from joindots.app.web.desks import Desk

HOST = "desk.test:8417"
KEY = "the-key"
ORIGIN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
REPORTS = {
    "courier.txt": "A fire at the Ostrow warehouse killed four people on 2 May 2031, the fire chief said.\n\n"
    "Mara Quist, the mayor of Ostrow, said the sprinklers had failed. “Nobody had tested them,” she told reporters.\n",
    "gazette.txt": "Five people died in the fire at the Ostrow warehouse on 2 May 2031, police said.\n\n"
    "Mayor Mara Quist denied that the doors were locked.\n",
}


def settle(desk: Desk) -> None:
    """Wait until the background has nothing left to do."""
    for _ in range(2400):
        if desk.works.find_running() is None:
            return
        time.sleep(0.05)
    raise AssertionError(desk.works.list_jobs())
