"use strict";
// A signature drawn with finger or mouse, kept as the path of an SVG. Typing the name works without it.
const prepare = () => document.querySelectorAll("[data-pad][hidden]").forEach((holder) => {
  const pad = holder.querySelector("svg");
  const path = pad.querySelector("path");
  const kept = holder.querySelector("input");
  const typed = document.querySelector(holder.dataset.pad);
  const point = (event) => {
    const box = pad.getBoundingClientRect();
    const x = ((event.clientX - box.left) * 300) / box.width;
    const y = ((event.clientY - box.top) * 100) / box.height;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const draw = (text) => {
    kept.value = text;
    path.setAttribute("d", text);
    typed.required = !text;
  };
  let drawing = false;
  holder.hidden = false;
  pad.addEventListener("pointerdown", (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    draw(`${kept.value}M${point(event)}`);
  });
  pad.addEventListener("pointermove", (event) => drawing && draw(`${kept.value}L${point(event)}`));
  ["pointerup", "pointercancel"].forEach((name) => pad.addEventListener(name, () => (drawing = false)));
  holder.querySelector("button").addEventListener("click", () => draw(""));
});
prepare();
document.addEventListener("pads", prepare); // a part of the page was put there anew
