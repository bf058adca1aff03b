"""Ways through the account of a case: the same whether written at once or where records changed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from test_correction_properties import decided

from joindots.model import link_records
from joindots.run.cases import open_case
from joindots.store import results, ways
from joindots.store.tables import APPEARANCES, RECORDS


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with open_case(tmp_path_factory.mktemp("ways") / "case.joindots", create=True) as opened:
        yield opened


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_written_where_records_changed_is_what_the_account_gives(desk, case, data):
    account = desk.derive(data.draw(decided(desk, most=3)))
    if data.draw(st.booleans()):
        kind = data.draw(st.sampled_from(["findings", "reuse", "events", "incidents", "stories"]))
        account = type(account)(**{f: getattr(account, f) for f in account.__struct_fields__} | {kind: ()})
    with case.database.transaction() as connection:
        results.write_account(connection, account, "any")
        read = {name: ways.read_links(connection, name) for name in _list_ids(connection, "links")}
        assert read == link_records(account)
        named = {(name, entity.id) for entity in account.entities for name in (entity.name, *entity.aliases)}
        assert {(name, one) for name, _ in named for one in ways.read_named(connection, name)} >= named
        assert sum(len(ways.read_named(connection, name)) for name in {n.casefold() for n, _ in named}) == len(
            {(name.casefold(), one) for name, one in named}
        )
        assert len(_list_ids(connection, "names")) == len({name.casefold() for name, _ in named})
        appearing = {(e.id, mention.document) for e in account.entities for mention in e.mentions}
        assert {tuple(row) for row in connection.execute(select(APPEARANCES))} == appearing
        assert results.read_account(connection) == account


def _list_ids(connection, kind):
    return connection.execute(select(RECORDS.c.id).where(RECORDS.c.kind == kind)).scalars().all()
