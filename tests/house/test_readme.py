"""The README keeps what it promises."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def test_it_is_short() -> None:
    assert README.count("\n") <= 120


def test_its_links_and_pictures_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", README):
        if "://" not in target:
            assert (ROOT / target).exists(), target


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith(".venv/bin/joindots ")]


def test_it_shows_commands() -> None:
    assert len(commands()) >= 3


def test_its_commands_run(tmp_path: Path) -> None:
    """One after the other, as a reader would: later ones need what earlier ones wrote."""
    for name in ("reports", "monday", "tuesday"):
        (tmp_path / name).symlink_to(ROOT / "src/joindots/app/example/reports")
    subprocess.run([sys.executable, "-m", "joindots", "demo", "--out", "demo", "-q"], cwd=tmp_path, check=True)
    for command in commands():
        run_shown(command, tmp_path)


def run_shown(command: str, folder: Path) -> None:
    """Run a command of the README, with an id that is there."""
    words = shlex.split(command, comments=True)[1:]
    if words[0] == "explain":
        account = (folder / "demo/account.json").read_text()
        words[1] = re.search(r'"id":\s*"(f[0-9a-f]{12})"', account).group(1)
    if words[0] == "serve":
        assert serves(words, folder)
        return
    done = subprocess.run(
        [sys.executable, "-m", "joindots", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (command, done.stderr)


def serves(words: list[str], folder: Path) -> bool:
    """Whether a desk gives its address; it is stopped then."""
    command = [sys.executable, "-m", "joindots", *words]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as desk:
        told = any("http://127.0.0.1:" in line for line in desk.stdout)
        desk.terminate()  # an interrupt is lost on what was started in the background
    return told


def test_its_python_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "reports").symlink_to(ROOT / "src/joindots/app/example/reports")
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
