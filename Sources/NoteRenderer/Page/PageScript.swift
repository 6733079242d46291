/// The pages' script: copy buttons, the outline that follows the scroll, open details in print, the
/// search of an index. The pages are whole without it.
enum PageScript {
    static let source = base + "\n" + AliveScript.source + "\n" + StepScript.source

    private static let base = """
        (() => {
          const copy = (text) => navigator.clipboard
            ? navigator.clipboard.writeText(text)
            : new Promise((done, fail) => {
                const area = document.createElement("textarea");
                area.value = text;
                document.body.append(area);
                area.select();
                document.execCommand("copy") ? done() : fail();
                area.remove();
              });
          for (const button of document.querySelectorAll("button.copy")) {
            button.hidden = false;
            button.addEventListener("click", () => {
              const code = button.closest(".cell-code, .code").querySelector("code");
              copy(code.textContent.replace(/\\n+$/, "")).then(() => {
                button.textContent = "Copied";
                setTimeout(() => { button.textContent = "Copy"; }, 1500);
              }, () => {});
            });
          }
          const links = new Map();
          for (const link of document.querySelectorAll(".outline a")) {
            const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            if (target) links.set(target, link);
          }
          const targets = [...links.keys()];
          let current = null;
          const follow = () => {
            let found = targets[0];
            for (const target of targets) {
              if (target.getBoundingClientRect().top > 120) break;
              found = target;
            }
            const page = document.documentElement;
            if (page.scrollTop > 0 && page.scrollTop + innerHeight >= page.scrollHeight - 4)
              found = targets[targets.length - 1];
            if (found === current) return;
            if (current) links.get(current).removeAttribute("aria-current");
            current = found;
            const link = links.get(found);
            link.setAttribute("aria-current", "true");
            const nav = link.closest("nav");
            const place = link.offsetTop;
            if (nav.scrollHeight > nav.clientHeight) nav.scrollTop = place - nav.clientHeight / 2;
          };
          if (targets.length) {
            addEventListener("scroll", follow, { passive: true });
            follow();
          }
          const narrow = matchMedia("(max-width: 68rem)");
          const outline = document.querySelector(".outline details");
          const fold = () => { if (outline) outline.open = !narrow.matches; };
          narrow.addEventListener("change", fold);
          fold();
          const form = document.querySelector("form.search");
          if (form) {
            const field = form.querySelector("input");
            const found = form.querySelector(".found");
            const items = [...document.querySelectorAll("[data-search]")];
            const search = () => {
              const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
              let count = 0;
              for (const item of items) {
                item.hidden = !words.every((word) => item.dataset.search.includes(word));
                if (!item.hidden) count += 1;
              }
              for (const group of document.querySelectorAll(".group"))
                group.hidden = !group.querySelector("li:not([hidden])");
              for (const tagged of document.querySelectorAll(".tagged"))
                tagged.hidden = words.length > 0;
              found.textContent = words.length ? (count === 1 ? "1 note" : count + " notes") : "";
            };
            form.hidden = false;
            form.addEventListener("submit", (event) => event.preventDefault());
            field.addEventListener("input", search);
            addEventListener("keydown", (event) => {
              const typing = event.target.closest("input, textarea, [contenteditable]");
              if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
                event.preventDefault();
                field.focus();
              }
            });
            if (field.value) search();
          }
          let closed = [];
          addEventListener("beforeprint", () => {
            closed = [...document.querySelectorAll("main details:not([open])")];
            for (const details of closed) details.open = true;
          });
          addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
        })();
        """

    static let integrity: String = "sha256-" + SHA256.digest(source.utf8).base64
}
