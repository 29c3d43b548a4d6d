// Searching, in the browser and nowhere else: no word that is looked for leaves it.
// The index (search_index.py) is scripts, which can be loaded from disk too; each calls briefcast(name, value).
"use strict";
(() => {
  const AT_ONCE = 20;
  const NAMES_WORTH = 2;
  const loaded = new Map();
  const arrived = new Map();

  window.briefcast = (name, value) => arrived.set(name, value);

  function load(name, version) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js?v=${version}`;
        script.onload = () => resolve(arrived.get(name) ?? null);
        script.onerror = () => resolve(null);
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  // As index_words in search_index.py, and tokens in words.py.
  function wordsOf(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
    return (bare.match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)?/gu) ?? []).map((word) => {
      const stem = word.replace("’", "'").replace(/'s$/, "");
      return stem.length > 3 && stem.endsWith("s") && !stem.endsWith("ss") ? stem.slice(0, -1) : stem;
    });
  }

  function lettersOf(word, count) {
    return [...(word + "_".repeat(count)).slice(0, count)].map((c) => (/[a-z0-9]/.test(c) ? c : "_")).join("");
  }

  // The records of a volume that hold a word, or one that begins with it, each with what that is worth.
  async function found(volume, word) {
    const letters = lettersOf(word, volume.letters);
    const worth = new Map();
    if (!volume.words.includes(letters)) return worth;
    const shelf = (await load(`${volume.name}/w-${letters}`, volume.version)) ?? {};
    for (const [known, lists] of Object.entries(shelf)) {
      if (known !== word && !(word.length > 2 && known.startsWith(word))) continue;
      const rarity = Math.log(1 + volume.count / (lists[0].length + lists[1].length));
      const closeness = word.length / known.length;
      lists.forEach((steps, place) => {
        let number = 0;
        for (const step of steps) {
          number += step;
          worth.set(number, Math.max(worth.get(number) ?? 0, rarity * closeness * (place ? 1 : 3)));
        }
      });
    }
    return worth;
  }

  // Whatever holds the most of the words comes first, then what is worth the most, then the newest.
  async function ranked(words) {
    const index = (await load("index", Date.now())) ?? { volumes: [] };
    const hits = [];
    for (const volume of index.volumes) {
      const ofWords = await Promise.all(words.map((word) => found(volume, word)));
      const sums = new Map();
      for (const worth of ofWords) {
        for (const [number, value] of worth) {
          const sum = sums.get(number) ?? { count: 0, value: 0 };
          sums.set(number, { count: sum.count + 1, value: sum.value + value });
        }
      }
      const weight = volume.name === "names" ? NAMES_WORTH : 1;
      for (const [number, { count, value }] of sums) hits.push({ volume, number, count, value: value * weight });
    }
    return hits.sort((a, b) => b.count - a.count || b.value - a.value || b.number - a.number);
  }

  async function shown(hit) {
    const { volume, number } = hit;
    const block = await load(`${volume.name}/d-${Math.floor(number / volume.block)}`, volume.version);
    return block && block[number % volume.block];
  }

  // Text only, never markup: what is shown was said by strangers.
  function marked(element, text, words) {
    for (const part of text.split(/([\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}]+)?)/u)) {
      const [word] = wordsOf(part);
      if (word && words.some((wanted) => word === wanted || (wanted.length > 2 && word.startsWith(wanted)))) {
        element.append(Object.assign(document.createElement("mark"), { textContent: part }));
      } else {
        element.append(part);
      }
    }
    return element;
  }

  function entry([path, title, line, text], words) {
    const make = (name, className) => Object.assign(document.createElement(name), { className });
    const link = Object.assign(document.createElement("a"), { href: path });
    const item = make("li", "card");
    const heading = make("h2", "");
    heading.append(marked(link, title, words));
    item.append(heading);
    if (text) item.append(marked(Object.assign(make("p", "excerpt"), { dir: "auto" }), text, words));
    item.append(Object.assign(make("p", "byline"), { textContent: line }));
    return item;
  }

  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const box = document.getElementById("q");
  let asked = 0;

  async function more(hits, words, from, mine) {
    const entries = (await Promise.all(hits.slice(from, from + AT_ONCE).map(shown))).filter(Boolean);
    if (mine !== asked) return;
    // Who asks for a title, word for word, means that one: not the one that says "does not" where it says "does".
    const isMeant = ([, title]) => wordsOf(title).join(" ") === wordsOf(box.value).join(" ");
    const ordered = [...entries.filter(isMeant), ...entries.filter((record) => !isMeant(record))];
    results.append(...ordered.map((record) => entry(record, words)));
    if (hits.length <= from + AT_ONCE) return;
    const rest = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Show more" });
    button.addEventListener("click", async () => {
      await more(hits, words, from + AT_ONCE, mine);
      rest.nextElementSibling?.querySelector("a")?.focus();
      rest.remove();
    });
    rest.append(button);
    results.append(rest);
  }

  async function search() {
    const mine = ++asked;
    const words = [...new Set(wordsOf(box.value))].slice(0, 12);
    if (!words.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const hits = await ranked(words);
    if (mine !== asked) return;
    results.replaceChildren();
    status.textContent = hits.length
      ? `${hits.length.toLocaleString("en")} ${hits.length === 1 ? "result" : "results"}`
      : "Nothing was found, or only words that stand everywhere.";
    await more(hits, words, 0, mine);
  }

  let pause;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 150);
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`);
    search();
  });
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  search();
})();
