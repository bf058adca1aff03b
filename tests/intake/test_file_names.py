import pytest

from joindots.intake.files import File


@pytest.mark.parametrize(
    ("source", "extension"),
    [
        ("a/report.TXT", ".txt"),
        ("news.zip#b/page.html", ".html"),
        ("https://news.md/", ""),
        ("https://news.md", ""),
        ("https://news.example/a/report.pdf?from=home.html", ".pdf"),
        ("crawl.warc#https://news.example/a.Html", ".html"),
        ("-", ""),
    ],
)
def test_an_extension_is_that_of_the_innermost_name(source, extension) -> None:
    assert File(source=source, data=b"").extension == extension
