// What scripts add to the portal: keys, theme, dismissing, copying, focus. Every screen works without it.
(() => {
  "use strict";

  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const text = (name) => find(`#text-${name}`)?.innerHTML.trim() ?? "";

  // Theme: the choice is a cookie, so the server draws the next page in it from the start.
  const darkDevice = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (darkDevice.matches ? "dark" : "light")) === "dark";

  function switchTheme() {
    const chosen = isDark() ? "light" : "dark";
    root.dataset.theme = chosen;
    document.cookie = `theme=${chosen}; path=/portal; max-age=31536000; samesite=lax`;
  }

  // Rows of a list: j and k move, Enter opens.
  let current = null;

  function moveRow(by) {
    const rows = all("[data-row]").filter((row) => row.offsetParent !== null);
    if (!rows.length) return;
    const at = rows.indexOf(current);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    rows.forEach((row) => row.classList.toggle("is-current", row === next));
    current = next;
    const link = find("a[href]", next);
    (link || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function openNextStep() {
    const step = find("[data-next-step]");
    if (!step) return;
    const box = step.closest("details");
    if (box) {
      box.open = true;
      box.scrollIntoView({ block: "nearest" });
      find("input:not([type=hidden]), select, textarea, .step-form button", box)?.focus();
    } else {
      step.scrollIntoView({ block: "nearest" });
      step.focus();
    }
  }

  function closeWhatIsOpen() {
    const open = all("details[data-menu][open]").pop() ?? document.activeElement?.closest?.("details.step[open], details.confirm[open]");
    if (!open) return;
    open.open = false;
    find("summary", open)?.focus();
  }

  const keys = {
    "/": () => find("[data-search]")?.focus(),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    e: openNextStep,
    n: () => find("[data-register-case]")?.click(),
    "?": () => find("#shortcuts")?.showModal?.(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeWhatIsOpen();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Where a browser does not let us copy, the text is selected, so that one key does it.
  async function copy(button) {
    const source = find(`#${button.dataset.copy}`);
    const label = find("span", button);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      label.textContent = button.dataset.copied;
    } catch {
      source.hidden = false;
      getSelection().selectAllChildren(source);
      label.textContent = button.dataset.selected;
    }
  }

  document.addEventListener("click", (event) => {
    for (const menu of all("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.matches("[data-theme-switch]")) switchTheme();
    if (button.matches("[data-show-shortcuts]")) {
      closeWhatIsOpen();
      keys["?"]();
    }
    if (button.matches(".dismiss")) button.closest("[data-dismissible]")?.remove();
    if (button.matches("[data-copy]")) copy(button);
  });

  // What only works with scripts is hidden until they run.
  function reveal(from) {
    for (const element of all("[data-theme-switch], [data-show-shortcuts], [data-copy]", from)) {
      element.hidden = element.matches("[data-copy]") && !navigator.clipboard;
    }
    for (const notice of all("[data-dismissible]", from)) {
      if (find(".dismiss", notice)) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dismiss";
      button.setAttribute("aria-label", text("dismiss"));
      button.textContent = "×";
      notice.append(button);
    }
  }

  // The link that jumps to steps and facts is in the way where they can be seen anyway.
  const jump = find(".jump");
  const aside = find("#aside");
  if (jump && aside && "IntersectionObserver" in window) {
    new IntersectionObserver(([seen]) => { jump.hidden = seen.isIntersecting; }).observe(aside);
  }

  // After a swap that took the focus along, readers are told where they are.
  function keepFocus() {
    if (document.activeElement && document.activeElement !== document.body) return;
    const flashes = find("#flashes");
    if (flashes?.childElementCount) {
      flashes.focus({ preventScroll: true });
      flashes.scrollIntoView({ block: "nearest" });
    }
  }

  function tell(name) {
    const flashes = find("#flashes");
    if (!flashes) return;
    flashes.innerHTML = text(name);
    flashes.scrollIntoView({ block: "nearest" });
  }

  // What was typed into one form stays when the answer to another replaces the region around both.
  let drafts = [];
  let opened = [];

  function keepDrafts(event) {
    const sent = event.detail.ctx.sourceElement;
    const forms = all("form[data-keep-draft][id]").filter((form) => form !== sent && !form.contains(sent));
    drafts = forms.flatMap((form) =>
      all("textarea, input:not([type=hidden]):not([type=file])", form)
        .filter((field) => field.value !== field.defaultValue)
        .map((field) => ({ form: form.id, name: field.name, value: field.value })));
    opened = drafts.length
      ? forms.map((form) => form.closest("details[id][open]")?.id).filter(Boolean)
      : [];
  }

  function bringDraftsBack() {
    for (const { form, name, value } of drafts) {
      const field = document.getElementById(form)?.elements.namedItem(name);
      if (field && "defaultValue" in field && field.value === field.defaultValue) field.value = value;
    }
    for (const id of opened) {
      const box = document.getElementById(id);
      if (box) box.open = true;
    }
    drafts = [];
    opened = [];
  }

  document.addEventListener("htmx:before:swap", keepDrafts);
  document.addEventListener("htmx:after:swap", bringDraftsBack);
  document.addEventListener("htmx:after:settle", (event) => reveal(event.target.ownerDocument ?? document));
  document.addEventListener("htmx:finally:request", () => setTimeout(keepFocus));
  document.addEventListener("htmx:error", () => tell("offline"));
  document.addEventListener("htmx:response:error", (event) => {
    const { response, text: body } = event.detail.ctx;
    if (response.status >= 500 && !body?.includes("<hx-partial")) tell("failed");
  });

  reveal(document);

  // The navigation scrolls by itself: the line of this page is in sight.
  find("#navigation [aria-current=page]")?.scrollIntoView({ block: "nearest" });
})();
