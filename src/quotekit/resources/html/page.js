"use strict";
// Whatever belongs to one quotation carries its number in data-q: pointing at one part, or moving
// the focus there, lights up all of them. A click holds them lit; Escape, or a click elsewhere, lets go.
for (const section of document.querySelectorAll("section.document")) {
  const parts = new Map();
  for (const part of section.querySelectorAll("[data-q]")) {
    for (const number of part.dataset.q.split(" ")) {
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(part);
    }
  }
  const aside = section.querySelector("aside");
  const status = aside.querySelector(".status");
  let lit = [];
  let held = null;

  // Copies, not their text: a mark that reorders text is harmless only in the element around it.
  const told = (part, numbers) => {
    const parts = part.classList.contains("voice")
      ? [part.querySelector(".name"), " · ", part.querySelector(".count")]
      : numbers.map((number) => document.getElementById(`${section.id}k${number}`));
    return parts.map((one) => {
      if (typeof one === "string") return one;
      const copy = one.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    });
  };
  const show = (part) => {
    for (const one of lit) one.classList.remove("lit");
    const numbers = part ? part.dataset.q.split(" ") : [];
    lit = numbers.flatMap((number) => parts.get(number));
    for (const one of lit) one.classList.add("lit");
    section.classList.toggle("linking", lit.length > 0);
    status.replaceChildren(...(part ? told(part, numbers) : []));
  };
  const partAt = (target) => (target instanceof Element ? target.closest("[data-q]") : null);

  // A comparison has a pane for each text: what belongs together is scrolled to one height.
  const panes = [...section.querySelectorAll(".text article")];
  const align = (part) => {
    const own = panes.find((pane) => pane.contains(part));
    for (const pane of panes) {
      const other = pane === own ? null : parts.get(part.dataset.q.split(" ")[0]).find((one) => pane.contains(one));
      if (!other) continue;
      const top = own ? part.getBoundingClientRect().top : pane.getBoundingClientRect().top + pane.clientHeight / 4;
      pane.scrollTop += other.getBoundingClientRect().top - top;
    }
    const listed = panes.length && parts.get(part.dataset.q.split(" ")[0]).find((one) => aside.contains(one));
    if (listed && listed !== part) {
      const [card, list] = [listed.getBoundingClientRect(), aside.getBoundingClientRect()];
      if (card.top < list.top || card.bottom > list.bottom) aside.scrollTop += card.top - list.top;
    }
  };

  section.addEventListener("mouseover", (event) => {
    status.ariaLive = "polite";
    show(partAt(event.target) || held);
  });
  section.addEventListener("mouseleave", () => show(held));
  section.addEventListener("focusin", (event) => {
    // Where the focus is, a screen reader reads the description: it need not hear the same twice.
    status.ariaLive = "off";
    show(partAt(event.target) || held);
  });
  section.addEventListener("focusout", () => show(held));
  document.addEventListener("click", (event) => {
    held = section.contains(event.target) ? partAt(event.target) : null;
    show(held);
    const link = held && event.target.closest("a");
    if (link) {
      // In a notebook's frame, a link's address is taken to be one of the page around it.
      event.preventDefault();
      location.hash = link.hash;
      document.querySelector(link.hash).focus();
    }
    if (held) align(held);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show((held = null));
  });
}
