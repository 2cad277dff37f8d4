// Shows a question only while it is asked. Without this script the page says of each when it is.
const form = document.querySelector("form.section-form");
const groups = [...form.querySelectorAll("[data-only-if]")];

function answers(name) {
  const inputs = [...form.querySelectorAll(`[name="${name}"]`)].filter((input) => !input.closest("[hidden]"));
  const chosen = inputs.filter((input) => !/radio|checkbox/.test(input.type) || input.checked);
  return chosen.map((input) => input.value.trim()).filter(Boolean);
}

function holds([name, operator, answer]) {
  const given = answers(name);
  if (operator === "exists") return given.length > 0 === (answer === "true");
  return given.length > 0 && given.includes(answer) === (operator === "=");
}

function show() {
  for (const group of groups) {
    const conditions = JSON.parse(group.dataset.onlyIf);
    group.hidden = !("any" in group.dataset ? conditions.some(holds) : conditions.every(holds));
  }
}

form.classList.add("asks");
form.addEventListener("input", show);
show();
