"""Paragraphs in capitals are read in mixed case, one code point for one."""

from hypothesis import given
from hypothesis import strategies as st

from joindots.parse.casing import is_capitals, restore_case

COMMON = {"the", "ferry", "sink", "off", "captain", "say", "bridge", "crew", "of", "bomb", "attack"}
WORDS = {"army", "front", "liberation", "worker", "popular", "george", "bogota", "bolivian", "general", "harbor"}
WORDS |= {"pilot", "march", "kill", "sank", "union", "north"}
NOUNS = {"ferry", "bridge", "crew", "captain"}


def test_names_keep_their_capital_and_common_words_lose_it():
    text = "THE FERRY SINKS OFF PORT-ELLIS. CAPTAIN ORNE SAYS THE CREW OF VESNA BRIDGE ATTACKED"
    assert restore_case(text, COMMON, NOUNS) == (
        "The ferry sinks off Port-Ellis. Captain Orne says the crew of Vesna Bridge attacked"
    )


def restored(text):
    english = COMMON | NOUNS | WORDS
    return restore_case(text, english, NOUNS)


def test_known_names_keep_their_capital_though_dictionaries_list_them():
    assert restored("A BOMB KILLED GEORGE BY THE FERRY IN BOGOTA, THE BOLIVIAN CREW SAYS") == (
        "A bomb killed George by the ferry in Bogota, the Bolivian crew says"
    )


def test_names_of_bodies_are_capitalised_as_a_whole():
    text = "THE CREW OF THE ORNE WORKERS LIBERATION FRONT AND A POPULAR FRONT, THE CAPTAIN SAYS"
    assert restored(text) == "The crew of the Orne Workers Liberation Front and a popular front, the captain says"


def test_an_abbreviation_tells_which_words_are_the_name():
    text = "THE ARMY OF THE FERRY CAPTAINS (XUT) ATTACKED. THE XUT SAYS THE CREW OF THE HPU [HARBOR PILOTS UNION] SANK"
    assert restored(text) == (
        "The Army of the Ferry Captains (XUT) attacked. The XUT says the crew of the HPU [Harbor Pilots Union] sank"
    )


def test_no_sentence_begins_after_initials_and_inside_brackets():
    assert restored("THE U.S. CREW OF THE ORNE FRONT [NORTH] IN PORT ELLIS SINKS THE FERRY") == (
        "The U.S. crew of the Orne Front [north] in Port Ellis sinks the ferry"
    )


def test_titles_articles_and_links_belong_to_the_name_beside_them():
    text = "THE BRIDGE CAPTAIN SAYS GENERAL ORNE OF LA FERRY SANK THE CREW OF VESNA DE BOMB"
    assert restored(text) == "The bridge captain says General Orne of La Ferry sank the crew of Vesna de Bomb"


def test_months_are_told_from_other_words():
    assert restored("THE CREW MAY ATTACK ON 3 MAY, 12 MAR 31 AND IN MARCH") == (
        "The crew may attack on 3 May, 12 Mar 31 and in March"
    )


def test_acronyms_in_brackets_stay():
    assert restore_case("THE NORDLAND SEA UNION [NSU] ATTACKS", COMMON, NOUNS).startswith(
        "The Nordland Sea Union [NSU]"
    )


def test_mixed_case_is_no_capitals():
    assert is_capitals("THE FERRY SINKS OFF PORT ELLIS")
    assert not is_capitals("The ferry sinks off PORT ELLIS")
    assert not is_capitals("BREAKING")


@given(st.text())
def test_length_never_changes(text):
    assert len(restore_case(text, COMMON, NOUNS)) == len(text)


def test_engine_reads_capitals_as_words(read_text):
    parse = read_text("TWO FISHERMEN WERE KILLED BY A GUNMAN IN PORT ELLIS YESTERDAY.")
    killed = next(token for token in parse.tokens if token.text == "killed")
    assert killed.pos == "VERB"
    assert parse.document.text[killed.start : killed.end] == "KILLED"
