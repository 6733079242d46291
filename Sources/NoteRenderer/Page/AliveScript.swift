/// The part of the pages' script that answers "why is it alive?" in a drawing: a card that is chosen stands out
/// with the arrows that lead to it, and is told of under the drawing. Without it a card is a link to the
/// row of the table that says the same.
enum AliveScript {
    static let source = """
        (() => {
          const reveal = (id) => {
            const target = id && document.getElementById(id);
            const details = target && target.closest("details");
            if (details) details.open = true;
            return target;
          };
          const hashed = () => reveal(decodeURIComponent(location.hash.slice(1)));
          addEventListener("hashchange", hashed);
          hashed();
          for (const drawing of document.querySelectorAll("figure .drawing")) {
            const svg = drawing.querySelector("svg");
            const cards = [...drawing.querySelectorAll("[data-o]")];
            if (!svg || !cards.length) continue;
            const arrows = [...drawing.querySelectorAll("[data-t]")];
            const steps = drawing.closest(".stepping");
            const panel = document.createElement("div");
            panel.className = "why";
            panel.setAttribute("role", "status");
            panel.hidden = true;
            drawing.after(panel);
            let chosen = null;
            const isShown = (part) => part.getBoundingClientRect().width > 0;
            const shown = () => cards.filter(isShown);
            const leading = (serial) => arrows.filter((arrow) => arrow.dataset.t === serial && isShown(arrow));
            const way = (serial, passed = []) => {
              if (passed.includes(serial)) return null;
              const all = leading(serial);
              const named = all.find((arrow) => !arrow.dataset.c);
              if (named) return named.dataset.f;
              for (const arrow of all) {
                const start = way(arrow.dataset.c, [...passed, serial]);
                if (start) return start + (arrow.dataset.f || "");
              }
              return null;
            };
            const rowOf = (card) => {
              const link = card.getAttribute("href");
              return link ? document.getElementById(link.slice(1)) : null;
            };
            const add = (parent, tag, text) => {
              const child = document.createElement(tag);
              if (text) child.textContent = text;
              parent.append(child);
              return child;
            };
            const tell = (card) => {
              panel.replaceChildren();
              const texts = [...card.querySelectorAll("text")].filter(isShown).map((text) => text.textContent);
              const line = add(panel, "p");
              add(line, "strong", "Why is it alive? ");
              const row = rowOf(card);
              const isLast = !steps || steps.dataset.now === steps.dataset.last;
              if (row && isLast) {
                const name = add(line, "span");
                name.append(...[...row.cells[0].childNodes].map((node) => node.nodeName === "A" ? node.textContent : node.cloneNode(true)));
                line.append(" is held by ");
                line.append(...[...row.cells[1].childNodes].map((node) => node.cloneNode(true)));
                line.append(".");
                const where = add(panel, "p");
                add(where, "strong", "Where is it? ");
                where.append("At ", ...[...row.cells[3].childNodes].map((node) =>
                  node.nodeName === "BR" ? ", " : node.cloneNode(true)), ".");
                const more = add(where, "a", "All in the table");
                more.href = "#" + row.id;
                where.insertBefore(document.createTextNode(" "), more);
              } else {
                const holders = leading(card.dataset.o).map((arrow) => {
                  if (!arrow.dataset.c) return arrow.dataset.f;
                  const start = way(arrow.dataset.c);
                  return start ? start + (arrow.dataset.f || "") : arrow.dataset.f;
                }).filter(Boolean);
                line.append(texts[0] + (texts[1] ? " " + texts[1] : ""));
                if (!holders.length) line.append(": nothing shown here holds it.");
                else {
                  line.append(" is held by ");
                  holders.forEach((holder, index) => {
                    if (index) line.append(", ");
                    add(line, "code", holder);
                  });
                  line.append(".");
                }
              }
              panel.hidden = false;
            };
            const choose = (card) => {
              for (const part of drawing.querySelectorAll(".pick, .near")) part.classList.remove("pick", "near");
              chosen = card;
              svg.classList.toggle("picked", Boolean(card));
              panel.hidden = true;
              if (!card) return;
              card.classList.add("pick");
              for (const arrow of leading(card.dataset.o)) {
                arrow.classList.add("pick");
                for (const other of cards) if (other.dataset.o === arrow.dataset.c) other.classList.add("near");
              }
              tell(card);
            };
            // One card takes part in the order of the tab key, arrow keys go to the others.
            const focus = (card) => {
              for (const other of cards) {
                other.setAttribute("tabindex", other === card ? "0" : "-1");
                if (steps) other.ariaHidden = isShown(other) ? null : "true";
              }
            };
            for (const card of cards) {
              if (!card.hasAttribute("href")) card.setAttribute("role", "button");
              card.addEventListener("click", (event) => {
                event.preventDefault();
                choose(chosen === card ? null : card);
                focus(card);
              });
            }
            focus(shown()[0] || cards[0]);
            drawing.addEventListener("keydown", (event) => {
              if (event.ctrlKey || event.metaKey || event.altKey) return;
              if (event.key === "Escape" && chosen) return choose(null);
              const card = event.target.closest("[data-o]");
              if (!card) return;
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                return choose(chosen === card ? null : card);
              }
              const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (!step || steps && (event.key === "ArrowLeft" || event.key === "ArrowRight")) return;
              const all = shown();
              const next = all[all.indexOf(card) + step];
              if (!next) return;
              event.preventDefault();
              event.stopPropagation();
              focus(next);
              next.focus();
            });
            if (steps) steps.addEventListener("step", (event) => {
              steps.dataset.now = event.detail;
              if (chosen) choose(isShown(chosen) ? chosen : null);
              focus(shown()[0] || cards[0]);
            });
          }
        })();
        """
}

/// How chosen cards and what leads to them look.
enum AliveStyle {
    static let sheet = """
        .drawing a{cursor:pointer;text-decoration:none}
        .drawing [data-o]:hover>rect:first-of-type,.drawing [data-o]:hover>g>rect:first-of-type:is(.bk,.bn){stroke-width:2;stroke:var(--link)}
        .drawing :is(a,g):focus-visible{outline:2px solid var(--link);outline-offset:1px}
        .picked [data-o]:not(.pick):not(.near),.picked [data-t]:not(.pick){opacity:.28}
        .picked .pick path:not(.ic){stroke-width:2.5}
        .picked [data-o].pick rect:is(.bk,.bn,.bg,.bv){stroke:var(--link);stroke-width:2.5}
        .hn :target rect{stroke:var(--link);stroke-width:3}
        tr:target{background:color-mix(in srgb,var(--link) 14%,transparent)}
        .why{margin:.5rem 0;padding:.6rem .85rem;border-left:3px solid var(--link);border-radius:.25rem;background:var(--panel);font-size:.875rem}
        .why p{margin:0 0 .25rem}.why p:last-child{margin:0}
        .objects th[scope=row]{font-weight:400;text-align:left;max-width:18rem;overflow-wrap:anywhere}
        .objects td:nth-child(2){min-width:10rem}.objects td:nth-child(4){min-width:13rem}
        .objects .place{white-space:normal}
        @media print{.why{display:none}.picked [data-o],.picked [data-t]{opacity:1!important}}

        """
}
