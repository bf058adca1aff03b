"""Lists of dead and hurt in running text that ages or numbers break are counted whole."""

import pytest

from joindots.extract import observe


@pytest.fixture(scope="module")
def read(read_text):
    def read(text):
        found = observe(read_text(text, published="2031-05-14"))
        lists = (q for q in sorted(found.quantities, key=lambda q: q.span) if q.measure.endswith("|named"))
        return [(q.measure.partition("|")[0], q.low, q.span.text) for q in lists]

    return read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Orr, 21, Ben Lee, 2, and Cy Ray, 4, drowned.", ("killed", 3, "Ann Orr, 21, Ben Lee, 2, and Cy Ray")),
        ("Ann Orr and Ben Lee, aged 21 and 22, drowned on Friday.", ("killed", 2, "Ann Orr and Ben Lee")),
        (
            "Two children, ages 3 and 5, and their mother have been found dead.",
            ("killed", 3, "Two children, ages 3 and 5, and their mother"),
        ),
        ("They are a father and his two children who were found dead.", ("killed", 3, "a father and his two children")),
        ("A ferry hit a pier, and Ann Orr (21) and a clerk were injured.", ("injured", 2, "Ann Orr (21) and a clerk")),
        ("He fatally shot his partner and their two children.", ("killed", 3, "his partner and their two children")),
        ("His wife, Ann Poe, 34, and two sons were killed.", ("killed", 3, "His wife, Ann Poe, 34, and two sons")),
        (
            "A 59-year-old man, 49-year-old woman and 53-year-old man suffered burns.",
            ("injured", 3, "A 59-year-old man, 49-year-old woman and 53-year-old man"),
        ),
        (
            "The dead were identified by police as Ann Orr, 21; Ben Lee, 22; and Cy Ray, 24.",
            ("killed", 3, "Ann Orr, 21; Ben Lee, 22; and Cy Ray"),
        ),
    ],
)  # fmt: skip
def test_lists_are_counted_whole(read, text, told):
    assert read(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Carl Poe, a guard and two clerks were shot.",  # whether Poe is the guard is not said
        "Two guards, Ann Orr and Ben Lee, were shot.",  # who the two are
        "Three others, a man, a woman and a boy, were wounded.",
        "Two guards, one 18 years old, and a clerk were shot.",
        "Ann Orr, 21, or Ben Lee, 22, was shot.",
        "Ann Orr, 21, and Ben Lee, 22, shot and killed a clerk.",
        "Ann Orr, 21, and Ben Lee, 22, said two men were shot.",
        "Carl Poe planned to kill a guard and two clerks.",
    ],
)
def test_no_list_where_it_is_not_sure_who_is_who(read, text):
    assert all(size == 2 and "," not in said for _, size, said in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Orr and the man who died took part in the attack, police said.",
        "Police shot and killed a woman who had barricaded herself and a child inside a mill.",
        "Man charged after shooting that injured 5-year-old, left man dead\n\nA man was charged on Friday.",
    ],
)
def test_who_is_told_by_a_clause_stands_in_no_list(read, text):
    assert read(text) == []
