"""A reader sees an edition whole or not at all, whoever writes and whatever goes wrong."""

from __future__ import annotations

import shutil
import threading
from contextlib import suppress
from datetime import timedelta

import pytest

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.storage import copies, lock, sending, working_copy
from helpers.runner.storage.store import Store


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """No test waits for another run."""
    monkeypatch.setattr(lock, "_PAUSES", ())


def files_of(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def opened(where, lines=None):
    return working_copy.reports(str(where), (lines if lines is not None else []).append)


def test_an_edition_goes_before_its_run_json_and_what_shows_it_after(store, dying, edition, tmp_path):
    done = dying(store).done
    sending.send(store, edition(tmp_path, 1), {})
    put = [name for act, name in done if act == "pipe_file" and not name.startswith(".lock")]
    assert sorted(put[:2]) == ["2026-Q3/1/a.html", "2026-Q3/1/tables/indicators.csv"]
    assert put[2:4] == ["2026-Q3/1/run.json", "2026-Q3/index.html"]
    assert sorted(put[4:]) == ["index.html", "indicators.csv"]


def test_what_is_the_same_is_not_sent_again_and_pages_are_shown_as_pages(where, store, held, dying, edition):
    lines = []
    with opened(where, lines) as copy:
        edition(copy.folder, 1)
        copy.send(lines.append)
    assert lines == [f"Verstuurd naar {where}: 6 bestanden."]
    with opened(where, lines) as copy:
        assert files_of(copy.folder) == held()
        copy.send(lines.append)
        (copy.folder / "index.html").write_text("anders")
        done = dying(copy.store).done
        copy.send(lines.append)
    assert [name for act, name in done if act == "pipe_file"][2:] == ["index.html"]
    assert held()["index.html"] == b"anders" and not [name for name in held() if name.startswith(".")]
    about = store._files.info(store._path("index.html"))
    if where.protocol == "az":
        assert about["content_settings"]["content_type"] == "text/html"
    if where.protocol == "s3":
        bucket, _, key = store._path("index.html").partition("/")
        assert store._files.call_s3("head_object", Bucket=bucket, Key=key)["ContentType"] == "text/html"


def test_killed_between_any_two_objects_it_leaves_what_stood_and_the_next_run_finishes(
    where, store, held, dying, edition, tmp_path, monkeypatch
):
    monkeypatch.setattr(lock, "LAPSES", timedelta(0))  # as if a quarter of an hour had passed
    first, both = edition(tmp_path / "first", 1), edition(tmp_path / "both", 1)
    edition(both, 2)
    (both / "2026-Q3/2/b.html").write_text("b")
    before, after = files_of(first), files_of(both)
    # The order in which we write is the same in every store, so only one has every moment: a server is slow. The others
    # have: some files and no run.json, that and no page, the page of the quarter and not the archive, and all.
    moments = range(100) if where.protocol == "memory" else (4, 6, 7, 100)
    for left in moments:
        store.remove(store.all())
        sending.send(store, first, {})
        running = Store(where)
        dying(running, left)
        is_killed = True
        with suppress(dying.Killed):
            sending.send(running, both, sending.fingerprints(first))
            is_killed = False
        seen = {name: content for name, content in held().items() if not name.startswith(lock.NAME)}
        refuse_half(seen, before, after)
        with opened(where) as copy:  # the next run; where the edition does not count, it makes one without b
            shutil.copytree(both, copy.folder, dirs_exist_ok=True)
            wanted = dict(after)
            if "2026-Q3/2/run.json" not in seen:
                (copy.folder / "2026-Q3/2/b.html").unlink()
                del wanted["2026-Q3/2/b.html"]
            copy.send(print)
        assert held() == wanted
        if not is_killed:
            break
    assert not is_killed and left > len(after) - 3  # the edition before it was not sent again


def refuse_half(seen, before, after):
    """What a reader sees is the earlier publication, or every file of the new edition before anything that shows it."""
    assert all(seen[name] == content for name, content in before.items() if name.startswith("2026-Q3/1/"))
    new = {name for name in after if name.startswith("2026-Q3/2/")}
    if "2026-Q3/2/run.json" in seen:
        assert all(seen[name] == after[name] for name in new)
    shows = ["2026-Q3/2/run.json", "2026-Q3/index.html", "index.html"]
    is_new = [seen.get(name) == after[name] for name in shows]
    assert is_new == sorted(is_new, reverse=True)
    assert all(seen[name] in (before[name], after[name]) for name in shows[1:])


def test_a_second_run_is_refused_while_another_reads_or_sends(where, store, held):
    told = r"Sinds .* uur is een andere run bezig in .*Wacht tot"
    with lock.held(store), pytest.raises(AskedWrongly, match=told), opened(where):
        pytest.fail("the second was let in")
    assert held() == {}
    with opened(where):
        pass


def test_of_two_that_put_their_lock_at_once_one_goes_on_and_never_both(in_memory, monkeypatch):
    """Both have put it before either looks, so both step back; then each tries again."""
    monkeypatch.setattr(lock, "_PAUSES", (0.05,) * 100)
    both, seen, entered = threading.Barrier(2), threading.local(), []
    look = in_memory.all

    def look_when_both_have_put():
        if not hasattr(seen, "is_later"):
            seen.is_later = True
            both.wait(600)
        return look()

    in_memory.all = look_when_both_have_put

    def run():
        with lock.held(in_memory):
            entered.append(1)
            assert len(entered) == 1
            entered.pop()
            done.append(1)

    done = []
    threads = [threading.Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join(600) for thread in threads]
    assert len(done) == 2


def test_an_answer_that_was_lost_is_no_other_run(in_memory, edition, tmp_path, monkeypatch):
    create = in_memory.create

    def asked_twice(name, content):
        create(name, content)
        return create(name, content)

    monkeypatch.setattr(in_memory, "create", asked_twice)
    sending.send(in_memory, edition(tmp_path, 1), {})
    assert "index.html" in in_memory.all()


def test_what_a_killed_run_left_lapses_and_is_taken_away(where, store, held, put, monkeypatch):
    put({f"{lock.NAME}dood": b""})
    with pytest.raises(AskedWrongly, match=f"haal {lock.NAME}dood daar weg"), opened(where):
        pass
    monkeypatch.setattr(lock, "LAPSES", timedelta(0))
    with opened(where):
        pass
    assert held() == {}


def test_who_published_meanwhile_is_not_written_over(where, held, edition):
    with opened(where) as slow:
        with opened(where) as quick:
            edition(quick.folder, 1)
            quick.send(print)
        published = held()
        edition(slow.folder, 1)
        (slow.folder / "2026-Q3/1/a.html").write_text("van de tweede")
        with pytest.raises(RunFailed, match=r"Een andere run publiceerde intussen in .* Er is niets verstuurd"):
            slow.send(print)
    assert held() == published


def test_the_store_itself_refuses_a_second_run_json(store, put, held, edition, tmp_path, monkeypatch):
    """Whatever became of the locks."""
    send = store.send

    def send_while_another_publishes(files):
        send(files)
        monkeypatch.setattr(store, "send", send)
        put({"2026-Q3/1/run.json": b"van een ander"})

    monkeypatch.setattr(store, "send", send_while_another_publishes)
    with pytest.raises(RunFailed, match=r"publiceerde intussen 2026-Q3/1/run\.json"):
        sending.send(store, edition(tmp_path, 1), {})
    assert held()["2026-Q3/1/run.json"] == b"van een ander" and "index.html" not in held()


def test_a_store_that_refuses_nobody_is_told(in_memory, monkeypatch):
    kind = type(in_memory._files)
    put = kind.pipe_file
    monkeypatch.setattr(kind, "pipe_file", lambda self, path, value, **_: put(self, path, value))
    lines = []
    with opened(in_memory.address, lines):
        pass
    assert lines == [f"{in_memory.address} weigert geen tweede schrijver. Laat hier één run tegelijk schrijven."]


def test_ctrl_c_while_sending_leaves_no_lock_and_nothing_half(where, store, dying, held, edition, monkeypatch):
    with opened(where) as copy:
        edition(copy.folder, 1)
        create = copy.store.create

        def interrupted(name, content):
            if name.endswith("run.json"):
                raise KeyboardInterrupt
            return create(name, content)

        monkeypatch.setattr(copy.store, "create", interrupted)
        with pytest.raises(KeyboardInterrupt):
            copy.send(print)
    assert sorted(held()) == ["2026-Q3/1/a.html", "2026-Q3/1/tables/indicators.csv"]
    with opened(where) as copy:
        assert files_of(copy.folder).keys() & {"2026-Q3/1/run.json"} == set()
        edition(copy.folder, 1)
        copy.send(print)
    assert "2026-Q3/1/run.json" in held()


def test_sending_stops_before_another_run_may_think_that_it_was_killed(in_memory, edition, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "_LONGEST_SECONDS", -1)
    with pytest.raises(RunFailed, match=r"Het versturen duurt te lang\."):
        sending.send(in_memory, edition(tmp_path, 1), {})
    assert not in_memory.all()


def test_in_messages_a_copy_is_called_by_its_address(where):
    from helpers.runner.editions.disk import shown_path

    with opened(where) as copy:
        assert shown_path(copy.folder / "2026-Q3" / "index.html") == f"{where}/2026-Q3/index.html"
        assert copy.folder.name == "rapporten" and copy.folder.parent.stat().st_mode & 0o777 == 0o700
    assert not copy.folder.parent.exists() and copies.shown(copy.folder) is None


def test_a_folder_of_this_computer_is_used_as_it_is(tmp_path):
    with working_copy.reports(str(tmp_path), print) as copy, working_copy.exports(f"file://{tmp_path}") as exports:
        assert copy.folder == tmp_path and exports == str(tmp_path)
        copy.send(print)
    with working_copy.exports("") as nothing:
        assert nothing == ""
