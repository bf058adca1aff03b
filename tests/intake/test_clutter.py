"""Whole pages without tags: what is left of them, and what is never taken from a text that is no page."""

import pytest

from joindots.intake import Input, label_documents, read_input

MENU = [
    "Home",
    "News",
    "Sport",
    "Weather",
    "Harbour",
    "Opinion",
    "Jobs",
    "Tickets",
    "Log in",
    "Search",
    "Video",
    "Travel",
]
STORY = [
    "A ferry with 140 people on board ran aground off Mornay Point on Tuesday, the harbour master said.",
    "Nobody was hurt, but the car deck of the ferry took in water and eleven cars were lost, she added.",
    "The ferry line said that it would give the inquiry every paper it asked for.",
    "The captain of the ferry had been suspended, said the line, till the harbour master and the inquiry had reported.",
    "The open bow door is what the inquiry will look at first, according to the harbour master of Mornay.",
    "Passengers said that the door of the car deck had not been closed when the ferry left the harbour.",
]
FOOT = [
    "About us",
    "Contact",
    "Privacy policy",
    "Terms of use",
    "Sitemap",
    "Careers",
    "Advertise",
    "© 2031 Mornay Gazette",
]
PAGE = [
    "Ferry runs aground off Mornay Point | Mornay Gazette",
    *MENU,
    "Ferry runs aground off Mornay Point",
    *STORY,
    *FOOT,
]


def label(lines):
    drafts, rejections = read_input(Input(source="page.txt", data="\n".join(lines).encode()))
    assert rejections == []
    (document,) = label_documents(drafts)
    return [(document.text[b.start : b.end].strip(), b.kind) for b in document.blocks]


def test_of_a_whole_page_the_story_is_left():
    kinds = dict(label(PAGE))
    assert [kinds[line] for line in STORY] == ["body"] * len(STORY)
    assert {kinds[line] for line in (*MENU, *FOOT)} == {"boilerplate"}


def test_a_page_in_another_language():
    story = [
        "Eine Fähre mit 140 Menschen an Bord ist am Dienstag vor Kap Mornay auf Grund gelaufen, sagte die Wache.",
        "Verletzt wurde niemand, doch auf dem Autodeck der Fähre stand Wasser, und elf Autos gingen verloren.",
        "Die Reederei will der Untersuchung alle Papiere geben, die die Hafenmeisterin und ihre Leute verlangen.",
        "Der Kapitän der Fähre bleibt beurlaubt, bis die Untersuchung abgeschlossen ist, so die Reederei am Abend.",
    ]
    menu = [
        "Startseite",
        "Politik",
        "Wirtschaft",
        "Kultur",
        "Sport",
        "Wetter",
        "Reise",
        "Anmelden",
        "Suche",
        "Abo",
        "Video",
        "Hafen",
    ]
    foot = ["Über uns", "Kontakt", "Impressum", "Datenschutz", "AGB", "Karriere", "Werbung", "© 2031 Hafenblatt"]
    kinds = dict(
        label(
            [
                "Fähre läuft vor Kap Mornay auf Grund - Hafenblatt",
                *menu,
                "Fähre läuft vor Kap Mornay auf Grund",
                *story,
                *foot,
            ]
        )
    )
    assert [kinds[line] for line in story] == ["body"] * len(story)
    assert len([line for line in (*menu, *foot) if kinds[line] != "boilerplate"]) <= 1  # one beside the story may stay


@pytest.mark.parametrize(
    "lines",
    [
        STORY,
        [line.upper() for line in STORY],
        [line.replace(".", " .").replace(",", " ,") for line in STORY],
        [f"CHAIR: {line}" if n % 2 else f"QUILL: {line}" for n, line in enumerate(STORY * 4)],
        ["The crew:", *(f"- Deckhand {name}" for name in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus")), *STORY],
        [STORY[0], "Results of the regatta:", *(f"{n}. Boat {n} (Mornay) {n + 12}.04 minutes" for n in range(1, 60))],
    ],
    ids=["plain", "capitals", "tokens", "transcript", "list", "results"],
)
def test_clean_text_loses_nothing(lines):
    assert "boilerplate" not in {kind for _, kind in label(lines)}
