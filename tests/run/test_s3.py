"""Blocks in an S3-compatible store: a bucket of moto's server on the loopback, reached by a real scheduler and workers.

s3fs and moto bring botocore, which refuses the python-dateutil that is locked here; so they are in no lock, and this
runs where somebody has put them: `pip install --no-deps -r` a list of their own, or a folder of them in PYTHONPATH.
"""

import json
import logging
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from clusters import Cluster

from joindots.account import encode_account
from joindots.model import EngineError
from joindots.run import Options, read
from joindots.run.distributed import connections, files
from joindots.run.distributed.rows import to_rows

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
servers = pytest.importorskip("moto.server", reason="moto's server is not installed")
pytest.importorskip("distributed", reason="the extra `distributed` is not installed")

EXAMPLE = Path(__file__).resolve().parents[2] / "src/joindots/app/example/reports"

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="no processes of our own here"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the libraries' own
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The address of a store with an empty bucket, in the configuration of fsspec, as docs/cluster.md tells."""
    from fsspec.config import conf

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it tells of each request
    server = servers.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    conf["s3"] = {"key": "nobody", "secret": "nothing", "endpoint_url": f"http://{host}:{port}"}
    folder = tmp_path_factory.mktemp("fsspec")
    (folder / "s3.json").write_text(json.dumps({"s3": conf["s3"]}))
    s3fs.S3FileSystem().mkdir("bucket")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSSPEC_CONFIG_DIR", str(folder))
        yield conf["s3"]
    del conf["s3"]
    server.stop()


@pytest.mark.usefixtures("store")
def test_a_pile_is_read_through_a_bucket_and_goes_on_there(example, tmp_path, monkeypatch):
    monkeypatch.setattr("joindots.run.blocks.BLOCK_CHARACTERS", 2000)
    bucket = files.BlockFolder("s3://bucket/blocks")
    submitted = []
    submit = connections.Cluster.submit
    monkeypatch.setattr(connections.Cluster, "submit", lambda *given: submitted.append(given) or submit(*given))

    def kill() -> None:
        while sum(name.endswith(".result") for name in bucket.list_names()) < 2:
            time.sleep(0.1)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)

    with Cluster(tmp_path) as cluster:
        cluster.have_workers(2)
        options = Options(engine=cluster.engine, blocks="s3://bucket/blocks")
        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        assert encode_account(read([EXAMPLE], options=options)) == encode_account(example)
        killer.join()
        kept = bucket.list_names()
        assert all(name.endswith(".result") for name in kept)
        assert len(kept) == len({order.name for _, order in submitted})
        bucket.remove(min(kept))
        submitted.clear()
        assert encode_account(read([EXAMPLE], options=options)) == encode_account(example)
    assert [order.name for _, order in submitted] == [min(kept).removesuffix(".result")]
    assert bucket.list_names() == kept


@pytest.mark.usefixtures("store")
def test_a_table_is_there_or_not():
    folder = files.BlockFolder("s3://bucket/tables")
    assert folder.list_names() == set()
    assert folder.read("one") is None
    folder.write("one", to_rows(1))
    assert folder.read("one") == to_rows(1)
    assert folder.list_names() == {"one"}
    folder.remove("one")
    folder.remove("one")
    assert folder.list_names() == set()


@pytest.mark.usefixtures("store")
def test_a_bucket_that_is_not_there():
    folder = files.BlockFolder("s3://nowhere/blocks")
    assert folder.list_names() == set()
    with pytest.raises(EngineError, match=r"^s3://nowhere/blocks: blocks cannot be written there"):
        folder.write("one", to_rows(1))


def test_no_keys_and_no_store(store, monkeypatch):
    from fsspec.config import conf

    for wrong in ({**store, "key": None, "secret": None}, {**store, "endpoint_url": "http://127.0.0.1:1"}):
        monkeypatch.setitem(conf, "s3", wrong | {"config_kwargs": {"retries": {"max_attempts": 0}}})
        with pytest.raises(EngineError, match=r"^s3://bucket/blocks: blocks cannot be read there"):
            files.BlockFolder("s3://bucket/blocks").read("one")
