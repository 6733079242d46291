#!/usr/bin/env python3
"""Renders the notes of the corpus and the sample notes as vaults, and opens every page in headless Chromium.

    python3 Tests/Tools/vault-checks.py .build/release/heapnote [--keep FOLDER] [PART_OF_A_PATH]

At the width of a phone, in both themes, with the page's own security policy in force: nothing on the console, no request
but for the vault's own files, no horizontal scrolling, contrast of every text (`page-checks.py`), links and buttons have
names, pictures have texts, landmarks, headings, regions that scroll can be reached by keyboard; the Tab key goes through
all stops in the order of the page, each visible and marked. Then, of all links of all pages, that they lead to a page
and a part of it. Prints what is wrong and how much was looked at; the exit status is 1 when something is wrong.

Chromium is spoken to through pipes, by the DevTools protocol; nothing has to be installed besides it.
"""
import base64
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

AUDIT = r"""
(() => {
  const faults = [];
  const fault = (words) => { if (faults.length < 30) faults.push(words); };
  const shown = (part) => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0;
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1
      && ![...function* () { for (let up = part.parentElement; up; up = up.parentElement) yield up; }()].some((up) => getComputedStyle(up).overflowX !== "visible"));
    fault(`scrolls horizontally: ${width} of ${innerWidth}, ${wide.slice(0, 3).map((part) => part.outerHTML.slice(0, 80)).join(" | ")}`);
  }
  if (!document.documentElement.lang) fault("the page has no language");
  if (!document.title) fault("the page has no title");
  for (const name of ["main", "body > .page > header", "body > .page > footer"])
    if (document.querySelectorAll(name).length !== 1) fault(`${document.querySelectorAll(name).length} × ${name}`);
  if (document.querySelectorAll("h1.inline-title").length !== 1) fault("the page has no title of its own");
  for (const part of document.querySelectorAll("img")) if (!part.hasAttribute("alt")) fault(`a picture without words: ${part.outerHTML.slice(0, 80)}`);
  for (const part of document.querySelectorAll("svg")) {
    const hidden = part.getAttribute("aria-hidden") === "true";
    if (!hidden && !(part.getAttribute("aria-label") || part.getAttribute("aria-labelledby") || part.querySelector(":scope > title"))) fault(`a drawing without a name: ${part.outerHTML.slice(0, 80)}`);
  }
  for (const part of document.querySelectorAll("[aria-labelledby],[aria-describedby],[aria-controls]"))
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls"])
      for (const id of (part.getAttribute(name) || "").split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) fault(`${name} names nothing: ${id}`);
  for (const part of document.querySelectorAll("li")) if (!part.closest("ul,ol,menu")) fault("an item outside of a list");
  for (const part of document.querySelectorAll("a a,button a,a button,summary a[href] a")) fault(`a control within another: ${part.outerHTML.slice(0, 80)}`);
  for (const part of document.querySelectorAll("th")) if (!part.hasAttribute("scope") && !part.closest("[role=presentation]")) fault("a heading of a table without a scope");
  const focusable = "a[href],button:not([disabled]),input:not([disabled]),summary,[tabindex],audio[controls],video[controls]";
  for (const part of document.querySelectorAll("main *, nav *")) {
    const style = getComputedStyle(part);
    const scrolls = (/auto|scroll/.test(style.overflowX) && part.scrollWidth > part.clientWidth + 1)
      || (/auto|scroll/.test(style.overflowY) && part.scrollHeight > part.clientHeight + 1);
    if (scrolls && shown(part) && part.namespaceURI !== "http://www.w3.org/2000/svg" && !part.matches(focusable) && !part.querySelector(focusable))
      fault(`scrolls and can't be reached: ${part.outerHTML.slice(0, 90)}`);
  }
  for (const part of document.querySelectorAll("main a[href]")) {
    const near = part.closest("p,li,td,th,dd");
    if (!near || !shown(part) || part.closest("svg,.anchor,sup,nav,.markdown-embed-title,.notes,.tagged,.file-embed,.tag") || part.matches(".anchor,.tag")) continue;
    const style = getComputedStyle(part);
    if (near.textContent.trim() !== part.textContent.trim() && !style.textDecorationLine.includes("underline") && style.borderBottomStyle === "none" && part.textContent.trim())
      fault(`a link among words that only its colour tells: ${part.outerHTML.slice(0, 90)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
  const links = [...document.querySelectorAll("a[href],area[href]")].map((part) => [part.getAttribute("href"), part.href instanceof SVGAnimatedString ? part.href.baseVal : part.href]);
  const files = [...document.querySelectorAll("img[src],audio[src],video[src],source[src]")].map((part) => part.src);
  return JSON.stringify({ faults, ids, links, files });
})()
"""

# What has the focus now: its number in the document, and what a reader sees of it.
STOP = r"""
(() => {
  const part = document.activeElement;
  if (!part || part === document.body) return "null";
  const all = window.allParts || (window.allParts = new Map([...document.querySelectorAll("*")].map((one, index) => [one, index])));
  const box = part.getBoundingClientRect();
  const style = getComputedStyle(part);
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  return JSON.stringify({
    index: all.get(part), words: part.outerHTML.slice(0, 100), marked, width: box.width, height: box.height,
    isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth, top: box.top + scrollY,
    fixed: style.position, tabindex: part.tabIndex });
})()
"""


class Browser:
    """Chromium without a window, and its one page."""

    def __init__(self, program, profile):
        to_read, write = os.pipe()
        read, to_write = os.pipe()

        def connect():
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--hide-scrollbars", f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=connect, pass_fds=(3, 4), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.write, self.read = write, read
        self.rest = b""
        self.number = 0
        self.events = []
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility", "DOM"):
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.read, 1 << 20)
            if not chunk:
                raise RuntimeError("Chromium ended")
            self.rest += chunk
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **values):
        self.number += 1
        message = {"id": self.number, "method": method, "params": values}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, source):
        result = self.call("Runtime.evaluate", expression=source, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description", "an exception"))
        return result["result"].get("value")

    def open(self, page, theme, width, height):
        self.events = []
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = {"prefers-color-scheme": theme, "prefers-reduced-motion": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in features.items()])
        self.call("Page.navigate", url=page.as_uri())
        end = time.time() + 60
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            if time.time() > end:
                raise RuntimeError("the page didn't load")
            self.events.append(self.message())

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait(30)


def noises(events, page, root):
    """What the console says and what was asked for from elsewhere."""
    for event in events:
        values = event.get("params", {})
        method = event.get("method")
        if method == "Runtime.exceptionThrown":
            yield "exception: " + values["exceptionDetails"].get("text", "")
        elif method == "Runtime.consoleAPICalled":
            yield "console: " + str([argument.get("value") for argument in values["args"]])
        elif method == "Log.entryAdded" and values["entry"]["level"] in ("warning", "error"):
            yield "console: " + values["entry"]["text"][:160]
        elif method == "Network.requestWillBeSent":
            address = values["request"]["url"]
            if not address.startswith(("data:", root.as_uri() + "/")):
                yield "request: " + address[:120]


def nameless(browser):
    """Controls without a name in what is told to assistive technology."""
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in (
                "link", "button", "checkbox", "searchbox", "textbox", "image", "img", "radio", "combobox", "navigation", "region"):
            continue
        if not node.get("name", {}).get("value", "").strip():
            try:
                found = browser.call("DOM.describeNode", backendNodeId=node["backendDOMNodeId"])["node"]
                pairs = found.get("attributes", [])
                words = f"{found['nodeName'].lower()} {dict(zip(pairs[::2], pairs[1::2]))}"
            except (RuntimeError, KeyError):
                words = ""
            yield f"a {role} without a name: {words[:120]}"


def walk(browser, most=300):
    """Presses Tab through the page; gives the number of stops and what is wrong with them."""
    faults = []
    stops = []
    browser.evaluate("scrollTo(0, 0); document.activeElement.blur(); window.allParts = undefined")
    for _ in range(most):
        for kind in ("rawKeyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        stop = json.loads(browser.evaluate(STOP))
        if stop is None or (stops and stop["index"] == stops[0]["index"]):
            break
        if stops and stop["index"] == stops[-1]["index"]:
            # The browser's own controls of sound and films are several stops in one.
            if not stop["words"].startswith(("<audio", "<video")):
                faults.append("Tab stays at " + stop["words"])
                break
            continue
        if stops and stop["index"] < stops[-1]["index"]:
            faults.append("Tab goes back to " + stop["words"])
        if stop["tabindex"] > 0:
            faults.append("a positive tabindex: " + stop["words"])
        if not stop["marked"]:
            faults.append("the focus isn't marked: " + stop["words"])
        if not stop["width"] or not stop["height"] or not stop["isSeen"]:
            faults.append("the focus is out of sight: " + stop["words"])
        stops.append(stop)
    if stops and 'class="skip"' not in stops[0]["words"]:
        faults.append("the first stop is no skip link: " + stops[0]["words"])
    return len(stops), faults


class Audit:
    def __init__(self, browser, checks, root):
        self.browser, self.checks, self.root = browser, checks, root
        self.faults = []
        self.counts = {"pages": 0, "texts": 0, "links": 0, "stops": 0}
        self.ids, self.links = {}, []

    def fault(self, page, words):
        self.faults.append((str(page.relative_to(self.root)), words))

    def page(self, page):
        self.counts["pages"] += 1
        for theme in ("light", "dark"):
            self.browser.open(page, theme, 360, 740)
            try:
                self.look(page, theme)
            except RuntimeError as error:
                self.fault(page, f"{theme}: {error}")
            for words in noises(self.browser.events, page, self.root):
                self.fault(page, f"{theme}: {words}")

    def look(self, page, theme):
        found = json.loads(self.browser.evaluate(AUDIT))
        for words in found["faults"]:
            self.fault(page, f"{theme}: {words}")
        if theme == "light":
            self.ids[page] = set(found["ids"])
            self.links += [(page, written, address) for written, address in found["links"]]
            self.links += [(page, address, address) for address in found["files"]]
            for words in nameless(self.browser):
                self.fault(page, words)
            count, faults = walk(self.browser)
            self.counts["stops"] += count
            for words in faults:
                self.fault(page, words)
        self.browser.evaluate(self.checks)
        result = json.loads(self.browser.evaluate("document.getElementById('page-checks').textContent"))
        self.counts["texts"] += result["counts"].get("texts", 0)
        for words in result["faults"]:
            self.fault(page, f"{theme}: {words}")

    def check_links(self):
        for page, written, address in self.links:
            parts = urllib.parse.urlsplit(address)
            if parts.scheme != "file":
                continue
            self.counts["links"] += 1
            target = pathlib.Path(urllib.parse.unquote(parts.path))
            fragment = urllib.parse.unquote(parts.fragment)
            if not target.exists():
                self.fault(page, f"a link leads to nothing: {written}")
            elif fragment and target in self.ids and fragment not in self.ids[target]:
                self.fault(page, f"a link leads to no part of a page: {written}")


def render(binary, folder):
    corpus = folder / "corpus"
    corpus.mkdir()
    for note in sorted((ROOT / "Tests/Corpus/notes").glob("*.md")):
        shutil.copy(note, corpus / note.name)
    for source, name in ((corpus, "notes"), (ROOT / "Notes", "samples")):
        run = subprocess.run(
            [binary, "render", str(source), "-o", str(folder / name)], capture_output=True, text=True)
        print(f"{name}: {run.stderr.strip().splitlines()[-1]}", flush=True)


def load_checks():
    spec = importlib.util.spec_from_file_location("page_checks", HERE / "page-checks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CHECKS


def main(arguments):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("there is no Chromium; nothing was checked")
        return 1
    binary = str(pathlib.Path(arguments.pop(0)).resolve())
    kept = None
    if "--keep" in arguments:
        place = arguments.index("--keep")
        kept = pathlib.Path(arguments[place + 1]).resolve()
        del arguments[place:place + 2]
    part = arguments[0] if arguments else ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = kept or pathlib.Path(temporary).resolve()
        if not (folder / "notes").exists():
            folder.mkdir(parents=True, exist_ok=True)
            render(binary, folder)
        browser = Browser(program, temporary + "/profile")
        try:
            audit = Audit(browser, load_checks(), folder)
            for page in sorted(folder.glob("notes/**/*.html")) + sorted(folder.glob("samples/**/*.html")):
                if part in str(page.relative_to(folder)):
                    audit.page(page)
            audit.check_links()
        finally:
            browser.close()
    for page, words in audit.faults:
        print(f"{page}: {words}")
    print(", ".join(f"{count} {name}" for name, count in audit.counts.items()) + f", {len(audit.faults)} faults")
    return 1 if audit.faults or not audit.counts["pages"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
