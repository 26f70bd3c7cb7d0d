import asyncio, psycopg
from hypothesis import given, settings
from tests.handoff.test_interleavings import LONG, SCRIPTS, _EMPTY, _play
@settings(LONG, max_examples=20)
@given(script=SCRIPTS)
def test_pg(postgres_with_tables, editions, script):
    with psycopg.connect(postgres_with_tables, autocommit=True) as connection:
        connection.execute(_EMPTY.encode())
    asyncio.run(_play(postgres_with_tables, editions, script))
