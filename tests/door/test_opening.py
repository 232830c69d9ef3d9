import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from helpers.door import child, kinds, opening, process
from helpers.door.process import NoProcess, Reader
from helpers.floor.faults import BadInput

CSV = b"Datum;Uren\n2-1-2026;1,75\n"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")


@pytest.fixture
def reader():
    one = Reader()
    yield one
    one.close()


def refusal(content, reader, file="a.csv"):
    with pytest.raises(BadInput) as caught:
        reader.sheets(content, file)
    [fault] = caught.value.faults
    return fault


def _is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")  # a process without a parent to wait for it may stay as a name only
    return not status.exists() or status.read_text().split()[2] != "Z"


def standing_in(monkeypatch, answer):
    """Let the reading process run this code instead of a reader."""
    program = (
        "import os, sys, time, signal\nfrom helpers.door import child, kinds\n"
        f"def attempt(content, file):\n    if file == 'fout.csv':\n        {answer}\n    return read(content, file)\n"
        "read = kinds.attempt\nkinds.attempt = attempt\nchild.main()\n"
    )
    start = subprocess.Popen
    monkeypatch.setattr(
        process.subprocess, "Popen", lambda command, **options: start([command[0], "-c", program], **options)
    )


@UNIX
def test_the_process_gives_the_same_sheets_as_reading_here(reader, bytes_of):
    book = bytes_of(("Een", [["a", 1.5], ["b"]]), ("Leeg", []), ("Lang", [[at] for at in range(45_000)]))
    for content, file in ((CSV, "a.csv"), (b'"a;b"\n"1;2"\n', "b.xlsx"), (book, "c.xlsx")):
        assert reader.sheets(content, file) == kinds.attempt(content, file)


@UNIX
def test_a_refusal_there_is_the_same_refusal_here(reader):
    assert refusal(b"a;b\n1;\0\n", reader).message == "Het bestand bevat NUL-tekens en is geen gewone tekst."


@UNIX
def test_one_process_reads_file_after_file(reader):
    reader.sheets(CSV, "a.csv")
    first = reader._running.pid
    refusal(b"%PDF", reader)
    reader.sheets(CSV, "b.csv")
    assert reader._running.pid == first


@UNIX
def test_a_process_that_grew_large_is_replaced(reader):
    reader.sheets(b"a;b\n" + b"123;456\n" * 700_000, "groot.csv")
    assert reader._running is None
    assert len(reader.sheets(CSV, "a.csv")[0].rows) == 2


@UNIX
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("os.kill(os.getpid(), signal.SIGXCPU)", "duurt te lang"),
        ("bytearray(2_000_000_000)", "te veel geheugen"),
        ("os.abort()", "te veel geheugen"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "niet te lezen"),
        ("os._exit(3)", "niet te lezen"),
        ("raise ZeroDivisionError('geheim')", "niet te lezen"),
    ],
)
def test_what_ends_the_process_is_a_refusal_and_the_next_file_is_read(monkeypatch, reader, capfd, answer, message):
    if "raise" in answer:
        monkeypatch.setattr(kinds, "read", lambda *_: 1 / 0)
        with pytest.raises(BadInput, match=message):
            kinds.attempt(CSV, "fout.csv")
        return
    standing_in(monkeypatch, answer)
    if "bytearray" in answer:
        standing_in(monkeypatch, "child.os._exit(child.OUT_OF_MEMORY)")
    assert message in refusal(CSV, reader, "fout.csv").message
    assert len(reader.sheets(CSV, "a.csv")[0].rows) == 2
    assert capfd.readouterr() == ("", "")


@UNIX
@pytest.mark.slow
def test_a_file_that_takes_too_long_is_refused(monkeypatch, reader):
    standing_in(monkeypatch, "while True: pass")
    assert "duurt te lang" in refusal(CSV, reader, "fout.csv").message


@UNIX
def test_a_process_without_memory_says_so():
    program = (
        "from helpers.door import child, kinds\nchild._limit_memory()\n"
        "try:\n    x = bytearray(2_000_000_000)\nexcept MemoryError:\n    print('vol')\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout == "vol\n"


def test_where_no_process_can_start_the_file_is_read_here(monkeypatch):
    def refuses(*_):
        raise NoProcess

    monkeypatch.setattr(process.READER, "sheets", refuses)
    assert opening.sheets(CSV, "a.csv")[0].rows[1] == ["2-1-2026", "1,75"]
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", "")
    assert opening.sheets(CSV, "a.csv")[0].rows[1] == ["2-1-2026", "1,75"]


@UNIX
def test_a_program_that_is_no_reader_counts_as_no_process(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NoProcess):
        Reader().sheets(CSV, "a.csv")
    assert opening.sheets(CSV, "a.csv")


@UNIX
def test_threads_get_each_their_own_sheets(reader):
    found = {}

    def read(at):
        found[at] = reader.sheets(f"a;b\n{at};{at}\n".encode(), f"{at}.csv")[0].rows[1]

    threads = [threading.Thread(target=read, args=(at,)) for at in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {at: [str(at), str(at)] for at in range(20)}


@UNIX
@pytest.mark.parametrize(("place", "moment"), [(process.wire, "receive"), (process, "_ask")])
@pytest.mark.usefixtures("usual_ctrl_c")
def test_ctrl_c_ends_the_process_and_the_next_file_is_read(monkeypatch, reader, place, moment):
    standing_in(monkeypatch, "time.sleep(60)")
    with monkeypatch.context() as patch:
        patch.setattr(place, moment, lambda *_: signal.raise_signal(signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            reader.sheets(CSV, "fout.csv")
    assert reader._running is None
    assert gc.isenabled()
    assert reader.sheets(CSV, "a.csv")


@UNIX
def test_the_process_ends_with_its_parent(eventually):
    program = (
        "import os\nfrom helpers.door import opening, process\nopening.sheets(b'a;b', 'a.csv')\n"
        "print(process.READER._running.pid, flush=True)\nos._exit(0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    pid = int(run.stdout)
    assert eventually(lambda: not _is_running(pid)), "the reading process outlived its parent"


@UNIX
def test_modules_in_the_working_folder_are_not_run(tmp_path, monkeypatch, reader):
    (tmp_path / "csv.py").write_text("raise SystemExit('gekaapt')")
    monkeypatch.chdir(tmp_path)
    assert len(reader.sheets(CSV, "a.csv")[0].rows) == 2


def test_an_empty_file_is_refused_and_signs_in_its_name_are_not_shown():
    with pytest.raises(BadInput, match="leeg") as caught:
        opening.sheets(b"", "a\x1b[31m\n.csv")
    assert caught.value.faults[0].file == "a[31m .csv"


def test_the_limits_leave_room_for_the_parent():
    assert child._LARGEST_MEMORY_BYTES < 1_000_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="no reading process, and no SIGSTOP")
@pytest.mark.parametrize("at", ["start", "answer"])
def test_a_reading_process_that_stands_still_is_ended_and_the_wait_with_it(monkeypatch, at):
    from helpers.door import process, wire

    real = process.subprocess.Popen
    monkeypatch.setattr(process, "_SECONDS_TO_START" if at == "start" else "_SECONDS_TO_ANSWER", 1)
    started = []

    def stopped(*arguments, **options):
        started.append(real(*arguments, **options))
        if at == "start":
            os.kill(started[-1].pid, signal.SIGSTOP)
        return started[-1]

    send = wire.send

    def stop_first(pipe, message):
        if at == "answer":
            os.kill(started[-1].pid, signal.SIGSTOP)
        send(pipe, message)

    monkeypatch.setattr(process.subprocess, "Popen", stopped)
    monkeypatch.setattr(wire, "send", stop_first)
    reader = process.Reader()
    expected = process.NoProcess if at == "start" else BadInput
    with pytest.raises(expected) as told:
        reader.sheets(b"Datum;Uren\n2-1-2026;1,75\n", "a.csv")
    assert at == "start" or "duurt te lang" in str(told.value)
    assert started[0].poll() is not None
