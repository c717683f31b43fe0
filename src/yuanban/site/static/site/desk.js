"use strict";
// j and k walk through the rows of a list; Enter opens the one in focus, as for any link.
document.addEventListener("keydown", (event) => {
  if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const links = [...document.querySelectorAll(".row-link")];
  if (!links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
  links[Math.max(0, Math.min(links.length - 1, at))].focus();
});
// One box ticks all the others of its form.
document.querySelectorAll("[data-all]").forEach((all) => {
  const boxes = () => all.form.querySelectorAll(`input[name="${all.dataset.all}"]`);
  all.hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
});
// A filter takes effect when it is chosen; without this script the button does it.
document.querySelectorAll("form.filters select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
// A search box over a long list of ticks: what does not match is put aside, never unticked.
document.querySelectorAll("[data-narrow]").forEach((box) => {
  box.hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.trim();
    document.querySelectorAll(`#${box.dataset.narrow} > li`).forEach((row) => (row.hidden = !row.textContent.includes(words)));
  });
});
