"""Which of the days around the words of a deed is its day."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def read(read_text):
    def read(text, published):
        title = text.partition("\n\n")[0]
        found = observe(read_text(text, published=published, title=title))
        return [reported.value for incident in found.incidents for reported in incident.date]

    return read


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        pytest.param(
            "Port Ellis Dock Fire: May 14, 2031 Update\n\nWhat is known of the fire.\n\nOn May 12, 2031, just"
            " after 2 a.m., a fire broke out at the dock. Two people were killed.",
            "2031-05-14",
            "2031-05-12",
            id="the day of the text itself",
        ),
        pytest.param(
            "Police investigate 2 shootings Monday night\n\nPort Ellis police are investigating after two separate"
            " shootings Monday.\n\nThe first shooting was reported around 8:30 p.m. in Mill Road.\n\nThere a man"
            " was shot.",
            "2031-05-14",
            "2031-05-12",
            id="they go on investigating",
        ),
        pytest.param(
            "Boy killed\n\nA 17-year-old boy killed during a triple shooting in Vesna Monday afternoon was identified"
            " as Ben Orr by his mother on Tuesday morning.",
            "2031-05-14",
            "2031-05-12",
            id="before what is said of him",
        ),
        pytest.param(
            "Man charged with killing four\n\nOrr, 40, was arrested Tuesday, a day after police discovered four of his"
            " relatives had been fatally shot inside their home in Lowmark.",
            "2031-05-14",
            "2031-05-12",
            id="a day after",
        ),
        pytest.param(
            "Two sought after seven shot at Christmas party\n\nTwo men were being tracked down Thursday after they shot"
            " seven people during a private Christmas party, deputies said. Nobody is in danger after being shot early"
            " Wednesday at a lodge in Lowmark.",
            "2031-12-26",
            "2031-12-24",
            id="no day of the feast",
        ),
        pytest.param(
            "Person killed in shooting\n\nPort Ellis police say an accidental shooting claimed a life Monday.",
            "2031-05-14",
            "2031-05-12",
            id="a life claimed",
        ),
        pytest.param(
            "Girl shot\n\nDeputies are investigating an accidental shooting that occurred Monday afternoon in"
            " Lowmark.\n\nDeputies said the girl was playing with a gun someone dropped off at her home yesterday.",
            "2031-05-14",
            "2031-05-12",
            id="the verb that says so",
        ),
        pytest.param(
            "Jury finds man guilty in double murder\n\nA man who was on trial over a double murder was found guilty,"
            " Tuesday afternoon.\n\nOn April 28 around 3:05 a.m., police were called to a shooting in Lowmark,"
            " where two men lay dead.",
            "2031-05-14",
            "2031-04-28",
            id="the verdict",
        ),
        pytest.param(
            "Suspect arrested\n\nOrr is one of four suspects in last week's shooting in Port Ellis.\n\nThe shooting was"
            " reported near the harbour at about 7:15 p.m. Tuesday. A boy was shot in the leg.",
            "2031-05-14",
            "2031-05-06",
            id="the weekday of last week",
        ),
        pytest.param(
            "Sixth man charged\n\nAnn Orr was shot in a drive-by shooting in Lowmark Monday night.\n\nPolice said it"
            " happened around 11 p.m. Monday, May 5 at a home in Mill Road.",
            "2031-05-14",
            "2031-05-05",
            id="taken over from an older report",
        ),
    ],
)
def test_the_day_of_the_deed(read, text, published, day):
    dates = read(text, published)
    assert day in dates
    assert all(value == day or "/" in value for value in dates)


def test_days_are_not_reckoned_from_when_somebody_spoke(read):
    text = (
        "Girl dies\n\nPolice confirmed Tuesday that an 8-year-old girl died two days after being shot in Lowmark.\n\nOn"
        " Sunday two men pulled up in a car and shot her."
    )
    assert set(read(text, "2031-05-14")) == {"2031-05-11"}


def test_less_than_so_many_days_is_no_day(read):
    text = (
        "Man held\n\nA man was arrested in Lowmark on Thursday, less than two weeks after a woman was shot dead in Mill"
        " Road, police said."
    )
    assert not any(value.startswith(("2031-05-01", "2031-04")) for value in read(text, "2031-05-17"))
