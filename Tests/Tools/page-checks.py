#!/usr/bin/env python3
"""Opens pages in headless Chromium, in both themes, and checks what a reader would see and do.

    python3 Tests/Tools/page-checks.py Output/*.html "Output/Python memory"/*.html

Contrast of every text, in drawings against all that is painted under it, at least 4.5 to 1 (3 to 1 for large
text); every link within a page leads to a part of it; cards are reached and chosen with the keyboard and say
who holds them; stepping lights the line that is run. Prints what is wrong; the exit status is 1 then.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CHECKS = r"""
(() => {
  const faults = [];
  const fault = (words) => { if (faults.length < 40) faults.push(words); };
  const counts = { texts: 0, links: 0, cards: 0, steps: 0 };

  // MARK: Contrast
  const rgba = (text) => {
    const srgb = text.match(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)/);
    if (srgb) return [srgb[1] * 255, srgb[2] * 255, srgb[3] * 255, srgb[4] === undefined ? 1 : Number(srgb[4])];
    const parts = text.match(/[\d.]+/g);
    return parts ? [Number(parts[0]), Number(parts[1]), Number(parts[2]), parts[3] === undefined ? 1 : Number(parts[3])] : [0, 0, 0, 0];
  };
  const over = (top, under, opacity = 1) => {
    const part = top[3] * opacity;
    return [0, 1, 2].map((index) => top[index] * part + under[index] * (1 - part)).concat([1]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((left, right) => right - left);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    const chain = [];
    for (let node = element; node && node.nodeType === 1; node = node.parentElement) chain.unshift(node);
    let colour = [255, 255, 255, 1];
    for (const node of chain) colour = over(rgba(getComputedStyle(node).backgroundColor), colour);
    return colour;
  };
  const judge = (words, front, back, size, isBold) => {
    counts.texts += 1;
    const isLarge = size >= 24 || (isBold && size >= 18.66);
    const value = ratio(front, back);
    if (value < (isLarge ? 3 : 4.5) - 0.01) fault(`contrast ${value.toFixed(2)}: ${words.trim().slice(0, 40)}`);
  };
  const checkContrast = () => {
    for (const svg of document.querySelectorAll("svg.hn")) {
      const page = behind(svg.parentElement);
      const boxes = [];
      for (const part of svg.querySelectorAll("rect, path.bs, text")) {
        const box = part.getBoundingClientRect();
        if (!box.width) continue;
        const style = getComputedStyle(part);
        if (part.nodeName !== "text") {
          if (style.fill !== "none") boxes.push([box, rgba(style.fill), Number(style.fillOpacity)]);
          continue;
        }
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        let back = page;
        for (const [other, fill, opacity] of boxes)
          if (x >= other.left && x <= other.right && y >= other.top && y <= other.bottom) back = over(fill, back, opacity);
        const front = over(rgba(style.fill), back, Number(style.opacity) * Number(style.fillOpacity));
        judge(part.textContent, front, back, parseFloat(style.fontSize), Number(style.fontWeight) >= 600);
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent || parent.closest("svg, script, style, math, [disabled]")) continue;
      // What a note's author coloured is the author's.
      if (parent.closest("[style*=color], font[color]")) continue;
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const style = getComputedStyle(parent);
      let opacity = 1;
      for (let up = parent; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
      const back = behind(parent);
      judge(node.data, over(rgba(style.color), back, opacity), back, parseFloat(style.fontSize), Number(style.fontWeight) >= 600);
    }
  };

  // MARK: Links
  const checkLinks = () => {
    for (const link of document.querySelectorAll("a[href^='#']")) {
      counts.links += 1;
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      if (id && !document.getElementById(id)) fault(`a link leads to nothing: #${id}`);
    }
    const ids = new Set();
    for (const part of document.querySelectorAll("[id]")) {
      if (ids.has(part.id)) fault(`two parts are called ${part.id}`);
      ids.add(part.id);
    }
  };

  // MARK: Keyboard
  const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const checkCards = () => {
    for (const drawing of document.querySelectorAll("figure .drawing")) {
      const cards = [...drawing.querySelectorAll("[data-o]")].filter((card) => card.getBoundingClientRect().width);
      if (!cards.length) continue;
      const stops = cards.filter((card) => card.getAttribute("tabindex") === "0");
      if (stops.length !== 1) fault(`${stops.length} cards of a drawing can be tabbed to`);
      if (!stops.length) continue;
      stops[0].focus();
      if (document.activeElement !== stops[0]) { fault("a card takes no focus"); continue; }
      if (getComputedStyle(stops[0]).outlineStyle === "none") fault("a card shows no focus");
      for (let index = 0; index < cards.length; index += 1) {
        const card = document.activeElement;
        press(card, "Enter");
        counts.cards += 1;
        const panel = drawing.nextElementSibling;
        if (!panel || panel.className !== "why" || panel.hidden) { fault("a card says nothing when chosen"); break; }
        if (!/Why is it alive\?/.test(panel.textContent)) fault("a card doesn't say why it is alive");
        if (!card.classList.contains("pick")) fault("a chosen card isn't marked");
        press(card, "Escape");
        if (!panel.hidden) fault("Escape doesn't close what a card says");
        press(card, "ArrowDown");
        if (index + 1 < cards.length && document.activeElement === card) { fault("no way from a card to the next"); break; }
      }
    }
  };
  const checkSteps = () => {
    for (const box of document.querySelectorAll(".stepping")) {
      const button = (name) => box.querySelector(`button[data-go=${name}]`);
      button("first").click();
      const items = [...box.querySelectorAll("details.steps li")];
      for (let step = 1; step <= Math.min(Number(box.dataset.last), 60); step += 1) {
        button("next").click();
        counts.steps += 1;
        const line = items[step].dataset.line;
        if (!line) continue;
        const lit = [...document.querySelectorAll(".cell-code .line.lit")].map((part) => part.dataset.line);
        const near = box.querySelector(".step-code .lit");
        if (!lit.includes(line)) fault(`step ${step}: line ${line} isn't lit`);
        else if (!near || near.dataset.line !== line) fault(`step ${step}: line ${line} isn't beside the drawing`);
        else if (getComputedStyle(near).backgroundColor === "rgba(0, 0, 0, 0)") fault("a lit line looks like any other");
      }
      press(box.querySelector(".drawing"), "Home");
      if (!box.querySelector(".step-place").textContent.startsWith("0 of")) fault("Home doesn't go to the first step");
      press(box.querySelector(".drawing"), "ArrowRight");
      if (!box.querySelector(".step-place").textContent.startsWith("1 of")) fault("the arrow key doesn't step");
      press(box.querySelector(".drawing"), "End");
    }
  };

  for (const details of document.querySelectorAll("main details")) details.open = true;
  for (const check of [checkContrast, checkLinks, checkSteps, checkCards, checkContrast]) {
    try { check(); } catch (error) { fault(`${check.name}: ${error.message}`); }
  }
  const result = document.createElement("pre");
  result.id = "page-checks";
  result.textContent = JSON.stringify({ faults, counts });
  document.body.append(result);
})();
"""


def check(browser, page, theme, profile):
    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    end = text.rindex("</body>")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "page.html"
        copy.write_text(text[:end] + "<script>" + CHECKS + "</script>" + text[end:], encoding="utf-8")
        scheme = {"dark": 0, "light": 1}[theme]
        run = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,900",
             f"--blink-settings=preferredColorScheme={scheme}", f"--user-data-dir={profile}",
             "--virtual-time-budget=4000", "--dump-dom", copy.as_uri()],
            capture_output=True, text=True, timeout=300)
    found = re.search(r'<pre id="page-checks">(.*?)</pre>', run.stdout, re.S)
    if not found:
        return {"faults": ["the checks didn't run: " + run.stderr.strip()[-200:]], "counts": {}}
    words = found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return json.loads(words)


def main(pages):
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        print("there is no Chromium; nothing was checked")
        return 1
    total = {}
    failed = False
    with tempfile.TemporaryDirectory() as profile:
        for page in map(pathlib.Path, pages):
            for theme in ("light", "dark"):
                result = check(browser, page, theme, profile)
                for name, count in result["counts"].items():
                    total[name] = total.get(name, 0) + count
                for words in result["faults"]:
                    failed = True
                    print(f"{page.name}, {theme}: {words}")
    print(", ".join(f"{count} {name}" for name, count in total.items()))
    return 1 if failed or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
