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
