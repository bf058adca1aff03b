import pytest

from joindots.text.publishers import publisher_key


@pytest.mark.parametrize(
    "name",
    [
        "The Quay Courier",
        "quay courier online",
        "www.quaycourier.co.uk",
        "https://quaycourier.com/news",
        "QuayCourier.com",
    ],
)
def test_publishers_are_compared_without_what_varies(name):
    assert publisher_key(name) == "quaycourier"
