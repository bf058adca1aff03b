"""The first screen: five lines with their evidence, and what is disputed, changed and agreed."""

import pytest
from msgspec.structs import replace

from joindots.account.citations import Citations
from joindots.account.indexes import Index
from joindots.account.views.incidents import are_collected, find_lead
from joindots.account.views.pages import Page
from joindots.model import Reported


def told(page):
    return [
        (line.title, line.kind, [(part.words, [place.mark for place in part.places]) for part in line.parts])
        for line in page.brief.lines
    ]


@pytest.fixture(scope="module")
def page(example):
    return Page(Index(example))


def test_five_lines_say_what_happened_with_their_evidence(page):
    assert len(page.brief.lines) == 5
    assert [line[:2] for line in told(page)[:4]] == [
        ("When and where", None),
        ("Killed", "change"),
        ("Injured", "change"),
        ("Responsibility", "conflict"),
    ]
    assert all(part.places for line in page.brief.lines for part in line.parts)


def test_a_toll_that_rose_is_told_in_order_of_time(page):
    killed = next(line for line in page.brief.lines if line.title == "Killed")
    assert [(part.words, part.filled) for part in killed.parts] == [("3", 5), ("4", 2), ("5", 3)]


def test_what_no_finding_judges_is_told_as_it_is_reported(account):
    bare = Page(Index(replace(account, findings=())))
    assert told(bare)[:2] == [
        ("When and where", None, [("2 Jun 2040", ["R1"])]),
        ("Killed", None, [("2", ["R1", "R3"]), ("3", ["R2"])]),
    ]


def test_a_month_speaks_for_the_days_in_it(account):
    (incident,) = account.incidents
    (day,) = incident.date
    spans = account.events[0].mentions
    month = [Reported(value="2040-06", evidence=(span,)) for span in spans]
    wider = replace(account, findings=(), incidents=(replace(incident, date=(day, *month, *month[:1])),))
    assert told(Page(Index(wider)))[0][2][0][0] == "2 Jun 2040"


def test_a_day_that_a_report_was_written_before_comes_last(account):
    (incident,) = account.incidents
    (day,) = incident.date
    later = Reported(value="2041-06-02", evidence=account.events[0].mentions[:1])
    wrong = replace(account, findings=(), incidents=(replace(incident, date=(later, day)),))
    assert told(Page(Index(wrong)))[0][2][0][0] == "2 Jun 2040"


def test_of_the_numbers_of_a_report_the_highest_speaks(account):
    (incident,) = account.incidents
    two, three = incident.killed
    both = replace(three, attribution=None, evidence=(*two.evidence, *three.evidence))
    bare = replace(account, findings=(), incidents=(replace(incident, killed=(two, both)),))
    killed = next(line for line in told(Page(Index(bare))) if line[0] == "Killed")
    assert [words for words, _ in killed[2]] == ["3", "2"]


def test_words_that_name_nobody_are_left_to_the_register(account):
    (incident,) = account.incidents
    span = incident.killed[0].evidence[0]
    named = next(entity for entity in account.entities if entity.name != entity.name.lower())
    words, name = Reported(value="doctor", evidence=(span,)), Reported(value=named.id, evidence=(span,))
    for perpetrator, shown in (((words,), []), ((words, name), [[named.name]])):
        bare = replace(account, findings=(), incidents=(replace(incident, claimed_by=(), perpetrator=perpetrator),))
        lines = [line for line in Page(Index(bare)).brief.lines if line.title == "Named as perpetrator"]
        assert [[part.words for part in line.parts] for line in lines] == shown


def test_a_glance_shows_the_best_supported_agreement_first(page):
    agreed = page.brief.glances[2]
    filled = [finding.positions[0].filled for _, finding in agreed.findings]
    assert filled == sorted(filled, reverse=True)
    assert agreed.count == sum(f.certainty != "unsure" for f in page.section("agreement").findings.items)


def test_a_pile_of_many_incidents_has_no_lead(page):
    incidents = page.incidents.items
    assert find_lead(incidents, 9) is incidents[0]
    assert find_lead([replace(incident, reports=1) for incident in incidents], 9) is None
    assert find_lead((), 9) is None


def test_what_reports_only_call_to_mind_does_not_lead(page):
    reports = len(page.index.reports)
    told = [replace(incident, reports=reports, heads=0) for incident in page.incidents.items[:1]]
    assert find_lead(told, reports) is None
    assert not are_collected(told, reports)
    begun = [replace(incident, heads=reports // 2 + 1) for incident in told]
    assert find_lead(begun, reports) is begun[0]
    assert are_collected(begun, reports)


def test_nothing_is_left_of_an_account_of_nothing(account):
    nothing = replace(account, findings=(), incidents=(), events=(), attributions=(), quantities=(), entities=())
    assert Page(Index(nothing)).brief.lines == ()
    assert Citations(Index(nothing), frozenset()).places == {}
