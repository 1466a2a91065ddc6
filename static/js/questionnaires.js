// Questions of a draft are put in order by dragging; the buttons beside them do the same without it.
(() => {
  "use strict";

  document.documentElement.dataset.sorts = "";
  let held = null;

  const lists = () => [...document.querySelectorAll("[data-outline] [data-section]")];
  const others = (list) => [...list.querySelectorAll("[data-question]")].filter((item) => item !== held.item);

  function listAt(y) {
    const all = lists();
    return all.find((list) => y < list.closest(".outline-section").getBoundingClientRect().bottom) ?? all.at(-1);
  }

  function follow(event) {
    if (!held) return;
    held.moved = true;
    held.item.style.setProperty("translate", `0 ${event.pageY - held.from}px`);
    const list = listAt(event.clientY);
    const next = others(list).find((item) => {
      const box = item.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (list !== held.item.parentElement || (next ?? null) !== held.item.nextElementSibling) {
      const before = held.item.getBoundingClientRect().top;
      list.insertBefore(held.item, next ?? null);
      held.from += held.item.getBoundingClientRect().top - before;
      held.item.style.setProperty("translate", `0 ${event.pageY - held.from}px`);
    }
    const rim = 70;
    if (event.clientY < rim) scrollBy(0, -14);
    if (event.clientY > innerHeight - rim) scrollBy(0, 14);
  }

  function letGo(send) {
    if (!held) return;
    const { item, home, next, moved } = held;
    item.classList.remove("is-dragged");
    item.removeAttribute("style");
    document.body.classList.remove("is-sorting");
    if (!send) home.insertBefore(item, next);
    const list = item.parentElement;
    const stays = list === home && item.nextElementSibling === next;
    held = null;
    if (!send || !moved || stays) return;
    const form = document.getElementById("place-form");
    form.elements.namedItem("question").value = item.dataset.question;
    form.elements.namedItem("section").value = list.dataset.section;
    form.elements.namedItem("at").value = [...list.querySelectorAll("[data-question]")].indexOf(item);
    form.requestSubmit();
  }

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const item = grip.closest("[data-question]");
    held = { item, home: item.parentElement, next: item.nextElementSibling, from: event.pageY, moved: false };
    item.classList.add("is-dragged");
    document.body.classList.add("is-sorting");
  });
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", () => letGo(true));
  document.addEventListener("pointercancel", () => letGo(false));
  // After a step of one press the same button has the focus again, or one beside it where it is gone.
  let pressed = "";
  document.addEventListener("submit", (event) => { pressed = event.submitter?.id ?? ""; }, true);
  document.addEventListener("htmx:finally:request", () => setTimeout(() => {
    if (!pressed || (document.activeElement && document.activeElement !== document.body)) return;
    const row = pressed.replace(/-(up|down)$/, "");
    (document.getElementById(pressed) ?? document.querySelector(`#${row}-down, #${row}-up`))?.focus();
    pressed = "";
  }));

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(false); });
})();
