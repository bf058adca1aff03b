"""Why reports are one story, told on the terminal."""

import pytest

from joindots.run import Options, Silent, explain_joining, read

FIRST = (
    "Ferry hits mole\n\n3 June 2040\n\nThe Skarn ferry struck the mole of Tollhaven on Sunday, injuring nine people."
)
SECOND = "Nine hurt on ferry\n\n3 June 2040\n\nNine people were injured when the Skarn ferry hit the mole of Tollhaven."


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ferry")
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, "utf-8")
    return read([str(folder)], options=Options(workers=1), progress=Silent())


def test_a_story_and_an_event_tell_what_made_them_one(account):
    (story,) = account.stories
    told = explain_joining(account, f" {story.id} ")
    assert "R1" in told
    assert ": one story with a probability of" in told
    assert "before anything is compared" in told
    assert "rarest words in both" in told
    event = next(e for e in account.events if len({span.document for span in e.mentions}) == 2)
    told = explain_joining(account, event.id)
    assert "one event with a probability of" in told
    (incident,) = (incident for incident in account.incidents if incident.event == event.id)
    assert explain_joining(account, incident.id) == told


def test_records_that_nothing_was_compared_for_tell_nothing(account):
    assert explain_joining(account, account.documents[0].id) == ""
    assert explain_joining(account, "nothing") == ""
