import pytest
from findings_piles import PileMaker

from joindots.join.findings import find
from joindots.join.findings.roles import read_post
from joindots.model import Finding, Mention


@pytest.fixture
def maker() -> PileMaker:
    return PileMaker()


def family(maker: PileMaker, name: str) -> list[Finding]:
    return sorted((f for f in find(maker.pile()) if f.topic.startswith(name)), key=lambda f: (f.kind, f.topic))


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("deputy assistant commissioner of the Quay Police", ("commissioner", ("deputy", "assistant"))),
        ("Harbour master", ("master", ())),
        ("acting chief of the Coastguard", ("chief", ("acting",))),
        ("a nurse from Lowmark", None),
    ],
)
def test_posts_are_read_as_head_and_rank(text, post):
    assert read_post(text) == post


def appointed(maker: PileMaker, rows: list[tuple[str, str]]) -> str:
    roles = []
    for title, day in rows:
        report = maker.report(f"Ida Voss, {title}, spoke on the quay.", day, f"Paper of {day}")
        roles.append(maker.role(report, title))
    return maker.entity("Ida Voss", roles=tuple(roles))


def test_a_rank_that_differs_a_year_later_is_a_change(maker):
    person = appointed(maker, [("deputy harbour master", "2031-05-02"), ("harbour master", "2032-05-02")])
    (found,) = family(maker, "Role")
    assert (found.kind, found.about) == ("change", (person,))
    assert found.explanation.index("deputy harbour master") < found.explanation.index("then harbour master")


def test_a_report_that_tells_of_the_change_makes_it_surer(maker):
    rows = [("deputy harbour master", "2031-05-02"), ("harbour master", "2032-05-02")]
    appointed(maker, rows)
    (plain,) = family(maker, "Role")
    told = PileMaker()
    appointed(told, [rows[0], ("harbour master, who took over the post in May", rows[1][1])])
    (found,) = family(told, "Role")
    assert found.confidence > plain.confidence


def test_another_head_is_a_change_where_the_report_tells_of_a_move(maker):
    appointed(maker, [("superintendent", "2031-05-02"), ("commissioner, who now leads the police", "2032-05-02")])
    (found,) = family(maker, "Role")
    assert found.kind == "change"
    plain = PileMaker()
    appointed(plain, [("superintendent", "2031-05-02"), ("mayor", "2032-05-02")])
    assert family(plain, "Role") == []


def test_a_higher_step_of_one_service_is_a_change_without_a_word_on_it(maker):
    appointed(maker, [("superintendent", "2031-05-02"), ("chief constable", "2032-05-02")])
    (found,) = family(maker, "Role")
    assert found.kind == "change"
    lower = PileMaker()
    appointed(lower, [("superintendent", "2031-05-02"), ("sergeant", "2032-05-02")])
    assert family(lower, "Role") == []


def test_ranks_and_words_that_reports_leave_out_tell_no_change(maker):
    appointed(maker, [("senior engineer at the mill", "2031-05-02"), ("engineer", "2032-05-02")])
    assert family(maker, "Role") == []
    army = PileMaker()
    appointed(army, [("Lieutenant Colonel", "2031-05-02"), ("Colonel", "2032-05-02")])
    assert family(army, "Role") == []
    then = PileMaker()
    appointed(then, [("then deputy commissioner", "2032-05-02"), ("commissioner", "2031-05-02")])
    assert family(then, "Role") == []


def test_what_a_minister_is_over_tells_posts_apart(maker):
    appointed(maker, [("energy minister", "2031-05-02"), ("harbour minister, named on Monday", "2031-05-16")])
    (found,) = family(maker, "Role")
    assert found.kind == "change"
    same = PileMaker()
    appointed(same, [("Northern energy minister", "2031-05-02"), ("energy minister", "2032-05-16")])
    assert family(same, "Role") == []


def test_two_titles_in_one_report_are_scope(maker):
    report = maker.report("Acting chief Ida Voss spoke. Deputy Chief Voss left early.", "2031-05-02")
    maker.entity("Ida Voss", roles=(maker.role(report, "Acting chief"), maker.role(report, "Deputy Chief")))
    (found,) = family(maker, "Role")
    assert found.kind == "scope"
    assert "no contradiction" in found.explanation


def test_two_ranks_in_reports_of_one_week_say_nothing(maker):
    appointed(maker, [("deputy harbour master", "2031-05-02"), ("harbour master", "2031-05-05")])
    assert family(maker, "Role") == []


def aged(maker: PileMaker, rows: list[tuple[str, str | None]]) -> None:
    mentions: list[Mention] = []
    for age, day in rows:
        report = maker.report(f"Ida Voss, {age}, spoke on the quay.", day, f"Paper {len(maker.documents)}")
        mentions.append(maker.mention(report, "Ida Voss"))
        maker.count(report, age, f"Ida Voss, {age}", "age", kind="age", counted="Ida Voss", unit="year")
    maker.entity("Ida Voss", mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([("52", "2031-05-02"), ("52", "2031-05-03")], "agreement"),
        ([("52", "2031-05-02"), ("53", "2031-09-03")], "change"),
        ([("52", "2031-05-02"), ("57", "2031-05-03")], "conflict"),
        ([("53", "2031-05-02"), ("52", "2031-05-02")], "conflict"),
        ([("52", "2031-05-02"), ("54", "2033-06-03")], "change"),
        ([("52", "2031-05-02"), ("53", "2037-06-03")], "conflict"),
        ([("52", None), ("53", "2031-05-02")], "conflict"),
    ],
)
def test_ages(maker, rows, kind):
    aged(maker, rows)
    assert [finding.kind for finding in family(maker, "Age")] == [kind]


def test_a_report_without_a_date_stands_in_the_way_of_no_birthday(maker):
    aged(maker, [("52", "2031-05-02"), ("52", None), ("54", "2033-06-03"), ("54", None)])
    assert sorted(finding.kind for finding in family(maker, "Age")) == ["agreement", "agreement", "change"]


def test_brothers_have_an_age_each(maker):
    ages, mentions = {"Ida Voss": "52", "Olaf Voss": "49"}, {"Ida Voss": [], "Olaf Voss": []}
    for paper in ("North Post", "South Post"):
        text = "Ida Voss, 52, spoke on the quay with Olaf Voss, 49."
        report = maker.report(text, "2031-05-02", paper)
        for name, age in ages.items():
            mentions[name].append(maker.mention(report, name))
            maker.count(report, age, f"{name}, {age}", "age", kind="age", counted=name, unit="year")
    for name, found in mentions.items():
        maker.entity(name, mentions=tuple(found))
    assert sorted((f.kind, f.positions[0].says) for f in family(maker, "Age")) == [
        ("agreement", "49"),
        ("agreement", "52"),
    ]


def test_a_description_with_another_age_is_of_somebody_else(maker):
    mentions = []
    for text, words in (
        ("Ida Voss, 52, spoke on the quay.", "Ida Voss, 52"),
        ("Ida Voss was hurt. The 17-year-old spoke on the quay.", "The 17-year-old"),
        ("Ida Voss was hurt. The 54-year-old spoke on the quay.", "The 54-year-old"),
    ):
        report = maker.report(text, "2031-06-12", f"Paper {len(maker.documents)}")
        mentions.append(maker.mention(report, "Ida Voss"))
        age = "".join(filter(str.isdigit, words))
        maker.count(report, age, words, "age", kind="age", counted="Ida Voss" if "Ida" in words else "", unit="year")
    maker.entity("Ida Voss", mentions=tuple(mentions))
    (found,) = family(maker, "Age")
    assert (found.kind, {position.says for position in found.positions}) == ("conflict", {"52", "54"})


def test_ages_are_judged_in_pairs(maker):
    aged(maker, [("52", "2031-06-12"), ("54", "2031-06-12"), ("53", "2032-02-05")])
    conflict, change = sorted(family(maker, "Age"), key=lambda f: f.kind, reverse=True)
    assert [{p.says for p in f.positions} for f in (change, conflict)] == [{"52", "53"}, {"52", "54"}]


def test_one_organisation_under_names_that_share_no_word_is_wording(maker):
    rows = [("Quay Police", "North Post"), ("Saltgate Yard", "South Post")]
    mentions = [maker.mention(maker.report(f"{name} said nothing.", None, paper), name) for name, paper in rows]
    maker.entity("Quay Police", "organisation", aliases=("Saltgate Yard",), mentions=tuple(sorted(mentions)))
    (found,) = family(maker, "Name")
    assert found.kind == "wording"
    assert len(found.positions) == 2


def test_a_shorter_form_or_initials_are_no_other_name(maker):
    rows = ["Port and Quay Office", "PQO", "Quay Office"]
    mentions = [maker.mention(maker.report(f"The {name} said nothing."), name) for name in rows]
    maker.entity("Port and Quay Office", "organisation", aliases=("PQO", "Quay Office"), mentions=tuple(mentions))
    assert family(maker, "Name") == []


def test_who_is_named_to_a_post_has_it_and_not_who_names_him(maker):
    first = maker.report("Tor Elm, the energy minister, spoke.", "2031-03-01", "The Quay")
    later = maker.report(
        "Prime Minister Una Vey named Tor Elm transport minister in a reshuffle.", "2031-05-01", "The Quay"
    )
    maker.entity(
        "Una Vey",
        mentions=(maker.mention(later, "Una Vey"),),
        roles=(maker.role(later, "Prime Minister"), maker.role(later, "Tor Elm transport minister")),
    )
    maker.entity(
        "Tor Elm",
        mentions=(maker.mention(first, "Tor Elm"), maker.mention(later, "Tor Elm")),
        roles=(maker.role(first, "energy minister"),),
    )
    found = {f.topic: f for f in find(maker.pile()) if f.topic.startswith("Role")}
    assert set(found) == {"Role: Tor Elm"}
    assert found["Role: Tor Elm"].kind == "change"
    assert {p.says for p in found["Role: Tor Elm"].positions} == {"energy minister", "transport minister"}


@pytest.mark.parametrize(("later", "kinds"), [("former harbour master", {"change"}), ("deputy harbour master", set())])
def test_a_former_post_is_later_though_its_report_has_no_date(maker, later, kinds):
    first = maker.report("Ilo Brandt, the harbour master, spoke.", "2031-03-01", "The Quay")
    undated = maker.report(f"Ilo Brandt, the {later}, said nothing.", None, "The Lamp")
    maker.entity(
        "Ilo Brandt",
        mentions=tuple(maker.mention(report, "Ilo Brandt") for report in (first, undated)),
        roles=(maker.role(first, "harbour master"), maker.role(undated, later)),
    )
    assert {f.kind for f in find(maker.pile()) if f.topic.startswith("Role")} == kinds


def test_a_bare_title_before_a_name_tells_of_no_change(maker):
    first = maker.report("President Brandt spoke.", None, "The Quay")
    second = maker.report("Ilo Brandt, the former president, said nothing.", "2031-03-01", "The Lamp")
    maker.entity(
        "Ilo Brandt",
        mentions=(maker.mention(first, "Brandt"), maker.mention(second, "Ilo Brandt")),
        roles=(maker.role(first, "President"), maker.role(second, "former president")),
    )
    assert not family(maker, "Role")


def test_an_age_right_after_a_name_is_of_who_bears_it(maker):
    first = maker.report("Ada Lunt, 34, was named.", "2031-05-02", "North")
    second = maker.report("One of the dead was Ada Lunt, a 43-year-old baker from Tarn.", "2031-05-03", "South")
    maker.entity("Ada Lunt", mentions=(maker.mention(first, "Ada Lunt"), maker.mention(second, "Ada Lunt")))
    maker.count(first, "34", "Ada Lunt, 34,", "age", kind="age", counted="Ada Lunt", unit="year")
    maker.count(second, "43-year-old", "a 43-year-old baker", "age", kind="age", counted="baker", unit="year", low=43)
    (found,) = family(maker, "Age")
    assert (found.kind, {position.says for position in found.positions}) == ("conflict", {"34", "43"})


def test_names_that_a_house_only_spells_otherwise_are_one(maker):
    spelled = ("Tarn Safety Organization", "Tarn Safety Organisation")
    reports = [maker.report(f"The {name} spoke.", f"2031-05-0{n}") for n, name in enumerate(spelled, 2)]
    mentions = tuple(maker.mention(report, name) for report, name in zip(reports, spelled, strict=True))
    maker.entity(spelled[0], "organisation", aliases=spelled[1:], mentions=mentions)
    assert family(maker, "Name") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ida Voss, the baker who rode on the cart, was 29.", ["conflict"]),
        ("Ida Voss, a baker from Lowmark, was 29 and lived alone.", ["conflict"]),
        ("Ida Voss, the baker, was 29 minutes late.", []),
        ("The brother of Ida Voss, a baker, was 29.", []),
    ],
)
def test_an_age_is_told_after_words_between_commas(maker, text, found):
    other = "Ida Voss, 27, baked bread."
    first, report = maker.report(other, "2031-05-02", "Paper A"), maker.report(text, "2031-05-03", "Paper B")
    maker.entity("Ida Voss", mentions=(maker.mention(first, "Ida Voss"), maker.mention(report, "Ida Voss")))
    maker.count(first, "27", "Ida Voss, 27", "age", kind="age", counted="Ida Voss", unit="year")
    maker.count(report, "29", text[:-1], "number at 1", kind="measure", counted=None)
    assert [f.kind for f in family(maker, "Age")] == found
