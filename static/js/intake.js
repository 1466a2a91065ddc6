// What scripts add to registering a case: a timer of the call, the customer's earlier cases while one types,
// and keys. Without it the form asks for the minutes, and a button looks for earlier cases.
(() => {
  "use strict";

  const form = document.querySelector("#intake");
  if (!form) return;
  const channel = form.elements.namedItem("channel");

  // The timer: it runs from when the page was opened, and goes on where a refused form stood.
  const box = document.querySelector("[data-timer]");
  const shown = box.querySelector("output");
  const seconds = form.elements.namedItem("seconds");
  let begun = Date.now() - (Number(seconds.value) || 0) * 1000;

  function tick() {
    const count = Math.floor((Date.now() - begun) / 1000);
    seconds.value = count;
    shown.textContent = `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
  }

  function onPhone() {
    box.hidden = channel.value !== "hotline";
  }

  for (const field of form.querySelectorAll(".without-timer")) field.hidden = true;
  channel.addEventListener("change", onPhone);
  box.querySelector("[data-timer-again]").addEventListener("click", () => {
    begun = Date.now();
    tick();
  });
  onPhone();
  tick();
  setInterval(tick, 1000);

  // Enter in a line looks for earlier cases in place; Ctrl and Enter register from anywhere.
  const asks = document.querySelector("#known-asks");
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "look" || !window.htmx) return;
    event.preventDefault();
    asks.dispatchEvent(new Event("look"));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(event.target.closest(".on-the-spot")?.querySelector("button") ?? form.querySelector("[data-register]"));
  });
})();
