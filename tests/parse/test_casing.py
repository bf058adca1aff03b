"""Paragraphs in capitals are read in mixed case, one code point for one."""

from hypothesis import given
from hypothesis import strategies as st

from joindots.parse.casing import is_capitals, restore_case

COMMON = {"the", "ferry", "sink", "off", "captain", "say", "bridge", "crew", "of", "bomb", "attack"}
NOUNS = {"ferry", "bridge", "crew", "captain"}


def test_names_keep_their_capital_and_common_words_lose_it():
    text = "THE FERRY SINKS OFF PORT-ELLIS. CAPTAIN ORNE SAYS THE CREW OF VESNA BRIDGE ATTACKED"
    assert restore_case(text, COMMON, NOUNS) == (
        "The ferry sinks off Port-Ellis. Captain Orne says the crew of Vesna Bridge attacked"
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
