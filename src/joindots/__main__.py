"""`python -m joindots`."""

from joindots.app.cli import main

main()
