"""A report that tells of two events is of both stories, from its text to its account. All in them is made up."""

from pathlib import Path

import msgspec
import pytest

from joindots.run import Options, read

FIRES = {
    "mill 1": "A fire at the Orsk grain mill in Tollhaven killed two people on Friday, 2 May 2031, the county brigade "
    "said. The blaze began in the drying loft shortly after noon. Chief Irsa Venn said the fire spread along "
    "the dust pipes. The mill fire was out by evening.",
    "mill 2": "Inspectors opened an inquiry on Sunday into the fire that killed two loaders at the Orsk grain mill in "
    "Tollhaven on Friday, 2 May 2031. The blaze ran along dust pipes from the drying loft, Chief Irsa Venn of "
    "the county brigade said. The Orsk mill had been told to clean the pipes in March.",
    "port 1": "A fire destroyed the ticket hall of the ferry terminal in Ulmstadt on Saturday, 3 May 2031, and killed "
    "a night porter, harbour police said. The blaze broke out in a kiosk. Captain Leo Marrin said the fire was "
    "fought from two tugs. The terminal fire closed the harbour for a day.",
    "port 2": "A kiosk heater caused the fire that killed a night porter at the Ulmstadt ferry terminal on Saturday, 3 "
    "May 2031, harbour police said on Monday. Captain Leo Marrin said the blaze reached the ticket hall "
    "within minutes. Two tugs fought the terminal fire until dawn.",
    "both": "The coast has had two large fires within two days.\nThe first was the fire at the Orsk grain mill in "
    "Tollhaven on Friday, 2 May 2031, which killed two loaders. The mill fire began in the drying loft. Chief "
    "Irsa Venn said dust pipes carried the blaze.\nThe second was the fire at the ferry terminal in Ulmstadt "
    "on Saturday, 3 May 2031, which killed a night porter. The terminal fire began in a kiosk. Captain Leo "
    "Marrin said a heater set off the blaze.",
}
ATTACKS = {
    "market 1": "A gunman killed three people in an attack at the fish market in Lowmark on Monday, 10 September 2029, "
    "police said. The attack began shortly before nine. Inspector Ada Rusk said the attacker, Piet Olm, was "
    "arrested at the quay. The market attack was the first in the town.",
    "market 2": "Hundreds stood in silence in Lowmark on Tuesday for the three people who were killed in the attack at "
    "the fish market on Monday, 10 September 2029. Inspector Ada Rusk said Piet Olm planned the attack alone. "
    "The fish market stays closed after the attack.",
    "station 1": "A bomb attack wounded nine people at the railway station in Tarnley on Monday, 4 February 2030, "
    "police said. The bombing tore open the waiting room. Superintendent Jon Hale said the bomb was hidden in a milk "
    "churn.",
    "station 2": "The bomb that wounded nine people at Tarnley railway station on Monday, 4 February 2030 was hidden "
    "in a milk churn, Superintendent Jon Hale said. The bombing tore open the waiting room. Trains run again.",
    "both": "Trains stopped for a minute at Tarnley railway station on Tuesday, a year after the bombing of Monday, 4 "
    "February 2030 that wounded nine people. Superintendent Jon Hale laid flowers in the waiting room that "
    "the bomb tore open. The bombing changed the town, he said.\nGuests came from Lowmark, where a gunman "
    "killed three people in an attack at the fish market on Monday, 10 September 2029. The market attack is "
    "remembered there every month. Inspector Ada Rusk arrested the attacker, Piet Olm, at the quay.",
}


@pytest.mark.parametrize("texts", [FIRES, ATTACKS], ids=["a round-up", "an anniversary"])
def test_a_report_of_two_events_is_of_both_stories(tmp_path: Path, texts: dict[str, str]) -> None:
    lines = [msgspec.json.encode({"id": name, "text": text, "publisher": name}) for name, text in texts.items()]
    (tmp_path / "pile.jsonl").write_bytes(b"\n".join(lines))
    account = read(tmp_path / "pile.jsonl", options=Options(workers=1))
    names = {document.id: document.source.rpartition("#")[2] for document in account.documents}
    kinds = sorted({name.split()[0] for name in texts} - {"both"})
    found = sorted(sorted(names[document] for document in story.documents) for story in account.stories)
    assert found == [["both", f"{kind} 1", f"{kind} 2"] for kind in kinds]
    assert not [finding.topic for finding in account.findings if finding.kind == "conflict"]
