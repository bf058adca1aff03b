import pytest

from joindots.intake.pages.error_pages import find_error


@pytest.mark.parametrize(
    ("title", "line", "word"),
    [
        ("404 Not Found", "Sorry.", "no such page"),
        ("Mornay Gazette", "The page you are looking for has moved.", "no such page"),
        ("Seite nicht gefunden", "Zur Startseite", "no such page"),
        ("403 Forbidden", "nginx", "refused"),
        ("Just a moment", "Verify you are human by completing the action below.", "refused"),
        ("Mornay Gazette", "503 Service Unavailable", "failed"),
        ("Mornay Gazette", "We and our partners store information on a device.", "consent"),
    ],
)
def test_pages_in_an_articles_place(title, line, word):
    assert word in find_error([title], [line])


def test_an_article_about_errors_is_an_article():
    body = ["The harbour's web site said page not found all day, the harbour master admitted."] * 15
    assert find_error(["Why the harbour showed 404 Not Found"], body) is None
    assert find_error(["A ferry sank"], ["A ferry sank off Mornay Point."]) is None


def test_a_missing_page_may_name_other_articles():
    others = [
        f"The harbour master said that nobody was hurt when ferry {i} ran aground off the point." for i in range(15)
    ]
    assert "no such page" in find_error(
        ["404 | Mornay Gazette"], ["We can't find the page you're looking for.", *others]
    )
    assert "no such page" in find_error(
        ["Page not found"], ["It looks like nothing was found at this location.", *others]
    )
    assert find_error(["Access denied | Mornay Gazette"], others) is None
    assert find_error(["Found", "Mornay Gazette"], ["Lost, and found", *others]) is None


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Log in | Mornay Gazette", ["Email address", "Password", "Forgot your password?", "Sign up"]),
        ("Mornay Gazette", ["Please sign in to continue", "Sign in with your e-mail and password."]),
        ("Mornay Gazette", ["Subscriber login", "Username", "Password", "Remember me"]),
    ],
)
def test_a_wall_that_asks_for_a_password_is_no_article(title, lines):
    assert "password" in find_error([title], lines)


def test_a_report_above_a_wall_is_a_report():
    lines = [
        "A ferry with 140 people on board ran aground off Mornay Point on Tuesday.",
        "Log in to continue",
        "Password",
    ]
    assert find_error(["Ferry runs aground", "Log in"], lines) is None
