"""What the faces show: ranking, context, figures, incidents, origins."""

from msgspec.structs import replace

from joindots.account.citations import Citations
from joindots.account.indexes import Index, spread_spans
from joindots.account.pictures.copies import draw_copies
from joindots.account.pictures.courses import draw_courses
from joindots.account.pictures.covers import draw_covers
from joindots.account.pictures.scales import draw_scales
from joindots.account.pictures.timelines import draw_timeline
from joindots.account.views.chronologies import Chronology, view_chronology
from joindots.account.views.figures import view_figures
from joindots.account.views.findings import view_findings
from joindots.account.views.incidents import view_incidents
from joindots.account.views.overviews import count_origins, count_publishers
from joindots.account.views.pages import Page
from joindots.account.views.sources import view_sources
from joindots.model import HAPPENING


def cite(account):
    index = Index(account)
    return Citations(index, frozenset(document.id for document in account.documents))


def test_reports_are_numbered_by_date_with_undated_ones_last(account):
    index = Index(account)
    assert [index.byline(document.id) for document in index.reports] == [
        "The Tarn Herald, 3 Jun 2040",
        "Bell & Sons, 9 Jun 2040",
        "“Crane falls at Tarn Quay”",
    ]


def test_a_span_is_shown_within_its_sentence_and_block(account):
    index = Index(account)
    finding = next(f for f in account.findings if f.topic == "Responsibility")
    context = index.context(finding.positions[1].evidence[0])
    assert (context.before, context.text, context.after) == (
        "The port authority said it had found ",
        "no sign of sabotage",
        ".",
    )


def test_a_long_sentence_is_cut_at_words(document):
    text = "word " * 100 + "HERE" + " word" * 100
    report = document(text)
    from joindots.model import Account, Generator, Span

    empty = dict.fromkeys(Account.__struct_fields__, ())
    pile = Account(
        **empty | {"schema": "s", "generator": Generator(version="0", models=(), options={}), "documents": (report,)}
    )
    context = Index(pile).context(Span(document=report.id, start=500, end=504, text="HERE"))
    assert context.before.startswith("… word")
    assert context.after.endswith("word …")
    assert len(context.before) < 170


def test_the_first_span_of_each_report_comes_before_any_second_one(account):
    index = Index(account)
    spans = [span for event in account.events for span in event.mentions]
    twice = [*spans, *(replace(span, start=span.start + 2) for span in spans)]
    numbers = [index.numbers[span.document] for span in spread_spans(index, twice)]
    assert numbers == [1, 2, 3, 1, 2, 3]


def test_findings_are_ranked_by_family_then_confidence(account):
    base = account.findings[0]
    topics = [("Role", 0.9), ("Killed", 0.6), ("Killed: b", 0.95), ("Something else", 0.9), ("Injured", 0.2)]
    made = [replace(base, id=f"f{i}", kind="single", topic=t, confidence=c) for i, (t, c) in enumerate(topics)]
    group = view_findings(cite(replace(account, findings=tuple(made))), "single")
    assert [f.family + f.subject for f in group.shown] == ["Killedb", "Killed", "Role", "Something else"]
    assert [f.family for f in group.folded] == ["Injured"]
    assert group.total == 5


def test_figures_stand_by_measure_and_report_with_who_says_them(account):
    table = view_figures(cite(account))
    assert table.columns == ("R1", "R2", "R3")
    killed, injured = table.rows.items
    assert (killed.measure, killed.event) == ("killed", "fall of the crane")
    assert [[(v.value, v.speaker) for v in cell] for cell in killed.cells] == [
        [("2", None)],
        [("3", "port authority")],
        [("2", None)],
    ]
    assert [[v.value for v in cell] for cell in injured.cells] == [["at least 9"], [], []]


def test_the_register_joins_equal_values_and_says_whose_they_are(account):
    incident = view_incidents(cite(account)).shown[0]
    killed = next(field for field in incident.fields if field.name == "Killed")
    assert [(v.value, len(v.places), v.speakers, v.own_voice) for v in killed.values] == [
        ("2", 2, (), True),
        ("3", 1, ("port authority",), False),
    ]


def test_origins_of_the_pile_count_copies_and_houses_once(account):
    index = Index(account)
    assert count_origins(index) == 2
    assert count_publishers(index) == "2 publishers, 1 without"
    same = [replace(d, publisher="The Herald" if n else "Herald") for n, d in enumerate(account.documents)]
    assert count_origins(Index(replace(account, documents=tuple(same)))) == 1


def test_who_was_first_leads_the_copies(account):
    copy = view_sources(cite(account), ()).copies.shown[0]
    assert (copy.a.mark, copy.b.mark, copy.directed, copy.percent, copy.words) == ("R1", "R3", True, 100, 17)


def test_the_timeline_puts_events_before_reports_and_names_who_has_no_date(account):
    chronology = view_chronology(cite(account))
    assert [(d.date, d.gap, [h.kind for h in d.happenings]) for d in chronology.days] == [
        ("2 Jun 2040", 0, ["event"]),
        ("3 Jun 2040", 1, ["report"]),
        ("9 Jun 2040", 6, ["report"]),
    ]
    assert chronology.undated == ("R3",)


def test_what_merely_happened_is_on_the_timeline_where_two_reports_tell_it(account):
    (event,) = account.events
    told = replace(event, type=HAPPENING)
    assert "event" in [
        h.kind for d in view_chronology(cite(replace(account, events=(told,)))).days for h in d.happenings
    ]
    alone = replace(told, mentions=told.mentions[:1])
    assert {h.kind for d in view_chronology(cite(replace(account, events=(alone,)))).days for h in d.happenings} == {
        "report"
    }


def test_the_timeline_is_drawn_with_words_and_links(account):
    picture = draw_timeline(view_chronology(cite(account)))
    assert picture.count("<svg") == 1
    assert picture.count('href="#v00000000001"') == 1
    assert "1 dated event and 2 dated reports, 2 Jun 2040 to 9 Jun 2040." in picture
    assert "Bell &amp; Sons" in picture
    assert draw_timeline(Chronology(days=(), undated=(), left_out=0)) == ""


def test_a_long_gap_is_named(account):
    late = [
        replace(d, published=replace(d.published, value="2042-06-03", earliest="2042-06-03"))
        for d in account.documents
        if d.publisher == "Bell & Sons"
    ]
    documents = [d for d in account.documents if d.publisher != "Bell & Sons"] + late
    view = view_chronology(cite(replace(account, documents=tuple(sorted(documents, key=lambda d: d.id)))))
    assert [day.later for day in view.days] == [None, None, "2 years later"]
    picture = draw_timeline(view)
    assert picture.count("2 years later") == 1
    assert "stroke-dasharray" in picture


def undated(account):
    return replace(account, documents=tuple(replace(d, published=None) for d in account.documents))


def test_figures_that_differ_stand_on_a_scale(account):
    picture = draw_scales(view_figures(cite(undated(account))))
    assert picture.count("<figure") == 1
    assert 'aria-label="fall of the crane: ' in picture
    assert picture.count("<circle") == 3


def test_figures_of_several_days_stand_in_their_course_with_who_says_them(account):
    table = view_figures(cite(account))
    picture = draw_courses(table)
    assert 'aria-label="killed, fall of the crane: 2 in R1; 3 in R2"' in picture
    assert "<title>3: R2 (port authority)</title>" in picture
    assert "9 Jun 2040" in picture
    assert draw_scales(table) == ""
    assert draw_courses(view_figures(cite(undated(account)))) == ""


def test_arcs_lead_from_the_earlier_to_the_later_and_tie_one_house(account):
    sources = view_sources(cite(account), ())
    picture = draw_copies(sources)
    assert "<title>R3 has 17 words that R1 had first</title>" in picture
    assert picture.count('class="head"') == 1
    assert "R2" not in picture
    alone = replace(account, reuse=())
    assert draw_copies(view_sources(cite(alone), ())) == ""
    same = replace(alone, documents=tuple(replace(d, publisher="The Herald") for d in account.documents))
    assert "R1 and R2 have one publisher" in draw_copies(view_sources(cite(same), ()))


def test_a_large_pile_shows_what_is_covered_as_dots(account):
    citations = cite(account)
    findings = tuple(f for kind in ("change", "single") for f in view_findings(citations, kind).items)
    sources = view_sources(citations, findings)
    assert draw_covers(sources) == ""  # a small one has a table
    picture = draw_covers(replace(sources, columns=()))
    assert picture.count("<a ") == 1  # what one origin says is one dot
    assert 'aria-label="R1, R2 and R3"' in picture


def list_marks(page):
    tokens = [t for text in page.texts for run in text.runs for block in run.blocks for t in block.tokens]
    return {(token.mark.anchor, frozenset(token.mark.statements)) for token in tokens if token.mark}


def test_texts_link_back_to_everything_that_cites_them_whenever_they_are_asked_for(account):
    whole, other = Page(Index(account)), Page(Index(account))
    assert len(whole.texts) == 3
    assert other.chronology == whole.chronology
    assert other.sources == whole.sources
    assert list_marks(other) == list_marks(whole) != set()
    assert Page(Index(account), frozenset()).texts == ()
