"""Tolls of headlines, of whoever killed themselves too, of deeds whose names tell a number; tolls of other deeds."""

import pytest

from joindots.extract import observe
from joindots.extract.lookups import Lookup
from joindots.model import Incident


def spans(incident):
    return sum(len(r.evidence) for r in (*incident.killed, *incident.wounded, *incident.date, *incident.location))


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, **fields):
        found = observe(read_text(text, published="2031-05-14", **fields))
        main = max(found.incidents, key=spans, default=Incident(id="i1", event="v1"))
        return {f: [r.value for r in getattr(main, f)] for f in ("killed", "wounded", "date", "claimed_by")}

    return read


BODY = "\n\nPolice are looking into the attack at the mill."


@pytest.mark.parametrize(
    ("title", "killed", "wounded"),
    [
        ("Two adults, two children killed in attack at mill", [4], []),
        ("Woman, 1-year-old boy wounded in attack at mill", [], [2]),
        ("Ten women, seven men wounded in attack at mill", [], [17]),
        ("Mother, father, toddler found dead after attack", [3], []),
        ("Man kills wife, two sons in attack at mill", [3], []),
        ("Gunman shot dead after killing officer, 3 others", [4], []),
    ],
)
def test_members_of_a_headline_with_commas_are_added_up(read, title, killed, wounded):
    found = read(title + BODY, title=title)
    assert set(killed) <= set(found["killed"])
    assert set(wounded) <= set(found["wounded"])


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Ann Orr was shot and killed at the mill by her brother, before he killed himself.", 2),
        ("A man killed his wife and two sons in the attack before taking his own life.", 4),
        ("A man is charged in a triple homicide at the mill.", 3),
        ("Police called the attack at the mill a murder-suicide.", 2),
        ("He is charged with the killing of four guards in an attack on the mill.", 4),
        ("Ann Lee and Bo Orr were gunned down in an attack on the mill.", 2),
        ("A guard suffered a fatal gunshot wound in the shooting at the mill.", 1),
        ("A clerk was hurt in the attack at the mill. Police have not ruled out a murder-suicide.", None),
        ("Asked if the attack at the mill was a murder-suicide, she named a clerk who was hurt.", None),
        ("An officer was wounded in the attack. The gunman suffered a non-fatal wound.", None),
    ],
)
def test_the_dead_are_counted_by_what_names_the_deed(read, text, killed):
    assert (killed in read(text)["killed"]) if killed else not read(text)["killed"]


def test_more_dead_than_a_murder_suicide_has_at_least_take_its_place(read):
    text = "Three people were killed in the attack at the mill. Police called it a murder-suicide."
    assert read(text)["killed"] == [3]


def test_what_tells_of_the_victims_is_evidence_for_the_toll_with_whoever_did_it(read_text):
    text = (
        "Six people were killed in a shooting at the mill. A man killed six people before killing himself. "
        "Six people were killed there, police said."
    )
    tolls = {
        r.value: len(r.evidence) for i in observe(read_text(text)).incidents for r in i.killed if not r.attribution
    }
    assert tolls[7] > tolls[6]


@pytest.mark.parametrize(
    "text",
    [
        "Two guards were wounded in an attack at the mill. Police were unable to say if one had died.",
        "Two guards were wounded in an attack at the mill. Early reports that a man was killed were incorrect.",
        "Two guards were wounded in an attack at the mill on May 12. In March 2029 a man was killed there.",
        "Two guards were wounded in an attack at the mill.\n\n1:51 Boy killed with machete; uncle sought",
        "Two guards were wounded in an attack at the mill. Officers were executing a search warrant.",
        "Two guards were wounded in an attack at the mill. Eight children have been killed this year.",
    ],
)
def test_who_died_elsewhere_or_perhaps_is_none_of_the_dead(read, text):
    found = read(text)
    assert found["killed"] == []
    assert found["wounded"] == [2]


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("Four people were shot at the mill. Bo Orr was killed. The three others were taken to hospital.", [3]),
        ("A guard was killed in the shooting. Three others, a man, a woman and a boy, were wounded.", [3]),
        ("A man was killed in the shooting at the mill. A boy was found wounded by a bullet.", [1]),
        ("The attack at the mill killed two and sent three others to hospital.", [3]),
        ("A 10-year-old girl was hit by a bullet when a man shot a 19-year-old woman at the mill.", [2]),
    ],
)
def test_those_who_lived_are_counted(read, text, wounded):
    assert read(text)["wounded"] == wounded


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police are looking into the shooting of two guards at the mill on Thursday night.", "2031-05-08TNI"),
        ("Last Thursday's shooting at the mill wounded two guards.", "2031-05-08"),
        ("Posted: Monday, May 12, 2031 2:15 PM\n\nTwo guards were wounded in an attack at the mill.", "../2031-05-14"),
        (
            "A man was jailed for an attack that hurt two guards.\n\nOfficers were called to the mill on March 3.",
            "2031-03-03",
        ),
    ],
)
def test_the_day_is_that_of_the_deed(read, text, day):
    assert [value.partition("T")[0] for value in read(text)["date"]] == [day.partition("T")[0]]


def test_the_deed_told_before_is_what_somebody_else_claims_too(read_text):
    text = (
        "Gunmen attacked the post at Vesna on Monday, killing two guards. The Red Hand claimed the attack. "
        "The Blue Hand claimed that one too."
    )
    parse = read_text(text)
    found = observe(parse)
    names = Lookup(parse, found).names
    assert {names.get(r.value, r.value) for i in found.incidents for r in i.claimed_by} == {"Red Hand", "Blue Hand"}


def test_some_of_those_counted_are_counted_by_their_noun(read_text):
    found = observe(read_text("They counted 41,030 ballots, of which 406 were spoiled."))
    assert {q.low: q.measure for q in found.quantities} == {41030: "ballot counted", 406: "ballot spoiled"}


def test_a_day_with_its_month_stands_for_the_season_it_lies_in(read):
    told = read(
        "Two men were arrested on Tuesday in the shooting that killed a clerk at the mill last month. The clerk was "
        "playing cards on April 22 when a fight broke out."
    )
    assert "2031-04-22" in told["date"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two clerks in Vesna. The League on Monday denied the bombing.",
        "A bomb killed two clerks in Vesna. Officers on Monday provided details about the bombing.",
        "A bomb hurt two clerks in Vesna. One was in hospital after the bombing and remained there on Monday morning.",
    ],
)
def test_a_day_of_words_about_a_deed_is_not_its_day(read, text):
    assert "2031-05-12" not in read(text)["date"]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Four clerks were shot at the mill, one fatally, on Monday in Port Ellis.", [1], [3]),
        ("A man stabbed six people on a ferry on Monday, two of them fatally.", [2], [4]),
        ("A gunman shot four people, killing one, at the mill on Monday. All four were taken to hospital.", [1], [3]),
        ("A gunman shot four people, killing one, at the mill on Monday. A second man died of his wounds.", None, []),
        ("A clerk was fatally shot at the mill on Monday. Three other people were also struck by bullets.", [1], [3]),
        ("A clerk was fatally shot on Monday. Three others were shot. One of the three others died.", None, []),
        ("A ferry accident on Monday claimed the lives of two passengers and injured six.", [2], [6]),
        ("A blast on Monday left a girl dead. Three others were treated at a hospital and released.", [1], [3]),
        ("A blast on Monday left a girl dead. Three clerks were treated at a hospital as a precaution.", [1], []),
        ("Guards saved the lives of three passengers in a crash on Monday that killed one.", [1], []),
    ],
)
def test_of_those_hurt_it_is_told_who_lived(read, text, killed, wounded):
    found = read(text)
    assert killed is None or found["killed"] == killed
    assert found["wounded"] == wounded


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Five people were shot at the mill. Three of them died.", [3], [2]),
        ("Five were shot at the mill. Ann Orr, 21, and Ben Lee, 22, died. The others are recovering.", [2], [3]),
        ("Guards shot two robbers at the mill, killing one of them and wounding the other.", [1], [1]),
        (
            (
                "Police found four men with gunshot wounds at the mill. One of them died."
                " The other three were taken to hospital."
            ),
            [1],
            [3],
        ),
        ("One clerk was killed and two others were left in critical condition in the shooting.", [1], [2]),
        (
            "Four victims were shot at the mill. A fifth victim was struck by gunfire. All are expected to recover.",
            [],
            [5],
        ),
        (
            "They found a 16 year old boy with a gunshot wound at the mill. He was pronounced dead at the hospital.",
            [1],
            [],
        ),
        ("A 2 yr old was shot at the mill. She is in stable condition.", [], [1]),
    ],
)
def test_all_who_were_hurt_are_told_from_those_who_lived(read, text, killed, wounded):
    found = read(text)
    assert (found["killed"], found["wounded"]) == (killed, wounded)


def test_an_age_after_a_word_for_one_person_counts_nobody(read):
    found = read("Boy, 2, accidentally shot at mill\n\nA toddler was shot at the mill. He is expected to recover.")
    assert found["wounded"] == [1]


def test_a_number_told_beside_the_dead_is_none_of_all(read):
    found = read("One man was killed and four were injured in the attack. The other three wounded are guards.")
    assert 4 in found["wounded"]


def test_the_night_before_is_no_night_of_the_day_told_beside_it(read):
    found = read(
        "People gathered on 9 May 2031 to remember two guards who were shot dead the night before at the mill."
        "\n\nThe shooting happened at 1 a.m. on 8 May 2031."
    )
    assert found["date"] == ["2031-05-08"]


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("Six people, three men and three women, were hurt in an attack at the mill on Monday.", [6]),
        ("A man died in an attack at the mill. Another 5-year-old was hurt and is expected to survive.", [1]),
        (
            (
                "A mother and her child were wounded in an attack at the mill that left one man dead. A third victim"
                " was stabbed there too. The 22-year-old did not survive."
            ),
            [2],
        ),
        (
            (
                "Bo Orr and Ann Lee were killed in a crash at the mill. Two other crash victims arrived at the hospital"
                " by car."
            ),
            [2],
        ),
    ],
)
def test_the_wounded_are_counted_once_and_in_whatever_way_they_are_told(read, text, wounded):
    assert sorted(set(read(text)["wounded"])) == wounded


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            (
                "A girl was struck by an apparent stray bullet on Monday evening, police said Tuesday.\n\nPolice are"
                " looking into the shooting, but no arrests had been reported as of Tuesday morning."
            ),
            "2031-05-12",
        ),
        (
            (
                "In a stabbing at the mill, two guards were killed when a man came at them as they walked home on"
                " Monday afternoon.\n\nAnn Lee died on Monday morning of wounds suffered in a stabbing on Saturday."
            ),
            "2031-05-12",
        ),
    ],
)
def test_neither_when_news_stood_so_nor_an_earlier_deed_told_later_dates_an_incident(read, text, day):
    assert read(text)["date"][0] == day


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The young clerk and father to three girls was killed in the attack at the mill.", {1}),
        ("The clerk and porter Ann Lee was killed in the attack at the mill.", {1}),
        ("A clerk and Ann Lee were killed in the attack at the mill.", {2}),
    ],
)
def test_words_for_one_person_count_one(read, text, killed):
    assert set(read(text + BODY)["killed"]) <= killed


def test_a_death_that_a_jury_recommends_has_not_come(read):
    text = "The court followed the panel's recommendation that gunman Bo Orr die for the attack at the mill."
    assert read(text)["killed"] == []
