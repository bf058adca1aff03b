"""Tolls, day and doers of an incident where no plain number, no date beside the deed and nobody to blame is told."""

import pytest

from joindots.extract import observe
from joindots.model import Incident


def evidence(incident):
    return sum(len(r.evidence) for r in (*incident.killed, *incident.wounded, *incident.date))


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, **fields):
        found = observe(read_text(text, **fields))
        main = max(found.incidents, key=evidence, default=Incident(id="i1", event="v1"))
        values = {field: [r.value for r in getattr(main, field)] for field in ("killed", "wounded", "date")}
        return values | {"perpetrator": main.perpetrator}

    return read


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Six children and two adults were shot dead in the attack.", 8),
        ("A shooting happened at the mill. The boy was pronounced dead at the scene.", 1),
        ("A man was charged in the shooting death of a 3-year-old boy.", 1),
        ("Police are investigating the shooting deaths of a mother and her son.", 2),
        ("A 12-year-old girl accidentally shot and killed herself at the mill.", 1),
        ("A man shot and killed his wife and his daughter, then killed himself.", 3),
    ],
)
def test_the_dead_are_counted_where_the_text_tells_them_all(read, text, killed):
    assert killed in read(text)["killed"]


def test_members_of_a_list_are_no_toll(read):
    assert read("Six children and two adults were shot dead in the attack.")["killed"] == [8]


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("A guard was killed and six others were shot in the attack.", 6),
        ("A man was shot in the leg and is in stable condition.", 1),
        ("A shooting broke out at the mill. Three men suffered gunshot wounds.", 3),
        ("Police found two men with gunshot wounds after the shooting.", 2),
        ("Two men died in the shooting at the mill. A 3-year-old boy was wounded.", 1),
        ("Three women and a man were wounded in the shooting.", 4),
    ],
)
def test_the_wounded_are_counted_where_the_text_tells_that_they_lived(read, text, wounded):
    assert wounded in read(text)["wounded"]


@pytest.mark.parametrize(
    "text",
    [
        "A shooting broke out at the mill. The bullet could have killed her.",
        "A shooting broke out at the mill. The guards were not injured.",
        "A shooting broke out at the mill. He faces two counts of attempted murder.",
        "A shooting broke out in the 200 block of Mill Road. He fired one shot.",
    ],
)
def test_what_did_not_happen_to_people_counts_nobody(read, text):
    found = read(text)
    assert (found["killed"], found["wounded"]) == ([], [])


def test_a_toll_of_many_years_is_not_that_of_the_incident(read):
    found = read(
        "A guard was killed in a shooting at the mill on 3 May 2031. "
        "More than 500 people were killed in shootings in 2029."
    )
    assert found["killed"] == [1]


def test_a_report_dates_its_main_incident_by_a_clock_time_of_its_lead(read):
    found = read(
        "Two men were wounded in a shooting at the mill, police said Friday. "
        "Officers came to the gate shortly before 9 p.m. Thursday.",
        published="2031-05-09",
    )
    assert found["date"] == ["2031-05-08"]


def test_a_day_in_court_dates_no_incident(read):
    found = read(
        "A man was charged with shooting two guards at the mill. A judge heard the case Thursday.",
        published="2031-05-09",
    )
    assert found["date"] == ["../2031-05-09"]


def test_nobody_is_the_perpetrator_of_a_mischance_but_on_purpose(read):
    assert not read("The ferry Marrow Wing sank off Orland, killing three passengers.")["perpetrator"]
    assert not read("A crash killed two people. Ann Lee crashed the van into a wall.")["perpetrator"]


def test_no_two_quantities_share_a_span(read_text):
    texts = (
        "The shooting death of Ann Lee, who was shot at the mill, shocked the town. Lee was wounded and died of it.",
        "He shot himself and his wife, then killed himself. The deaths of a man and his wife were shootings.",
        "Two men and a woman were shot and two men and a woman were killed.",
    )
    for text in texts:
        spans = [(q.span.start, q.span.end) for q in observe(read_text(text)).quantities]
        assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two people were found stabbed to death in the attack on Sunday.", 2),
        ("Seven people were shot in the attack, one fatally.", 1),
        ("Five people were shot in the attack, one of whom died.", 1),
        ("Police are investigating the fatal shooting of a teenager.", 1),
        ("The crash claimed the life of a nurse.", 1),
        ("An officer took his own life after the crash.", 1),
    ],
)
def test_deaths_told_in_other_words(read, text, killed):
    assert read(text)["killed"] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "The crash hurt many. A child cannot play there without losing her life.",
        "She was accused of attempted murder and possession of a knife after the attack.",
        "Police said it was a child who was not killed in the crash.",
    ],
)
def test_nobody_died(read, text):
    assert read(text)["killed"] == []


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("A clerk was taken to hospital with a gunshot wound after the shooting at the mill.", 1),
        ("Four people were taken to hospital after the crash. They will recover.", 4),
        ("Fifteen people were shot in the attack. At least three of those injured are children.", 15),
        ("The guard was shot in the hand in the attack. He survived.", 1),
        ("A girl died in the shooting and her father is in critical condition.", 1),
        ("Ann Lee, 12, Bob Orr, 14, and Tim Holt, 15, were hurt in the explosion.", 3),
    ],
)
def test_wounds_told_in_other_words(read, text, wounded):
    assert read(text)["wounded"] == [wounded]


@pytest.mark.parametrize(
    "text",
    [
        "A man was found with a gunshot wound after the shooting. The man died on Friday.",
        "Ann Lee was wounded in the attack. Lee, 40, was pronounced dead at the scene.",
        "Four people were taken to hospital for observation after the fire.",
    ],
)
def test_the_dead_and_the_unharmed_are_no_wounded(read, text):
    assert read(text)["wounded"] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A man died on Friday after he was shot in Vesna on May 1.", "2031-05-01"),
        ("He was arrested on Monday in connection with the May 2 drive-by shooting.", "2031-05-02"),
        ("A clerk has been charged in the stabbing of a guard in his home early on Saturday morning.", "2031-05-03"),
        ("Police are looking into a shooting that took place at the mill around noon on Wednesday.", "2031-05-07"),
        ("A guard was hurt in the crash last month. It happened around 7 p.m. on April 9.", "2031-04-09"),
    ],
)
def test_the_day_it_happened(read, text, day):
    assert read(text, published="2031-05-09")["date"][-1] == day


def test_who_was_wounded_and_has_died_is_dead(read):
    told = read(
        "A woman injured in Saturday's bombing in Vesna has died in hospital, bringing the number of dead to five."
    )
    assert (told["killed"], told["wounded"]) == ([5], [])


def test_the_day_a_search_ended_is_not_that_of_the_quake(read):
    text = (
        "Rescuers ended their search for survivors of the Vesna earthquake on Wednesday, with the number of dead at 71."
    )
    assert read(text, published="2031-05-09")["date"] == ["../2031-05-09"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A baby was shot. The boy succumbed to his injuries after the shooting.", [1]),
        ("A shooting broke out at the mill. Both men died.", [2]),
        ("A third person has died after a shooting near the mill.", [3]),
        ("A shooting broke out at the mill. Tomas Z. Orland fatally shot.", [1]),
        ("Two men are accused in a shooting that killed 2-year-old Zorla Quill.", [1]),
        ("A shooting broke out at the mill. Berin Orlo, a 25-year-old clerk, was also killed.", [1]),
        ("A man shot and killed her and his two sons in the attack.", [3]),
        ("Gang members are charged with five attempted murders after a shooting.", []),
        ("A boy was shot at the mill. He is the eighth child this year to be killed by a gun.", []),
    ],
)
def test_the_dead_who_are_told_without_a_number(read, text, killed):
    assert read(text)["killed"] == killed


def test_both_of_the_dead_are_no_wounded(read):
    text = "A shooting broke out at the mill. Ann Lee and Eve Orr were dead, both having suffered gunshot wounds."
    assert read(text)["wounded"] == []


def test_what_happened_years_before_is_another_incident(read_text):
    text = (
        "Five people were wounded in a shooting at the mill early Saturday. "
        "In November 2029, one man died and another was injured in a shooting near the mill."
    )
    found = observe(read_text(text, published="2031-05-05"))
    tolls = [([r.value for r in i.killed], [r.value for r in i.wounded]) for i in found.incidents]
    assert ([], [5]) in tolls


def test_the_title_counts_what_the_report_tells_later(read_text):
    lead = "Mill Road was closed. The road is long. Trees stand on it. Cars use it."
    text = f"Three people dead east of the mill\n\n{lead} The sheriff said that a woman shot two men."
    found = observe(read_text(text, title="Three people dead east of the mill"))
    assert [r.value for i in found.incidents for r in i.killed] == [3]


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("Seven people were wounded in the shooting. Two people were critically wounded.", [7]),
        ("Seven people were wounded in the shooting. Three other victims were wounded in the leg.", [7]),
        ("A man was killed and six others were wounded in the shooting.", [6]),
        ("Two people were critically wounded in the shooting.", [2]),
    ],
)
def test_some_of_the_wounded_are_no_toll_of_their_own(read, text, wounded):
    assert read(text)["wounded"] == wounded


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A shooting at the mill killed two people and hospitalized three.", [2], [3]),
        ("A shooting at the mill killed two guards and sent three others to hospital.", [2], [3]),
        ("At least fifteen people were shot at the mill and two people were killed.", [2], []),
        ("Three men died in the shooting at the mill. Ann Orr and Ben Lee were killed at once.", [3], []),
        ("A guard was killed in a shooting at the mill. So far this year 150 people have been killed.", [1], []),
        ("Ann Orr and Ben Lee were shot at the mill. Cy Ray was shot in the arm, too.", [], [3]),
        ("A woman was shot at the mill. The two were taken to hospital.", [], [2]),
        ("A guard was shot at the mill. He lay between two buildings with a gunshot wound.", [], [1]),
        ("A girl is recovering after being shot in the leg at the mill.", [], [1]),
        ("A child was shot at the mill. Both victims were in stable condition, police said.", [], [2]),
    ],
)
def test_the_dead_and_the_wounded_are_told_apart(read, text, killed, wounded):
    found = read(text)
    assert (found["killed"], found["wounded"]) == (killed, wounded)


@pytest.mark.parametrize(
    ("title", "killed"), [("Father, two daughters shot to death at mill", 3), ("2 dead, 7 hurt in shooting at mill", 2)]
)
def test_a_headline_joins_people_with_a_comma(read, title, killed):
    assert read(f"{title}\n\nThe shooting shook the town.\n", title=title)["killed"] == [killed]


def test_one_or_another_is_no_list_of_two(read):
    assert read("He said that they would have killed this guard or that guard in the shooting.")["killed"] == []


def test_a_headline_counts_whom_its_verbs_take(read):
    title = "Blast at mill kills three and wounds two, police say"
    found = read(f"{title}\n\nA blast shook the mill.\n", title=title)
    assert (found["killed"], found["wounded"]) == ([3], [2])


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # by age, by sex and by name: one each
        (
            (
                "A man shot his 2-year-old daughter dead at the farm before turning the gun on himself. "
                "Amos Reed, 41, was found dead in the yard after the shooting."
            ),
            [2],
            [],
        ),
        (
            (
                "A man was charged with killing his wife and shooting their 9-year-old daughter at the mill. "
                "Deputies said he fled after the shooting."
            ),
            [1],
            [1],
        ),
        # the one who was shot may be the one who died
        ("A man was killed in a shooting at the mill. Police said Amos Reed was shot by a guard.", [1], []),
        # a death that is only named is another's
        ("A 6-year-old girl was killed in an attack linked to the killing of a 40-year-old man.", [1], []),
        ("A woman was killed in a blast. A man of 30 was hurt, and another man was hurt.", [1], [2]),
    ],
)
def test_people_told_one_by_one_are_counted_where_they_surely_differ(read, text, killed, wounded):
    found = read(text)
    assert (sorted({*found["killed"]}), sorted({*found["wounded"]})) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("Officers called to the shooting found 16-year-old Amos Reed dead from a wound.", "killed", 1),
        ("Ann Lee’s son was hurt in the blast along with another man.", "wounded", 2),
        ("The blast killed three people and injured another.", "wounded", 1),
        ("A boy remained in hospital on Friday after a blast that also injured three other people.", "wounded", 3),
        ("A boy was badly hurt in a blast that also injured three other people.", "wounded", 4),
        ("Four people were hurt in the blast. A fifth man was also hurt.", "wounded", 5),
        ("Two men died in the fire. The three others were treated at Ellis Medical Center.", "wounded", 3),
        ("A bullet fired at the farm struck the back of her head during the shooting.", "wounded", 1),
        ("A woman was shot at the mill on Friday. Her 9-year-old son is in a coma after the shooting.", "wounded", 2),
    ],
)
def test_who_was_hurt_is_told_in_many_ways(read, text, field, number):
    assert number in read(text)[field]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # who spoke stands after what is told, and a verb of beginning is no court's
        ("The attack at the mill began with a row around 2:30 a.m. on Sunday, said Ann Lee.", "2031-05-11"),
        (("On Saturday afternoon in a home at the wood, a group of boys started passing a rifle around. "
         "It fired and killed Dan Orr."), "2031-05-10"),
        (("A boy was shot at the farm. Police said in a statement that a woman was flagged down Sunday night by a man, "
         "who began firing."), "2031-05-11"),
        # what went on later is told beside the deed, its hour only of the deed
        (("A search went on Monday after a shooting that killed a clerk at the mill. "
         "A fight broke out about 3:40 p.m. Sunday at the gate."), "2031-05-11"),
        (("A guard was charged with murder. Papers charge Dan Orr with manslaughter in the May 3 death of a clerk, "
         "who was shot at the mill."), "2031-05-03"),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_deed(read, text, day):
    assert read(text, published="2031-05-13")["date"][:1] == [day]
