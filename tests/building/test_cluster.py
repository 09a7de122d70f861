"""Reports that a Dask cluster reads: a scheduler and two workers as processes on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from distributed import Client

from policygraph.building import Outcome, build_files
from policygraph.building.addresses import check_address, try_address
from policygraph.building.cluster import Back, Kit, Parcel, kit_of, make_all
from policygraph.building.model import Options
from policygraph.errors import ClusterError, UsageError
from policygraph.limits import MAX_BYTES
from policygraph.namespaces import BASE
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from project import Run

pytestmark = pytest.mark.lengthy

PLACES = ("Chongqing", "Kunming", "Guiyang", "Chengdu", "Wuhan", "Nanning")
OPTIONS = Options((), str(BASE), None, 0.0, MAX_BYTES, "")


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, its process, and those of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def running(home: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    local = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = _start("dask_scheduler", "--port", str(port), *local)
    started = [scheduler]
    try:
        for number in range(workers):
            place = ("--local-directory", str(home / f"worker-{number}"))
            started.append(
                _start(
                    "dask_worker",
                    address,
                    *local,
                    *place,
                    *("--nthreads", "1", "--no-nanny"),
                )
            )
        _wait_for(address, workers)
        yield Cluster(address, scheduler, tuple(started[1:]))
    finally:
        for process in started:
            process.kill()
            process.wait()


def _wait_for(address: str, workers: int) -> None:
    """Returns when a scheduler and its workers are there."""
    deadline = time.monotonic() + 240
    host, port = address.removeprefix("tcp://").split(":")
    while True:
        try:
            socket.create_connection((host, int(port)), timeout=5).close()
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    client = Client(address, timeout=60, set_as_default=False)
    if workers:
        client.wait_for_workers(workers, timeout=240)
    client.close()


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        cwd=ROOT / "graph",
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers, one of which a test may kill."""
    with running(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of small reports, one of which is empty."""
    home = tmp_path / "reports"
    home.mkdir()
    for place in PLACES:
        text = f"Plan of {place}\n(1) Rail.\nWe will build the {place}-Lhasa railway by 2030.\n"
        (home / f"{place}.txt").write_text(text, encoding="utf-8")
    (home / "empty.txt").write_bytes(b"")
    return home


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder that anybody should see."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


def told(outcomes: tuple[Outcome, ...]) -> list[tuple[object, ...]]:
    """What does not hang on who reads."""
    return [(o.path, o.account, str(o.error), o.status) for o in outcomes]


def test_files_are_those_that_this_machine_writes(
    cluster: Cluster, reports: Path, tmp_path: Path
) -> None:
    """With words of one's own, which the workers are sent; errors are told with the report's own path."""
    words = tmp_path / "words.ttl"
    words.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.org/lhasa> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Lhasa"@en .\n',
        encoding="utf-8",
    )
    here = build_files([reports], tmp_path / "here", jobs=1, vocabulary=[words])
    there = build_files(
        [reports], tmp_path / "there", cluster=cluster.address, vocabulary=[words]
    )
    assert told(here) == told(there)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert len(contents(tmp_path / "there")) == 2 * len(PLACES) + 1


def test_work_that_is_lost_with_a_worker_is_done_again(
    cluster: Cluster, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker is killed when the first report has come back; the other reads the rest."""
    monkeypatch.setattr("policygraph.building.cluster.BATCH", 1)
    build_files([reports], tmp_path / "here", jobs=1)

    def kill(_: Outcome) -> None:
        cluster.workers[0].kill()

    there = build_files(
        [reports], tmp_path / "there", cluster=cluster.address, on_outcome=kill
    )
    assert cluster.workers[0].wait(timeout=60) == -signal.SIGKILL
    assert [outcome.status for outcome in there].count("built") == len(PLACES)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_a_scheduler_that_goes_is_told_and_what_is_done_stays(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says how many came back; the next run does the others alone."""
    monkeypatch.setattr("policygraph.building.cluster.BATCH", 1)
    monkeypatch.setattr("policygraph.building.cluster.AHEAD", 1)
    out = tmp_path / "out"
    built: list[Outcome] = []
    with running(tmp_path, workers=1) as cluster:

        def kill(outcome: Outcome) -> None:
            built.append(outcome)
            cluster.scheduler.kill()

        with pytest.raises(ClusterError, match="is gone") as error:
            build_files([reports], out, cluster=cluster.address, on_outcome=kill)
    assert error.value.exit_code == 3
    (came,) = re.findall(r"(\d+) of 7 reports came back", str(error.value))
    assert int(came) == len(built) < len(PLACES)
    assert all(path.exists() for outcome in built for path in outcome.files)
    fates = [outcome.status for outcome in build_files([reports], out, jobs=1)]
    assert fates.count("unchanged") == sum(o.error is None for o in built)
    assert fates.count("failed") == 1
    assert len(list(out.glob("*.ttl"))) == len(PLACES)


def test_a_cluster_that_is_not_there_is_told(
    reports: Path,
    tmp_path: Path,
    policygraph: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No scheduler, one without workers, no address at all, or processes of this machine at the same time."""
    monkeypatch.setattr("policygraph.building.cluster._WORKERS_COMING", 1)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = ("build", reports, "-o", tmp_path / "out", "--cluster")
    began = time.monotonic()
    ended = policygraph(*where, f"tcp://127.0.0.1:{port}")
    assert time.monotonic() - began < 5
    assert ended.returncode == 3
    assert "no scheduler answers" in ended.stderr
    assert "dask scheduler" in ended.stderr
    monkeypatch.setattr("policygraph.building.cluster._CONNECTING", 60)
    with running(tmp_path, workers=0) as cluster:
        ended = policygraph(*where, cluster.address)
    assert ended.returncode == 3
    assert "no worker" in ended.stderr
    assert policygraph(*where, cluster.address, "--jobs", "2").returncode == 2


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8786", "tls://[::1]:8786", "ws://host.example:80/dask", "ucx://h:1"],
)
def test_an_address_of_any_scheme_that_dask_has_can_stand(address: str) -> None:
    """With its port; without a scheme it is tcp."""
    check_address(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid", "a" * 70])
def test_where_nobody_listens_is_told_before_dask_asks(host: str) -> None:
    """A port that is shut, or a host that is none."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ClusterError, match="no scheduler answers at"):
        try_address(f"tcp://{host}:{port}", 10)


def test_a_worker_that_is_another_program_is_refused() -> None:
    """It would make other graphs."""
    kit = kit_of(OPTIONS)
    other = Kit(kit.options, kit.vocabulary, "another")
    refused = make_all(other, [Parcel(0, "a.txt", b"We will build roads.", None)])
    assert isinstance(refused, ClusterError)
    made = make_all(kit, [Parcel(0, "a.txt", b"We will build roads.", None)])
    assert isinstance(made, list)
    assert [type(back) for back in made] == [Back]


def test_dask_is_loaded_for_a_cluster_alone(reports: Path, tmp_path: Path) -> None:
    """A build on this machine does not wait for it."""
    program = (
        "import json, sys; from pathlib import Path; from policygraph.building import build_files; "
        "build_files([Path(sys.argv[1])], Path(sys.argv[2])); print(json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(reports), str(tmp_path / "out")],
        cwd=ROOT / "graph",
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in json.loads(ended.stdout)}
    assert "policygraph" in loaded
    assert not {"dask", "distributed", "tornado"} & loaded


def test_a_machine_without_dask_is_told_what_to_install(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a request that cannot stand."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"policygraph\[dask\]"):
        build_files([reports], tmp_path / "out", cluster="tcp://127.0.0.1:1")
