/// The part of the pages' script that goes through a cell step by step.
enum StepScript {
    static let source = """
        (() => {
          for (const box of document.querySelectorAll(".stepping")) {
            const last = Number(box.dataset.last);
            const slider = box.querySelector("input");
            const place = box.querySelector(".step-place");
            const words = box.querySelector(".step-words");
            const steps = [...box.querySelectorAll("details.steps li")];
            const buttons = Object.fromEntries([...box.querySelectorAll("button[data-go]")]
              .map((button) => [button.dataset.go, button]));
            const parts = [...box.querySelectorAll("[data-s]")].map((part) => [part,
              part.dataset.s.split(" ").map((run) => {
                const ends = run.split("-").map(Number);
                return [ends[0], ends[ends.length - 1]];
              })]);
            const page = box.closest("main") || document;
            let now = last;
            let lit = null;
            const code = box.querySelector(".step-code");
            // The line being run, also beside the drawing, which may be far from the cell's code.
            const light = (line) => {
              if (lit) lit.classList.remove("lit");
              lit = line ? page.querySelector(`.cell-code .line[data-line="${line}"]:not(.markdown-embed *)`) : null;
              code.replaceChildren();
              if (!lit) {
                code.append(Object.assign(document.createElement("span"),
                  { className: "line none", textContent: now === 0 ? "before the first line\\n" : "\\n" }));
                return;
              }
              lit.classList.add("lit");
              code.append(lit.cloneNode(true));
            };
            // The last moment alone needs less room below than all of them.
            const svg = box.querySelector(".drawing svg");
            const heights = svg && svg.dataset.height ? [svg.getAttribute("height"), svg.dataset.height] : null;
            const room = (isWhole) => {
              if (!heights) return;
              const height = heights[isWhole ? 1 : 0];
              svg.setAttribute("height", height);
              svg.setAttribute("viewBox", svg.getAttribute("viewBox").replace(/[^ ]+$/, height));
            };
            let isWhole = false;
            const draw = (step) => {
              for (const [part, runs] of parts)
                part.classList.toggle("h", !runs.some(([from, to]) => step >= from && step <= to));
            };
            const show = (step) => {
              now = Math.min(Math.max(step, 0), last);
              if (now < last && !isWhole) room(isWhole = true);
              draw(now);
              slider.value = now;
              const line = steps[now] && steps[now].dataset.line;
              place.textContent = `${now} of ${last}` + (line ? `, line ${line}` : "");
              slider.setAttribute("aria-valuetext", "step " + place.textContent);
              words.textContent = steps[now] ? steps[now].lastChild.textContent : "";
              buttons.first.disabled = buttons.back.disabled = now === 0;
              buttons.last.disabled = now === last;
              buttons.next.textContent = now === last ? "Replay" : "Next";
              light(line);
              box.dispatchEvent(new CustomEvent("step", { detail: now }));
            };
            const go = {
              first: () => show(0),
              back: () => show(now - 1),
              next: () => show(now === last ? 0 : now + 1),
              last: () => show(last),
            };
            for (const name of Object.keys(go)) buttons[name].addEventListener("click", go[name]);
            slider.addEventListener("input", () => show(Number(slider.value)));
            box.addEventListener("keydown", (event) => {
              if (event.target === slider || event.ctrlKey || event.metaKey || event.altKey) return;
              const name = { ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last" }[event.key];
              if (!name || event.target.closest("details")) return;
              if (name === "next" && now === last) return;
              event.preventDefault();
              go[name]();
            });
            let before = last;
            addEventListener("beforeprint", () => { before = now; draw(last); room(false); });
            addEventListener("afterprint", () => { draw(before); room(isWhole); });
            box.querySelector(".stepper").hidden = false;
            words.hidden = code.hidden = false;
            show(last);
          }
        })();
        """
}

/// How stepping looks.
enum StepStyle {
    static let sheet = """
        .stepper{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem;margin:.5rem 0 .35rem;font-size:.82rem}
        .stepper[hidden]{display:none}
        .stepper button{font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:6px;padding:.2rem .7rem;min-width:4.2rem;cursor:pointer;opacity:.85}
        .stepper button:hover:not(:disabled){opacity:1;text-decoration:underline}
        .stepper button:disabled{opacity:.4;cursor:default}
        .stepper input{flex:1 1 9rem;min-width:7rem;accent-color:var(--link)}
        .step-place{font-variant-numeric:tabular-nums;min-width:8.5rem;text-align:right}
        .step-words{margin:.1rem 0 .5rem;min-height:1.5em;font-size:.85rem}
        details.steps{font-size:.85rem;margin-top:.4rem}
        details.steps ol{padding-left:2.6rem;max-height:22rem;overflow:auto}
        details.steps .where{margin-right:.5em}
        .numbered .lit{margin:0 -1rem;padding-left:4rem;background:rgba(255,196,0,.2);box-shadow:inset 3px 0 0 #c78a00}
        .numbered .lit::before{left:1rem}
        .step-code{margin:.35rem 0 0;padding:0 1rem;overflow-x:auto;font-size:.875rem;border-radius:.4rem}
        .step-code[hidden]{display:none}
        .step-code .none{color:var(--quiet)}
        .step-code .none::before{content:""}
        @media print{.stepper,.step-code,.step-words{display:none!important}.numbered .lit{background:none;box-shadow:none}details.steps ol{max-height:none}}

        """
}
