"""The one way templates are filled: everything from a source is escaped, and cannot bend the page around it."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from joindots.account.escapes import neutralise


def make_environment(package: str) -> Environment:
    """Templates of a package, in its folder `templates`.

    Args:
        package: Its dotted name.

    Returns:
        An environment that escapes, and that fails at a name nobody gave.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalise,
        auto_reload=False,
    )


def _finalise(value: object) -> object:
    """Neutralise every text on its way out; markup of our own has been through it already."""
    return neutralise(value) if isinstance(value, str) and not isinstance(value, Markup) else value
