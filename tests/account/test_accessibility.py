"""The page as axe-core sees it in a browser: nothing serious, in light and dark, narrow and wide.

Runs where Chromium and axe-core are: `npm install --no-save axe-core` in the repository puts the latter in place.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from joindots.account import render_html

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RUN = """
window.addEventListener("load", async () => {
  const found = await axe.run();
  const serious = found.violations.filter(v => v.impact === "serious" || v.impact === "critical");
  const answer = document.createElement("pre");
  answer.id = "axe-answer";
  answer.textContent = JSON.stringify(serious.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]));
  document.body.replaceChildren(answer);
});
"""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--virtual-time-budget=60000",
    "--dump-dom",
]


@pytest.fixture(scope="module")
def browser():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None or not AXE.is_file():
        pytest.skip("needs Chromium, and axe-core in node_modules/")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_axe_finds_nothing_serious(browser, example, tmp_path, width, scheme):
    page = render_html(example)
    start = page.index('<meta http-equiv="Content-Security-Policy"')
    page = page[:start] + page[page.index(">", start) + 1 :]  # or axe could not run
    script = AXE.read_text("utf-8").replace("</script", "<\\/script") + RUN
    file = tmp_path / "page.html"
    file.write_text(page.replace("</head>", f"<script>{script}</script></head>"), "utf-8")
    extra = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    command = [browser, *FLAGS, *extra, f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900"]
    done = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, timeout=240, check=False)
    answer = html.document_fromstring(done.stdout).xpath("string(//pre[@id='axe-answer'])")
    assert answer, done.stderr[-2000:]
    assert json.loads(answer) == []
