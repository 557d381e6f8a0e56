// The timed practice: words that change, a breath to follow, and a number asked for now and then.
// Without a script the same numbers are given in a plain form.

export function begin(place) {
  const form = place.closest("form");
  const plain = place.querySelector("[data-plain]");
  const stage = place.querySelector("[data-stage]");
  const says = JSON.parse(place.querySelector("[data-stage] script").textContent);
  const moments = [...plain.querySelectorAll("select")];
  const seconds = Number(place.dataset.seconds);
  const start = stage.querySelector("[data-start]");
  const saying = stage.querySelector("[data-saying]");
  const asking = stage.querySelector("[data-asking]");
  const breath = stage.querySelector(".breath");
  const line = stage.querySelector("polyline");
  const state = stage.querySelector("[data-state]");
  let began = 0;
  let current = -1;
  let ticking = 0;
  let isNew = false;

  plain.hidden = true;
  stage.hidden = false;

  // Read aloud only when it changes.
  function say(words) {
    if (state.textContent !== words) state.textContent = words;
  }

  function draw() {
    const points = moments
      .filter((select) => select.value !== "")
      .map((select) => `${10 + 300 * (Number(select.dataset.moment) / seconds)},${80 - 7 * Number(select.value)}`);
    line.setAttribute("points", points.join(" "));
  }

  function ask(place) {
    current = place;
    for (const button of asking.querySelectorAll("button")) button.setAttribute("aria-pressed", moments[place].value === button.value);
    saying.textContent = says[Math.min(place, says.length - 1)] || "";
  }

  function finish() {
    clearInterval(ticking);
    breath.classList.remove("moves");
    breath.firstElementChild.textContent = "done";
    say(`${["", "One minute has", "Two minutes have", "Three minutes have", "Four minutes have"][Math.round(seconds / 60)] || "The minutes have"} passed. You can go on below whenever you like.`);
    start.hidden = false;
    start.textContent = "Once more";
  }

  function tick() {
    const passed = Math.min(seconds, (Date.now() - began) / 1000);
    const next = moments.findLastIndex((select) => Number(select.dataset.moment) <= passed);
    if (next !== current) ask(next);
    const left = Math.ceil((seconds - passed) / 60);
    say(left > 1 ? `About ${left} minutes` : "The last minute");
    breath.firstElementChild.textContent = passed % 10 < 4 ? "in" : "out";
    if (passed >= seconds) finish();
  }

  asking.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || current < 0) return;
    if (isNew) for (const select of moments) select.value = "";
    isNew = false;
    moments[current].value = button.value;
    for (const other of asking.querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
    draw();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  start.addEventListener("click", () => {
    start.hidden = true;
    asking.hidden = false;
    isNew = true;
    breath.classList.add("moves");
    began = Date.now();
    current = -1;
    tick();
    saying.focus();
    ticking = setInterval(tick, 500);
  });
  draw();
}
