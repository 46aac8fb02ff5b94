"""The measuring itself: edits as sets, ratios that move, peers that are not there."""

from __future__ import annotations

from pathlib import Path

import damages
import peers
import pytest
import ratios
from damages import Edit, Score
from ratios import Spread
from wounded import seed

from cleantext import Pipeline, explain
from cleantext.filters import ORDER

DOUBLED = "年度报告年度报告，，提升竞争力提升竞争力！！"


@pytest.mark.parametrize("doc", [DOUBLED, "", "全国", seed("qinghai-magazine.txt")])
def test_the_edits_of_a_trail_make_the_cleaned_text(doc: str) -> None:
    cleaned = explain(doc)
    edits = damages.edits_of(doc, cleaned)
    assert damages.reading(doc, edits, 0, len(doc)) == cleaned.text


def test_either_copy_may_go() -> None:
    first, last, both = Edit(1, 3, ""), Edit(3, 5, ""), Edit(2, 4, "")
    assert damages.reach("人全国全国民", first) == (1, 5)
    for made in (first, last, both):
        assert damages.compare("人全国全国民", [first], [made], 4) == Score(1, 1, 1, 1, 0, 4)


def test_what_differs_is_harm() -> None:
    wanted, other = Edit(1, 2, ""), Edit(3, 4, "地")
    assert damages.compare("一二三四五", [wanted], [wanted, other], 4) == Score(1, 2, 1, 1, 2, 4)
    assert damages.compare("一二三四五", [wanted], [], 4) == Score(1, 0, 0, 0, 0, 4)


def test_a_part_of_a_place_counts() -> None:
    pieces = [Edit(0, 1, "甲"), Edit(1, 2, "乙")]
    assert damages.compare("一二", pieces, pieces[:1], 2) == Score(2, 1, 1, 1, 0, 2)


def test_all_wounds_of_the_seed_are_undone() -> None:
    doubled = next(each for each in ORDER if each.name == "doubled")
    docs = [seed("speech-tabs.gold.txt")]
    found = damages.score(Pipeline((doubled,)), doubled.damages["runs ×2"], docs, 1.0)
    assert found.wanted == found.undone == found.made == found.right > 100


def test_only_what_leaves_the_noise_has_moved(tmp_path: Path) -> None:
    path = tmp_path / "ratios.json"
    last = {"a": Spread(0.9, 1.0, 1.1), "b": Spread(0.9, 1.0, 1.1)}
    assert not list(ratios.moved(last, path))
    ratios.keep(last, path)
    now = {"a": Spread.of([1.2, 1.3, 1.4]), "b": Spread.of([1.05, 1.2, 1.3]), "c": Spread(1, 1, 1)}
    assert list(ratios.moved(now, path)) == ["MOVED a: 1.00 -> 1.30"]


def test_what_changed_less_than_the_code_of_others_has_not_moved(tmp_path: Path) -> None:
    path = tmp_path / "ratios.json"
    ratios.keep({name: Spread(1, 1, 1) for name in ("own", "fast", "peer")}, path)
    now = {"own": Spread(1.2, 1.2, 1.2), "fast": Spread(2, 2, 2), "peer": Spread(1.3, 1.3, 1.3)}
    found = list(ratios.moved(now, path, lambda name: name == "peer"))
    assert found == ["MOVED fast: 1.00 -> 2.00"]


def test_a_peer_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = peers.Peer("absent", "absent", lambda: peers.attribute("no_such_module", "clean"))
    script = next(each for each in peers.PEERS if each.name.startswith("script: join"))
    monkeypatch.setattr(peers, "PEERS", (absent, script))
    found = peers.find()
    assert list(found.cleaners) == [script.name]
    assert "skipped: absent (No module named 'no_such_module')" in peers.named(found)


def test_the_scripts_do_what_they_say() -> None:
    assert peers.join_lines()("全国\n\n人民。\n同志们\n") == "全国人民。\n同志们"
    assert peers.halve()(DOUBLED) == "年度报告，，提升竞争力！！"
