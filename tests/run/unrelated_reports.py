"""Reports of events that have nothing to do with one another, two of each, which differ in a number."""

from pathlib import Path

TOLD = (
    (
        "2041-03-04",
        "A ferry struck the pier at Lowmark on Monday, killing {} passengers, pilot Ilse Varga said.",
    ),
    ("2041-05-11", "A fire in a cannery in Port Ellis injured {} workers on Saturday, fire chief Odo Brandt said."),
    (
        "2041-09-20",
        "Gunmen attacked a bank in Tarnholt on Friday and killed {} guards, inspector Una Krol said.",
    ),
)


def write_reports(folder: Path) -> list[Path]:
    """Write them, and tell where."""
    files = []
    for event, (day, sentence) in enumerate(TOLD):
        for number in ("three", "five"):
            file = folder / f"{event}-{number}.txt"
            title = sentence.partition(" on ")[0].split(",")[0].replace(" {} workers", " workers")
            file.write_text(f"{title}\n\n{day}\n\n{sentence.format(number)} It was the first this year.\n")
            files.append(file)
    return files
