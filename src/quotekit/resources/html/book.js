"use strict";
// Choosing somebody in the cast lights up their turns, and leads from one to the next; several can be chosen.
const book = document.querySelector(".book");
const article = book.querySelector("article");
const turns = new Map();
for (const turn of article.querySelectorAll("mark[data-voice]")) {
  if (!turns.has(turn.dataset.voice)) turns.set(turn.dataset.voice, []);
  turns.get(turn.dataset.voice).push(turn);
}
const walk = book.querySelector(".walk");
const status = walk.querySelector("[role=status]");
let lit = [];
let at = -1;

const show = () => {
  for (const turn of lit) turn.classList.remove("lit", "chosen");
  const chosen = [...book.querySelectorAll('.voice[aria-pressed="true"]')].map((button) => button.dataset.voice);
  lit = chosen.flatMap((voice) => turns.get(voice) ?? []);
  if (chosen.length > 1) lit.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  for (const turn of lit) turn.classList.add("lit");
  book.classList.toggle("linking", lit.length > 0);
  walk.hidden = !lit.length;
  at = -1;
  status.textContent = `${lit.filter((turn) => turn.dataset.who).length} turns`;
};

// A turn may be in several parts: only its first one is stepped on.
const step = (by) => {
  const firsts = lit.filter((turn) => turn.dataset.who);
  if (!firsts.length) return;
  if (at < 0) {
    // Begin with what is in sight, or comes next.
    const next = firsts.findIndex((turn) => turn.getBoundingClientRect().top > 0);
    at = (next < 0 ? 0 : next) - (by > 0 ? 1 : 0);
  }
  for (const turn of lit) turn.classList.remove("chosen");
  at = (at + by + firsts.length) % firsts.length;
  firsts[at].classList.add("chosen");
  firsts[at].scrollIntoView({ block: "center" });
  status.textContent = `${at + 1} of ${firsts.length}`;
};

book.querySelector("aside").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.step) return step(Number(button.dataset.step));
  button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
  show();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const button of book.querySelectorAll('.voice[aria-pressed="true"]')) button.ariaPressed = "false";
  show();
});

// The chapter in sight is marked in the list.
const links = new Map([...book.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
let current = null;
const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      current?.removeAttribute("aria-current");
      current = links.get(entry.target.id);
      current.setAttribute("aria-current", "true");
      const [link, list] = [current.getBoundingClientRect(), book.querySelector("nav").getBoundingClientRect()];
      if (link.top < list.top || link.bottom > list.bottom) book.querySelector("nav").scrollTop += link.top - list.top - 40;
    }
  },
  { rootMargin: "-10% 0px -85% 0px" },
);
for (const chapter of book.querySelectorAll(".chapter")) seen.observe(chapter);
if (matchMedia("(max-width: 52rem)").matches) for (const list of book.querySelectorAll("details")) list.open = false;
