"""Work in the background."""

import threading

from joindots.app.web.works import KEPT, Works
from joindots.model import InputError


def test_work_is_done_in_order_and_what_came_of_it_is_told():
    works, gate = Works(), threading.Event()

    def first(progress):
        progress("parsing", 1, 3)
        gate.wait(10)
        return "three read"

    def second(_progress):
        raise InputError("a.txt", "is empty")

    works.add("One", first)
    works.add("Two", second)
    while not (running := works.find_running()).stage:
        pass
    assert (running.title, running.state, running.done, running.total) == ("One", "running", 1, 3)
    gate.set()
    works.close()
    two, one = works.list_jobs()
    assert (one.state, one.message) == ("done", "three read")
    assert (two.state, two.message) == ("failed", "a.txt: is empty")
    assert works.find_running() is None


def test_only_so_much_is_remembered():
    works = Works()
    for _ in range(KEPT + 5):
        works.add("One", lambda _progress: "")
    works.close()
    assert [job.number for job in works.list_jobs()] == list(range(KEPT + 5, 5, -1))
