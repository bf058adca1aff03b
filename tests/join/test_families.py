"""Names are joined family by family; it is the same as joining all at once, whatever is bound or told apart."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joindots.extract import observe
from joindots.join.entities import families, join_entities
from joindots.model import Bonds

TEXTS = (
    "Mara Quist, 52, the mayor of Ostrow, met the Ostrow Harbour Board on Friday. Police were called.",
    "Mayor Quist said the Ostrow Harbour Board had been told. “Nobody listened,” she said. Police left.",
    "The ostrow harbour board met. Ivo Quist, 31, and Marah Quist were there, police said. OHB paid.",
    "Police in Ostrow said M. Quist had left. The Harbour Board (OHB) did not answer Tomas Vell of Lanfield.",
    "OSTROW HARBOUR BOARD: no comment, and none from Mara Quist or Mara Quist, 19, a student, or from Lanfield.",
    "Lanfield lies in Ostrow. The Ostrow Harbour Board of Lanfield asked Ivo Quist and Tomasz Vell to resign.",
    "Officials in Lanfield said the Office of Roads (OHB) had closed the bridge. Vell, of the Office, was there.",
)


@pytest.fixture(scope="module")
def reports(read_text):
    parses = [read_text(text, source=f"{n}.txt") for n, text in enumerate(TEXTS)]
    return sorted(((parse.document, observe(parse)) for parse in parses), key=lambda each: each[0].id)


def join_at_once(table, homes):
    """All rows in one part."""
    return [np.arange(len(table.reports))] if len(homes) else []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_families_are_joined_as_all_names_at_once(reports, monkeypatch, data):
    chosen = data.draw(st.lists(st.sampled_from(reports), min_size=1, max_size=7, unique_by=lambda each: each[0].id))
    documents, found = zip(*sorted(chosen, key=lambda each: each[0].id), strict=True)
    ids = [entity.id for each in found for entity in each.entities]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    bonds = Bonds(
        together=tuple(data.draw(st.lists(pairs, max_size=2))), apart=tuple(data.draw(st.lists(pairs, max_size=2)))
    )
    apart = join_entities(documents, found, bonds)
    with monkeypatch.context() as patch:
        patch.setattr(families, "_list_parts", join_at_once)
        assert join_entities(documents, found, bonds) == apart
