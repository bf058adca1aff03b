"""Reports of events that have nothing to do with one another, two of each, which differ in a number; some as pages."""

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
            file = folder / f"{event}-{number}.{'html' if event == 1 else 'txt'}"
            title = sentence.partition(" on ")[0].split(",")[0].replace(" {} workers", " workers")
            lines = [title, day, f"{sentence.format(number)} It was the first this year."]
            marked = "<html><body><article><h1>{}</h1><p>{}</p><p>{}</p></article></body></html>"
            file.write_text(marked.format(*lines) if event == 1 else "\n\n".join(lines) + "\n")
            files.append(file)
    return files
