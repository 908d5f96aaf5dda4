// The page: draws what the coach says and tells it what was typed and pressed. Text is only ever set as text.

const $ = (id) => document.getElementById(id);
// `room` is the channel that is looked at, empty for one's own talk; `thread` the message there that is answered.
const state = { people: [], person: null, last: 0, run: 0, room: "", thread: 0, said: new Map(), news: new Set() };

function element(tag, props = {}, ...children) {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
}

async function post(path, told) {
  // Whoever types before the people are there is heard as soon as they are.
  await opened;
  const response = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ person: state.person, ...told }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// ---- what the coach says -------------------------------------------------------------------------------------------

function run(span) {
  const tags = [span.bold && "strong", span.slanted && "em", span.struck && "s"].filter(Boolean);
  return tags.reduce((inside, tag) => element(tag, {}, inside), document.createTextNode(span.text));
}

const draw = {
  para: (block) => element("p", { className: block.quiet ? "quiet" : "" }, ...block.spans.map(run)),
  divider: () => element("hr"),
  facts: (block) => element("dl", {}, ...block.pairs.flatMap(([name, value]) => [
    element("dt", {}, ...name.map(run)), element("dd", {}, ...value.map(run))])),
  choices: (block, entry) => element("div", { className: "choices" }, ...block.options.map((option) => {
    const button = element("button", { type: "button", textContent: option.label, className: option.style });
    button.onclick = () => act({ kind: "press", name: option.action, id: option.id, pick: option.pick, message: entry.id, room: state.room }, button);
    return button;
  })),
  table: (block) => {
    const cells = (tag, row) => element("tr", {}, ...row.map((cell) =>
      element(tag, {}, ...(typeof cell === "string" ? [cell] : cell.map(run)))));
    return element("div", { className: "wide" }, element("table", {},
      element("thead", {}, cells("th", block.columns)), element("tbody", {}, ...block.rows.map((row) => cells("td", row)))));
  },
  chart: (block) => {
    const picture = new DOMParser().parseFromString(block.svg, "image/svg+xml").documentElement;
    return element("figure", {}, document.importNode(picture, true));
  },
};

function item(entry) {
  const bubble = element("div", { className: "bubble" });
  if (entry.kind === "text") bubble.textContent = entry.text;
  else bubble.append(...entry.blocks.map((block) => draw[block.kind](block, entry)));
  const by = entry.by === "coach" ? "coach" : entry.by === state.person ? "me" : "them";
  const li = element("li", { className: by }, bubble);
  if (by === "them") li.prepend(element("small", { textContent: entry.name }));
  if (state.room && !entry.thread) li.append(element("ol", { className: "thread" }), answerButton(entry));
  li.dataset.id = entry.id;
  return li;
}

function answerButton(entry) {
  const button = element("button", { type: "button", className: "answer", textContent: chrome("answerthere") });
  button.onclick = () => { state.thread = entry.id; marked(); $("note").focus(); };
  return button;
}

function marked() {
  for (const li of $("talk").children) li.classList.toggle("answered", Boolean(state.room) && Number(li.dataset.id) === state.thread);
}

function put(entry) {
  const old = $("talk").querySelector(`[data-id="${entry.id}"]`);
  const made = item(entry);
  if (old) {
    made.querySelector(":scope > .thread")?.append(...old.querySelector(":scope > .thread").children);
    old.replaceWith(made);
    return;
  }
  const thread = entry.thread && $("talk").querySelector(`[data-id="${entry.thread}"] > .thread`);
  (thread || $("talk")).append(made);
  if (!entry.thread) state.thread = entry.id;
  // A message taller than the screen is read from its top.
  const tall = made.offsetHeight > document.querySelector("main").clientHeight;
  made.scrollIntoView({ block: tall ? "start" : "end" });
}

function show(entries) {
  for (const entry of entries) {
    state.said.set(entry.id, entry);
    if (entry.room === (state.room || state.person)) put(entry);
    else state.news.add(entry.room === state.person ? "" : entry.room);
  }
  marked();
  shown();
}

function shown() {
  const some = $("talk").childElementCount > 0;
  $("empty").hidden = some || Boolean(state.room);
  $("nothing").hidden = some || !state.room;
  const { rooms } = me();
  // Drawn anew only when it changed, so that whoever is there with the keyboard stays there.
  const told = JSON.stringify([state.person, state.room, rooms, [...state.news]]);
  if ($("rooms").dataset.told === told) return;
  $("rooms").dataset.told = told;
  $("rooms").hidden = rooms.length === 0;
  $("rooms").setAttribute("aria-label", chrome("rooms"));
  $("rooms").replaceChildren(...[{ id: "", name: "Askfirst" }, ...rooms].map((room) => {
    const button = element("button", { type: "button", textContent: room.name + (state.news.has(room.id) ? " •" : "") });
    if (room.id === state.room) button.setAttribute("aria-current", "page");
    button.onclick = () => enter(room.id);
    return button;
  }));
}

function enter(room) {
  Object.assign(state, { room, thread: 0 });
  state.news.delete(room);
  if (!room) $("aside").hidden = true;
  $("talk").replaceChildren();
  show([...state.said.values()].filter((entry) => entry.room === (room || state.person)));
  described(me());
  $("note").focus();
}

async function listen(mine) {
  while (mine === state.run) {
    try {
      const query = new URLSearchParams({ person: state.person, after: state.last, wait: "1" });
      const heard = await (await fetch(`/api/talk?${query}`)).json();
      if (mine !== state.run) return;
      show(heard.messages);
      state.last = Math.max(state.last, heard.last);
      $("trouble").hidden = true;
    } catch {
      $("trouble").hidden = false;
      await new Promise((go) => setTimeout(go, 2000));
    }
  }
}

// ---- what the person does ------------------------------------------------------------------------------------------

async function act(told, button) {
  if (button) button.disabled = true;
  try {
    const answer = await post("/api/act", { delivery: crypto.randomUUID(), ...told });
    $("trouble").hidden = true;
    $("aside").hidden = !answer.aside;
    described(answer.you);
    for (const form of answer.forms) {
      if (form.kind === "ask") ask(form);
      else return form.errors;
    }
    return {};
  } catch {
    $("trouble").hidden = false;
    return null;
  } finally {
    if (button) button.disabled = false;
  }
}

const inputs = { line: ["input", "text"], text: ["textarea"], day: ["input", "date"], clock: ["input", "time"], choice: ["select"] };

function input(field) {
  const [tag, type] = inputs[field.kind];
  const made = element(tag, { name: field.key, required: field.required });
  if (type) made.type = type;
  if (tag === "select") {
    if (!field.required || !field.value) made.append(element("option", { value: "", textContent: "–" }));
    made.append(...field.options.map((option) => element("option", { value: option.value, textContent: option.label })));
  }
  made.value = field.value;
  return made;
}

function ask(form) {
  const dialog = $("form");
  const inside = dialog.querySelector("form");
  const send = element("button", { type: "submit", className: "primary", textContent: form.send === "OK" ? chrome("send") : form.send });
  const cancel = element("button", { type: "button", textContent: chrome("cancel") });
  cancel.onclick = () => dialog.close();
  const fields = form.fields.map((field) => element("label", {}, field.label, input(field),
    ...(field.hint ? [element("small", { textContent: field.hint })] : []),
    element("span", { className: "error", role: "alert" })));
  inside.replaceChildren(element("h2", { textContent: form.title }), ...fields, element("div", { className: "row" }, cancel, send));
  inside.noValidate = true;
  inside.onsubmit = async (event) => {
    event.preventDefault();
    const answers = Object.fromEntries(new FormData(inside));
    const errors = await act({ kind: "submit", name: form.form, id: form.id, answers }, send);
    if (errors === null) return;
    form.fields.forEach((field, place) => { fields[place].querySelector(".error").textContent = errors[field.key] ?? ""; });
    if (Object.keys(errors).length === 0) { if (dialog.open && inside.querySelector("h2").textContent === form.title) dialog.close(); }
    else inside.querySelector(`[name="${Object.keys(errors)[0]}"]`)?.focus();
  };
  if (!dialog.open) dialog.showModal();
  inside.querySelector("input, select, textarea")?.focus();
}

// ---- who, when, and the words of the page --------------------------------------------------------------------------

function me() {
  return state.people.find((person) => person.id === state.person) ?? { chrome: {}, rooms: [] };
}

function chrome(key) {
  return me().chrome[key] ?? "";
}

function described(you) {
  state.people = state.people.map((person) => (person.id === you.id ? you : person));
  $("clock").textContent = you.clock;
  document.documentElement.lang = you.language;
  for (const part of document.querySelectorAll("[data-chrome]")) part.textContent = chrome(part.dataset.chrome);
  const hint = chrome(state.room ? "writethere" : "write");
  $("note").placeholder = hint;
  $("note").setAttribute("aria-label", hint);
}

function become(person) {
  Object.assign(state, { person, last: 0, said: new Map(), news: new Set() });
  $("person").value = person;
  state.run += 1;
  enter("");
  listen(state.run);
}

function grow() {
  $("note").style.height = "auto";
  $("note").style.height = `${$("note").scrollHeight}px`;
}

async function send() {
  const text = $("note").value;
  if (!text.trim()) return;
  $("note").value = "";
  grow();
  if (await act({ kind: "text", text, room: state.room, message: state.thread }) === null) { $("note").value = text; grow(); }
}

$("form").onclose = () => $("form").querySelector("form").replaceChildren();
$("compose").onsubmit = (event) => { event.preventDefault(); send(); };
$("note").oninput = grow;
$("note").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
};
$("aside").querySelector("button").onclick = () => enter("");
$("person").onchange = async () => {
  // Everybody's clock has moved meanwhile.
  try { state.people = (await (await fetch("/api/company")).json()).people; } catch { $("trouble").hidden = false; }
  become($("person").value);
};
for (const button of document.querySelectorAll("[data-command]")) {
  button.onclick = () => { if (state.room) enter(""); act({ kind: "command", name: button.dataset.command }, button); };
}
for (const button of document.querySelectorAll("[data-by]")) {
  button.onclick = async () => {
    $("clockmenu").open = false;
    try { described((await post("/api/clock", { by: button.dataset.by })).you); } catch { $("trouble").hidden = false; }
  };
}

async function open() {
  const company = await (await fetch("/api/company")).json();
  state.people = company.people;
  $("company").textContent = company.company;
  $("person").append(...company.people.map((person) => element("option", { value: person.id, textContent: `${person.name}` })));
  become(company.people.find((person) => person.role === "rep")?.id ?? company.people[0].id);
}

const opened = open();
