// What every page does a little better with a script: leave at once, lock when idle, and keep drafts.
// Every page also works without it.

const body = document.body;

// A draft that is being typed is saved before the page goes, whichever way it goes.
const draftForm = document.querySelector("form[hx-post]:not([data-bring])");
let isDirty = false;
draftForm?.addEventListener("input", () => { isDirty = true; });
draftForm?.addEventListener("submit", () => { isDirty = false; });
// Other requests from inside the form, such as reading along, save nothing.
draftForm?.addEventListener("htmx:beforeRequest", (event) => { if (event.target === draftForm) isDirty = false; });
for (const failure of ["htmx:responseError", "htmx:sendError"]) draftForm?.addEventListener(failure, (event) => { if (event.target === draftForm) isDirty = true; });
function saveDraft() {
  if (!isDirty) return Promise.resolve();
  isDirty = false;
  return fetch(draftForm.getAttribute("hx-post"), { method: "POST", body: new FormData(draftForm), keepalive: true, redirect: "manual" });
}
addEventListener("pagehide", saveDraft);

// Leave: the button, or Shift three times. The page goes blank before the next one is there.
function leave(event) {
  event?.preventDefault();
  document.title = "Kitchen measures";
  body.hidden = true;
  const go = () => location.replace(document.querySelector("[data-leave]").href);
  Promise.race([saveDraft(), new Promise((wait) => setTimeout(wait, 400))]).then(go, go);
}
document.querySelector("[data-leave]")?.addEventListener("click", leave);
let presses = [];
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") { presses = []; return; }
  presses = [...presses, event.timeStamp].slice(-3);
  if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Tell the server which day it is here; nothing else is remembered.
document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; SameSite=Strict; path=/`;

// Lock when nobody has touched the page for as long as they chose. Drafts are kept by then.
const locksAfter = Number(body.dataset.locksAfter || 0) * 1000;
if (locksAfter) {
  let last = Date.now();
  for (const sign of ["input", "keydown", "pointerdown", "scroll"]) addEventListener(sign, () => { last = Date.now(); }, { passive: true });
  const away = () => location.replace(`${body.dataset.lockAt}?next=${location.pathname}`);
  const look = () => {
    if (Date.now() - last >= locksAfter) Promise.race([saveDraft(), new Promise((wait) => setTimeout(wait, 400))]).then(away, away);
  };
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}

// After a form came back with a problem, start reading there.
document.querySelector("[data-focus]")?.focus();

// Sliders say their number.
for (const slider of document.querySelectorAll("input[type=range]")) {
  const output = slider.closest(".scale")?.querySelector("output");
  if (!output) continue;
  const show = () => { output.value = slider.value; };
  slider.addEventListener("input", show);
  show();
}

// A list of lines goes on with Enter, and grows no further than it should.
for (const group of document.querySelectorAll(".lines")) {
  const inputs = [...group.querySelectorAll("input")];
  inputs.forEach((input, place) => input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    inputs[place + 1]?.focus();
  }));
}

// Shares show what is left of a hundred.
for (const group of document.querySelectorAll("[data-shares]")) {
  const left = group.querySelector("[data-left]");
  const show = () => {
    const sum = [...group.querySelectorAll("input")].reduce((total, input) => total + Number(input.value || 0), 0);
    left.textContent = sum === 100 ? "That makes 100." : `${100 - sum} of 100 left.`;
  };
  group.addEventListener("input", show);
  show();
}

// A quiet timer beside long texts: the line fills, and at the end it says so once. Nothing closes.
for (const timer of document.querySelectorAll("[data-minutes]")) {
  const text = document.getElementById(timer.dataset.for);
  const bar = timer.querySelector("i");
  const said = timer.nextElementSibling;
  text.addEventListener("focus", () => {
    const began = Date.now();
    const whole = Number(timer.dataset.minutes) * 60000;
    const tick = setInterval(() => {
      const share = Math.min(1, (Date.now() - began) / whole);
      bar.style.width = `${100 * share}%`;
      if (share === 1) { clearInterval(tick); said.hidden = false; }
    }, 1000);
  }, { once: true });
}

// A file that is too large is said so before it is sent.
for (const input of document.querySelectorAll("input[type=file][data-most]")) {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  input.before(problem);
  input.addEventListener("change", () => {
    const size = [...input.files].reduce((total, file) => total + file.size, 0);
    const isTooLarge = size > Number(input.dataset.most);
    problem.textContent = isTooLarge ? input.dataset.tooLarge : "";
    if (isTooLarge) input.value = "";
  });
}

// A chat is handed over and read while the file stays in its field; what is going on is said as it happens.
const bringing = document.querySelector("form[data-bring]");
if (bringing) {
  const STAGES = ["Handing over the file…", "Reading the messages…", "Counting, week by week…", "Looking for what changed and lasted…", "Choosing a few of your own words…"];
  const show = (stage, value) => {
    const working = bringing.querySelector("[data-working]");
    if (!working) return;
    working.hidden = false;
    const says = working.querySelector("p");
    if (says.textContent !== STAGES[stage]) says.textContent = STAGES[stage];
    working.querySelector("progress").value = value;
  };
  bringing.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr } = event.detail;
    show(0, 0);
    // The first quarter is the way here, the rest the stages, each named by the server as it begins.
    xhr.upload.addEventListener("progress", ({ loaded, total }) => show(0, 25 * loaded / (total || 1)));
    xhr.addEventListener("progress", () => {
      const stage = Number(xhr.responseText.match(/<!--(\d)-->(?![^]*<!--\d-->)/)?.[1] || 0);
      if (stage) show(stage, 25 + 18 * (stage - 1));
    });
  });
  // A whole page in answer takes the place of this one; questions only stand below the file.
  bringing.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL).pathname !== location.pathname) {
      event.detail.shouldSwap = false; // locked in the meantime: unlock first
      location.reload();
      return;
    }
    if (!event.detail.serverResponse.includes("<main")) return;
    event.detail.target = document.getElementById("main");
    event.detail.selectOverride = "#main";
    event.detail.swapOverride = "outerHTML show:window:top";
  });
  body.addEventListener("htmx:afterSettle", () => document.querySelector("[data-focus]")?.focus());
  // Locked in the meantime and opened again, or out of reach: nothing was kept.
  for (const failure of ["htmx:responseError", "htmx:sendError"]) bringing.addEventListener(failure, (event) => {
    if (event.detail.xhr.status === 403) { location.reload(); return; }
    bringing.querySelector("[data-working]").hidden = true;
    bringing.querySelector("#id_chat-problem").textContent = "This could not be read just now. Nothing was kept; please send it once more.";
  });
  bringing.querySelector("input[type=file]").addEventListener("change", () => {
    bringing.querySelector(".asked")?.remove();
    bringing.querySelector("#id_chat-problem").textContent = "";
    bringing.querySelector(".primary").textContent = "Read it";
  });
}

// A draft that could not be saved says so, and the words stay in the page.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  body.addEventListener(failure, (event) => {
    const state = document.getElementById("kept-state");
    if (state && event.target === draftForm) state.textContent = "This could not be saved just now. It is still in this page; “Keep it” holds on to it.";
  });
}

// Words that may be copied go to the clipboard when the button is pressed, and then it is noted that they did.
for (const form of document.querySelectorAll("form[data-copies]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const send = () => form.submit();
    const words = document.getElementById(form.dataset.copies).textContent;
    // A browser without a clipboard goes on to the page where the words can be selected.
    Promise.resolve(navigator.clipboard?.writeText(words)).then(send, send);
  });
}

// Links that only make sense with a script.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const place of document.querySelectorAll("[data-wave]")) import("./wave.js").then(({ begin }) => begin(place));
