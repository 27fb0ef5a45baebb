"use strict";
const [form, field, chosen] = [document.querySelector("form"), document.getElementById("text"), document.getElementById("files")];
const [status, frame] = [document.querySelector(".serve-status"), document.querySelector("iframe")];
const saves = { "application/json": document.getElementById("json"), "text/csv": document.getElementById("csv") };
let asked = null;

const ask = async (accept) => {
  const answer = await fetch(asked.path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify({ texts: asked.texts }),
  });
  if (!answer.ok) throw new Error((await answer.json()).problem);
  return answer;
};

const show = async (texts) => {
  asked = { texts, path: Object.keys(texts).length > 1 ? "compare" : "attribute" };
  status.textContent = "Reading …";
  try {
    frame.srcdoc = await (await ask("text/html")).text();
    frame.hidden = false;
    for (const save of Object.values(saves)) save.disabled = false;
    status.textContent = "";
  } catch (error) {
    status.textContent = error.message;
  }
};

const read = async (files) => show(Object.fromEntries(await Promise.all([...files].map(async (one) => [one.name, await one.text()]))));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (chosen.files.length) read(chosen.files);
  else show({ text: field.value });
});
field.addEventListener("input", () => (chosen.value = ""));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) read(event.dataTransfer.files);
});
for (const [type, save] of Object.entries(saves)) {
  save.addEventListener("click", async () => {
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await (await ask(type)).blob());
      link.download = `quotations.${save.id}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      status.textContent = error.message;
    }
  });
}
