"""Files and folders on the command line, and that nothing is ever lost."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import MODULE, environment, fork, run

import cleantext
from cleantext.cli.progress import Progress, bar

SEEDS = Path(__file__).parent.parent / "seeds"
DAMAGED = "提升竞争力提升竞争力，，增强活力增强活力\n"
CLEAN = "提升竞争力，增强活力\n"
FINE = "干干净净。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of texts, one below another, with a file beside them that is none."""
    (tmp_path / "in/below").mkdir(parents=True)
    (tmp_path / "in/a.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "in/fine.md").write_text(FINE, "utf-8")
    (tmp_path / "in/below/b.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "in/photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "in/.hidden.txt").write_text(DAMAGED, "utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    message = done.stderr.decode()
    assert "Traceback" not in message
    return message


def test_one_file_goes_to_standard_output(folder: Path) -> None:
    done = fork("fix", "in/a.txt", cwd=folder)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")


def test_one_file_goes_where_it_is_told(folder: Path) -> None:
    assert fork("fix", "in/a.txt", "-o", "new/out.txt", cwd=folder).returncode == 0
    assert (folder / "new/out.txt").read_text("utf-8") == CLEAN
    assert (folder / "in/a.txt").read_text("utf-8") == DAMAGED


def test_a_folder_goes_to_a_folder_with_all_that_is_below(folder: Path) -> None:
    done = fork("fix", "in", "-o", "out", cwd=folder)
    assert done.returncode == 0
    assert contents(folder / "out") == {
        "a.txt": CLEAN.encode(),
        "fine.md": FINE.encode(),
        "below/b.txt": CLEAN.encode(),
    }
    assert said(done).splitlines() == [
        "2 files repaired, 1 left as they were",
        "        6  doubled",
    ]


def test_what_was_written_is_not_read_the_next_time(folder: Path) -> None:
    for _ in range(2):
        assert fork("fix", ".", "-o", "./out", cwd=folder).returncode == 0
        assert sorted(contents(folder / "out")) == ["in/a.txt", "in/below/b.txt", "in/fine.md"]


def test_in_place_changes_only_what_needs_it_and_keeps_its_rights(folder: Path) -> None:
    (folder / "in/a.txt").chmod(0o640)
    before = (folder / "in/fine.md").stat()
    done = fork("fix", "--in-place", "--backup", ".bak", "in/**/*.txt", "in/fine.md", cwd=folder)
    assert done.returncode == 0
    assert (folder / "in/a.txt").read_text("utf-8") == CLEAN
    assert (folder / "in/a.txt.bak").read_text("utf-8") == DAMAGED
    assert (folder / "in/a.txt").stat().st_mode & 0o777 == 0o640
    after = (folder / "in/fine.md").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert not (folder / "in/fine.md.bak").exists()
    again = fork("fix", "--in-place", "--backup", ".bak", "in", cwd=folder)
    assert (again.returncode, said(again)) == (0, "0 files repaired, 3 left as they were\n")


def test_a_backup_is_never_written_over(folder: Path) -> None:
    (folder / "in/a.txt.bak").write_text("the first of all", "utf-8")
    done = fork("fix", "--in-place", "--backup", ".bak", "in/a.txt", cwd=folder)
    assert done.returncode == 2
    assert "in/a.txt.bak is there already" in said(done)
    assert (folder / "in/a.txt").read_text("utf-8") == DAMAGED


def test_a_link_is_followed_and_stays_a_link(folder: Path) -> None:
    (folder / "link.txt").symlink_to("in/a.txt")
    assert fork("fix", "--in-place", "link.txt", cwd=folder).returncode == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "in/a.txt").read_text("utf-8") == CLEAN


def test_what_has_a_target_already_is_left_alone_when_resumed(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out/a.txt").write_text("done before", "utf-8")
    assert fork("fix", "in", "-o", "out", "--resume", cwd=folder).returncode == 0
    assert (folder / "out/a.txt").read_text("utf-8") == "done before"
    assert (folder / "out/below/b.txt").read_text("utf-8") == CLEAN


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("fix in", "there are 3 files: say where they go, -o FOLDER or --in-place"),
        ("fix in/a.txt -o in/a.txt", "in/a.txt is an input as well: --in-place repairs"),
        ("fix in -o in", "is an input as well"),
        ("fix in/a.txt other/a.txt -o out", "in/a.txt and other/a.txt would both be written to"),
        ("fix in -o in/a.txt", "in/a.txt is a file, and a folder is wanted"),
        ("fix in/a.txt -o /dev/stdout", "/dev/stdout is no regular file: write to standard output"),
        ("fix in/a.txt -o /dev/null", "/dev/null is no regular file"),
        ("fix in/a.txt -o in/fine.md/x", "in/fine.md cannot be a folder: there is a file of that"),
        ("fix in/a.txt --resume -o -", "--resume goes with -o FOLDER"),
        ("fix --in-place -", "standard input cannot be repaired in place"),
        ("fix --in-place in -o out", "-o and --in-place exclude one another"),
        ("fix in/a.txt --backup .bak", "--backup goes with --in-place"),
        ("fix none/*.txt", "no file matches none/*.txt"),
        ("fix out.d", "no .txt or .md file in this folder; --field takes JSON Lines"),
        ("fix in/a.txt --select double", "there is no filter 'double'; did you mean 'doubled'?"),
        ("fix in/a.txt --select width --ignore width", "no filter is left"),
        ("fix in/a.txt --encoding utf9", "there is no text encoding 'utf9'"),
        ("fix in/a.txt --in-place --errors replace", "--errors loses bytes"),
    ],
)
def test_what_would_lose_something_is_refused(folder: Path, args: str, message: str) -> None:
    (folder / "other").mkdir()
    (folder / "out.d").mkdir()
    (folder / "other/a.txt").write_text(FINE, "utf-8")
    before = contents(folder)
    done = fork(*args.split(), cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in said(done)
    assert contents(folder) == before


def test_a_bad_file_is_told_and_the_others_are_repaired(folder: Path) -> None:
    (folder / "in/bad.txt").write_bytes(b"\xd6\xd0")
    (folder / "in/broken.txt").symlink_to("nowhere")
    (folder / "in/locked.txt").write_text(DAMAGED, "utf-8")
    (folder / "in/locked.txt").chmod(0o444)
    os.mkfifo(folder / "in/queue.txt")
    done = fork("fix", "--in-place", "in", "missing.txt", cwd=folder)
    assert done.returncode == 2
    first, *others = said(done).splitlines()[:-1]
    assert first.startswith("cleantext: in/bad.txt is not UTF-8: byte 0xd6 at offset 0, line 1; ")
    assert others == [
        "cleantext: in/broken.txt is a link that leads nowhere",
        f"cleantext: {folder}/in/locked.txt is read-only",
        "cleantext: in/queue.txt is no regular file: pipe it in, cleantext < in/queue.txt",
        "cleantext: there is no file missing.txt",
        "2 files repaired, 1 left as they were, 5 failed",
    ]
    assert (folder / "in/a.txt").read_text("utf-8") == CLEAN
    assert (folder / "in/below/b.txt").read_text("utf-8") == CLEAN
    assert (folder / "in/locked.txt").read_text("utf-8") == DAMAGED


def test_links_that_lead_round_in_a_ring_lead_nowhere(folder: Path) -> None:
    (folder / "in/ring.txt").symlink_to("ring.txt")
    for args in ("fix -i in", "fix in -o out", "fix in/ring.txt", "fix in/a.txt -o in/ring.txt"):
        done = fork(*args.split(), cwd=folder)
        assert done.returncode == 2
        assert "in/ring.txt is a link that leads nowhere" in said(done)
    assert (folder / "in/a.txt").read_text("utf-8") == CLEAN
    assert (folder / "out/below/b.txt").exists()


def test_a_queue_is_read_and_written_as_standard_input_and_output(folder: Path) -> None:
    os.mkfifo(folder / "queue")
    done = fork("fix", "in/a.txt", "-o", "queue", cwd=folder)
    assert done.returncode == 2
    assert "queue is no regular file: write to standard output and redirect" in said(done)
    for command in ("cat in/a.txt > queue & '{0}' -m cleantext < queue", TO_A_QUEUE):
        done = subprocess.run(
            ["sh", "-c", command.format(MODULE[0])],
            cwd=folder,
            env=environment({}),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout.decode()) == (0, CLEAN)


TO_A_QUEUE = "cat queue & '{0}' -m cleantext fix in/a.txt > queue; wait"


def test_a_file_is_not_read_and_written_at_once(folder: Path) -> None:
    for command in ("fix in/a.txt >> in/a.txt", "< in/a.txt >> in/a.txt"):
        done = subprocess.run(
            ["sh", "-c", f"'{MODULE[0]}' -m cleantext {command}"],
            cwd=folder,
            env=environment({}),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 2
        assert "is the output as well: --in-place repairs files in place" in said(done)
        assert (folder / "in/a.txt").read_text("utf-8") == DAMAGED


def test_a_folder_where_a_file_should_be_is_refused(folder: Path) -> None:
    (folder / "out/a.txt").mkdir(parents=True)
    done = fork("fix", "in/a.txt", "in/fine.md", "-o", "out", cwd=folder)
    assert done.returncode == 2
    assert "out/a.txt is a folder, and a file should be written there" in said(done)
    assert (folder / "out/fine.md").read_text("utf-8") == FINE


def test_a_full_disk_leaves_the_file_as_it_was(folder: Path) -> None:
    (folder / "in/a.txt").write_text(DAMAGED * 1000, "utf-8")
    before = contents(folder)
    done = subprocess.run(
        [*MODULE, "fix", "--in-place", "in/a.txt"],
        cwd=folder,
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),  # half a module would be kept for good
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert done.returncode == 2
    assert said(done) == "cleantext: in/a.txt: File too large; it is as it was\n"
    assert contents(folder) == before


def test_whoever_is_killed_leaves_each_file_as_it_was_or_whole(tmp_path: Path) -> None:
    chance = random.Random(6)
    old = (SEEDS / "speech-tabs.txt").read_bytes()
    new = cleantext.clean(old.decode()).encode()
    states = set()
    for _ in range(4):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        for number in range(60):
            (tmp_path / f"{number:03}.txt").write_bytes(old)
        command = [*MODULE, "fix", "--in-place", "--quiet", "."]
        process = subprocess.Popen(command, cwd=tmp_path, env=environment({}))
        until = time.monotonic() + 20
        while time.monotonic() < until and (tmp_path / "000.txt").read_bytes() == old:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = [each.read_bytes() for each in sorted(tmp_path.glob("*.txt"))]
        assert len(found) == 60
        assert set(found) <= {old, new}
        states.add(found.count(new))
    assert len(states) > 1
    assert fork("fix", "--in-place", ".", cwd=tmp_path).returncode == 0
    assert {each.read_bytes() for each in tmp_path.glob("*.txt")} == {new}


def test_whoever_was_killed_is_resumed(tmp_path: Path) -> None:
    chance = random.Random(7)
    old = (SEEDS / "speech-tabs.txt").read_bytes()
    new = cleantext.clean(old.decode()).encode()
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / f"in/{number:03}.txt").write_bytes(old)
    out = tmp_path / "out"
    there: list[Path] = []
    command = [*MODULE, "fix", "--quiet", "--resume", "--jobs", "2", "in", "-o", "out"]
    for _ in range(2):
        process = subprocess.Popen(command, cwd=tmp_path, env=environment({}))
        until = time.monotonic() + 20
        while time.monotonic() < until and len(list(out.glob("*.txt"))) <= len(there):
            time.sleep(0.001)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.3)  # whoever it had working ends as well
        there = list(out.glob("*.txt"))
        assert {each.read_bytes() for each in there} <= {new}
    begun = {each: each.stat().st_mtime_ns for each in there}
    assert 0 < len(begun) < 40
    assert fork(*command[3:], cwd=tmp_path).returncode == 0
    assert [each.read_bytes() for each in out.glob("*.txt")] == [new] * 40
    assert {each: each.stat().st_mtime_ns for each in begun} == begun


def test_several_processes_do_what_one_does(folder: Path) -> None:
    page = (SEEDS / "flattened-article.gold.txt").read_text("utf-8")  # enough for two batches
    texts = [DAMAGED if n % 2 else page for n in range(400)]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (folder / "one.jsonl").write_text(lines, "utf-8")
    for jobs in "12":
        command = ("fix", "--jobs", jobs, "-v")
        files = run(*command, "in", "missing.txt", "-o", f"out{jobs}", cwd=folder)
        batches = run(*command, "one.jsonl", "-o", f"out{jobs}/one.jsonl", cwd=folder)
        assert (files.returncode, batches.returncode) == (2, 0)
        assert said(files).splitlines()[-2:] == [
            "2 files repaired, 1 left as they were, 1 failed",
            "        6  doubled",
        ]
        assert "one.jsonl: 600 repairs (doubled 600)" in said(batches)
    assert contents(folder / "out1") == contents(folder / "out2")


def test_check_counts_by_filter_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    done = fork("check", "in", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "in/a.txt: 3 repairs (doubled 3)\nin/below/b.txt: 3 repairs (doubled 3)\n"
    )
    assert said(done).startswith("2 files would be repaired, 1 left as they were\n")
    assert fork("check", "in/fine.md", cwd=folder).returncode == 0
    assert fork("check", "in/none.txt", cwd=folder).returncode == 2
    assert fork("check", given=DAMAGED.encode()).stdout == (
        b"standard input: 3 repairs (doubled 3)\n"
    )
    assert contents(folder) == before


def test_filters_are_chosen_by_name(folder: Path) -> None:
    (folder / "x.txt").write_text("⼈⼯智能，頭髮頭髮頭髮頭髮\n全国\u200b人民\n", "utf-8")
    counts = {
        ("--select", "radicals,invisibles"): "3 repairs (radicals 2, invisibles 1)",
        ("--ignore", "invisibles", "--ignore", "doubled"): "2 repairs (radicals 2)",
        ("--select", "invisibles", "--with", "radicals"): "3 repairs (radicals 2, invisibles 1)",
    }
    for args, told in counts.items():
        assert fork("check", *args, "x.txt", cwd=folder).stdout.decode() == f"x.txt: {told}\n"


def test_diff_shows_each_change_in_its_context(folder: Path) -> None:
    long = "".join(f"这是第{number}句话，" for number in range(60))
    (folder / "long.txt").write_text(f"第一行\n{long}{DAMAGED}", "utf-8")
    at = len(long) + 6
    done = fork("diff", "long.txt", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.decode() == (
        "--- long.txt\n+++ long.txt, repaired\n"
        f"@@ line 2, column {at} @@\n"
        " 是第58句话，这是第59句话，提升竞争力[-提升竞争力-]，[-，-]增强活力[-增强活力-]\n"
    )
    coloured = fork("diff", "--color", "always", "long.txt", cwd=folder).stdout.decode()
    assert "提升竞争力\x1b[31;9m提升竞争力\x1b[0m，" in coloured
    assert fork("diff", "in/fine.md", cwd=folder).stdout == b""


def test_explain_lists_each_repair(folder: Path) -> None:
    (folder / "two.txt").write_text(f"\ufeff第一行\r\n{DAMAGED}".replace("\n", "\r\n"), "utf-8")
    done = fork("explain", "--json", "in/a.txt", cwd=folder)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [(each["line"], each["column"], each["before"]) for each in records] == [
        (1, 6, "提升竞争力"),
        (1, 12, "，"),
        (1, 17, "增强活力"),
    ]
    assert {(each["file"], each["filter"], each["after"]) for each in records} == {
        ("in/a.txt", "doubled", "")
    }
    shown = fork("explain", "in/a.txt", cwd=folder).stdout.decode().splitlines()
    assert shown[1] == (
        "in/a.txt:1:12: doubled: “，” → nothing in …提升竞争力提升竞争力，[，]增强活力增强活力…"
    )


@pytest.mark.parametrize(
    "given",
    [
        (SEEDS / "qinghai-magazine.txt").read_bytes(),
        (SEEDS / "speech-tabs.txt").read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"),
        f"\r\n\n\r{DAMAGED}\0\x00⼈⼯智能\u200b".encode(),
    ],
    ids=["magazine", "bom and crlf", "all kinds of line ends"],
)
def test_what_was_repaired_can_be_undone_byte_for_byte(tmp_path: Path, given: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(given)
    (tmp_path / "b.txt").write_text(DAMAGED, "utf-8")
    done = fork("fix", "-i", "--trail", "trail.jsonl", "a.txt", "b.txt", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "a.txt").read_bytes() == given) == (0, False)
    (tmp_path / "b.txt").rename(tmp_path / "renamed.txt")
    back = fork("undo", "-i", "--trail", "trail.jsonl", "renamed.txt", "a.txt", cwd=tmp_path)
    assert (back.returncode, said(back)) == (0, "")
    assert (tmp_path / "a.txt").read_bytes() == given
    assert (tmp_path / "renamed.txt").read_text("utf-8") == DAMAGED


def test_undo_refuses_what_it_does_not_know(folder: Path) -> None:
    assert fork("fix", "-i", "--trail", "trail", "in/a.txt", cwd=folder).returncode == 0
    before = contents(folder)
    for args, message in {
        ("fix", "-i", "--trail", "trail", "in/below/b.txt"): "trail is there already",
        ("undo", "--trail", "trail", "in/below/b.txt"): "trail knows no such file",
        ("undo", "--trail", "in/a.txt", "in/a.txt"): "in/a.txt is no trail of cleantext",
        ("undo", "--trail", "none", "in/a.txt"): "none: No such file or directory",
    }.items():
        done = fork(*args, cwd=folder)
        assert (done.returncode, done.stdout) == (2, b"")
        assert message in said(done)
    assert contents(folder) == before


def test_the_bar_waits_a_second_and_is_wiped_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.01])
    monkeypatch.setattr("cleantext.cli.progress.time.monotonic", lambda: next(clock))
    progress = Progress(100, shown=True)
    for _ in range(3):
        progress.add(20)
    progress.wipe()
    assert capsys.readouterr().err == f"\r\x1b[K{bar(40, 100, 2.0)}\r\x1b[K"


def test_no_bar_is_drawn_for_a_file(folder: Path) -> None:
    assert b"\x1b" not in fork("fix", "in", "-o", "out", cwd=folder).stderr
