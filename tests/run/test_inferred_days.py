"""The day of an incident for a report that gives none: what other reports of it give, and that it is not stated."""

from joindots.account.explanations import explain
from joindots.run import Options, read

DATED = """Two dead in Orrin Mill shooting

2031-05-09

ORRIN MILL - Two people were killed when a gunman opened fire at the Harbour Bakery on 6 May 2031, police said.
The baker Mara Lindt, 41, and her brother Jon Lindt, 38, died at the scene. Police arrested Peter Kolb, 29."""
UNDATED = """Orrin Mill mourns bakery shooting victims

2031-05-10

ORRIN MILL - Neighbours left flowers for Mara Lindt, 41, and Jon Lindt, 38, who were shot dead at the Harbour Bakery.
Peter Kolb, 29, is accused of the shooting that killed the two people."""


def test_the_day_is_inferred_and_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(DATED)
    (tmp_path / "b.txt").write_text(UNDATED)
    account = read(tmp_path, options=Options(workers=1))
    (row,) = (i for i in account.incidents if i.killed)
    sources = {d.id: d.source for d in account.documents}
    days = [(r.value, r.basis, {sources[s.document] for s in r.evidence}) for r in row.date]
    assert ("2031-05-06", "inferred", {"b.txt"}) in days
    assert "date: 2031-05-06, according to other reports" in explain(account, row.id)
    assert not [f for f in account.findings if f.topic.startswith("Date: ")]
