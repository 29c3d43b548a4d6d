// Preferences as one chooses: suggestions while typing, and a preview that follows. The page works without it.
"use strict";

const form = document.getElementById("wishes");
const preview = document.getElementById("preview");
const PAUSE = 300;

function afterPause(work) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), PAUSE);
  };
}

const suggest = afterPause(async (input) => {
  const query = new URLSearchParams({ kind: input.dataset.kind, begins: input.value });
  const answer = await fetch(`/preferences/suggestions?${query}`);
  if (!answer.ok) return;
  const names = await answer.json();
  input.list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
});

const show = afterPause(async () => {
  const answer = await fetch("/preferences/preview", { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer.ok) preview.innerHTML = await answer.text(); // our own template, in which every word is escaped
});

form.addEventListener("input", (event) => {
  if (event.target.dataset.kind) suggest(event.target);
});
form.addEventListener("change", show);
