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
  // What is held can be taken along: the words, who says them, and where (code points of the text as given).
  const cited = (number) => {
    const facts = parts.get(number)?.find((one) => one.dataset.spans);
    if (!facts) return null;
    const letters = [...section.querySelector("article").textContent];
    const words = facts.dataset.spans.split(" ").map((span) => letters.slice(...span.split(":").map(Number)).join(""));
    const title = (section.querySelector("h2[id]") || document.querySelector("h1")).textContent;
    return `${words.join(" … ").replace(/\s+/g, " ")} (${facts.dataset.who}; ${title}, ${facts.dataset.spans.replaceAll(" ", ", ")})`;
  };
  const copier = (number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy with its place";
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      // Not navigator.clipboard: a frame that is shut in, as those of notebooks are, has none.
      const field = document.createElement("textarea");
      field.value = cited(number);
      document.body.append(field);
      field.select();
      button.textContent = document.execCommand("copy") ? "Copied" : "This browser does not allow copying";
      field.remove();
      button.focus();
    });
    return button;
  };
  let shown = [null, false];
  const show = (part) => {
    // What is shown stays: a button that is drawn anew while it is pressed hears no click.
    if (part === shown[0] && (part === held) === shown[1]) return;
    shown = [part, part === held];
    for (const one of lit) one.classList.remove("lit");
    const numbers = part ? part.dataset.q.split(" ") : [];
    lit = numbers.flatMap((number) => parts.get(number));
    for (const one of lit) one.classList.add("lit");
    section.classList.toggle("linking", lit.length > 0);
    status.replaceChildren(...(part ? told(part, numbers) : []));
    if (part && part === held && numbers.length === 1 && cited(numbers[0])) status.append(" ", copier(numbers[0]));
  };
  const partAt = (target) => (target instanceof Element ? target.closest("[data-q]") : null);

  // A comparison has a pane for each text: what belongs together is scrolled to one height.
  const panes = [...section.querySelectorAll(".text article")];
  const align = (part, behavior = "auto") => {
    const own = panes.find((pane) => pane.contains(part));
    for (const pane of panes) {
      const other = pane === own ? null : parts.get(part.dataset.q.split(" ")[0]).find((one) => pane.contains(one));
      if (!other) continue;
      const top = own ? part.getBoundingClientRect().top : pane.getBoundingClientRect().top + pane.clientHeight / 4;
      pane.scrollBy({ top: other.getBoundingClientRect().top - top, behavior });
    }
    const listed = panes.length && parts.get(part.dataset.q.split(" ")[0]).find((one) => aside.contains(one));
    if (listed && listed !== part) {
      const [card, list] = [listed.getBoundingClientRect(), aside.getBoundingClientRect()];
      if (card.top < list.top || card.bottom > list.bottom) aside.scrollTop += card.top - list.top;
    }
  };

  // The reason to look at a comparison: its first conflict is in sight in every text from the start.
  const conflict = panes.length && section.querySelector(".saying.conflicting");
  if (conflict) align(conflict, "instant");

  section.addEventListener("mouseover", (event) => {
    status.ariaLive = "polite";
    show(partAt(event.target) || held);
  });
  section.addEventListener("mouseleave", () => show(held));
  section.addEventListener("focusin", (event) => {
    if (status.contains(event.target)) return;
    // Where the focus is, a screen reader reads the description: it need not hear the same twice.
    status.ariaLive = "off";
    show(partAt(event.target) || held);
  });
  section.addEventListener("focusout", () => show(held));
  document.addEventListener("click", (event) => {
    if (status.contains(event.target)) return;
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

// What is shown can be narrowed down, over all texts of the page: the lists say what there is of each quotation.
const listed = [...document.querySelectorAll("li[data-sure]")];
const several = document.querySelectorAll("section.document").length > 1;
if (listed.length) {
  const filters = document.createElement("form");
  filters.className = "filters";
  const labelled = (text, field) => {
    const label = document.createElement("label");
    label.append(`${text} `, field);
    filters.append(label);
    return field;
  };
  const choice = (text, name) => {
    const field = document.createElement("select");
    const values = [...new Set(listed.map((one) => one.dataset[name]))].sort((a, b) => a.localeCompare(b));
    field.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
    field.name = name;
    return labelled(text, field);
  };
  const choices = [choice("Speaker", "who"), choice("act", "act"), choice("type", "type")];
  const least = labelled("sure", document.createElement("select"));
  least.name = "sure";
  least.append(...[0, 0.5, 0.7, 0.8, 0.9, 0.95].map((p) => new Option(p ? `${100 * p} % or more` : "all", p)));
  // Of several texts, the list of who speaks in all: one person may go by other names elsewhere.
  const everybody = document.querySelector(".people");
  let person = null;
  if (everybody) {
    for (const one of everybody.querySelectorAll("li[data-in]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.ariaPressed = "false";
      button.append(one.querySelector(".name"));
      one.prepend(button);
      button.addEventListener("click", () => {
        const again = person && person.button === button;
        if (person) person.button.ariaPressed = "false";
        person = again ? null : { button, sections: one.dataset.in.split(" "), names: [...one.querySelectorAll("[data-name]")].map((name) => name.dataset.name) };
        button.ariaPressed = String(!again);
        narrow();
      });
    }
  }
  const named = labelled("names in place", document.createElement("input"));
  named.type = "checkbox";
  named.addEventListener("change", () => document.body.classList.toggle("named", named.checked));
  filters.addEventListener("submit", (event) => event.preventDefault());
  const narrow = () => {
    for (const section of document.querySelectorAll("section.document")) {
      const kept = new Set();
      for (const one of section.querySelectorAll("li[data-sure]")) {
        const fits =
          choices.every((field) => !field.value || field.value === one.dataset[field.name]) &&
          (!person || (person.sections.includes(section.id) && person.names.includes(one.dataset.who)));
        one.hidden = !fits || Number(one.dataset.sure) < Number(least.value);
        if (!one.hidden) kept.add(one.dataset.q);
      }
      for (const voice of section.querySelectorAll(".voices > li")) voice.hidden = !voice.querySelector("li:not([hidden])");
      for (const part of section.querySelectorAll("article [data-q]")) {
        part.classList.toggle("out", !part.dataset.q.split(" ").some((number) => kept.has(number)));
      }
      // Of many texts, those that have nothing of it are out of the way.
      section.hidden = several && kept.size === 0 && section.querySelector("li[data-sure]") !== null;
    }
  };
  filters.addEventListener("change", narrow);
  const header = document.querySelector("header");
  header.append(filters);
  if (everybody) header.append(everybody);
}

// Several articles: a list of them, before the first.
const titles = [...document.querySelectorAll("section.document > h2[id]")];
if (titles.length > 1) {
  const contents = document.createElement("nav");
  contents.className = "contents";
  contents.ariaLabel = "Articles";
  const list = document.createElement("ol");
  for (const title of titles) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${title.parentElement.id}`;
    link.append(...[...title.childNodes].map((node) => node.cloneNode(true)));
    item.append(link, ` (${title.parentElement.querySelectorAll("li[data-sure]").length})`);
    list.append(item);
  }
  contents.append(list);
  document.querySelector("main").prepend(contents);
}
