// What scripts add to the public site. Written for old browsers: where something is missing, links and forms
// work by themselves.
(function () {
  "use strict";

  var script = document.currentScript;
  var modern =
    window.fetch && window.AbortController && window.CSS && window.CSS.escape &&
    window.URLSearchParams && Element.prototype.replaceChildren && String.prototype.replaceAll;

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  // A notice in the page's own words, from a template element.
  function tell(name) {
    var box = document.getElementById("flashes");
    var words = document.getElementById("text-" + name);
    if (!box || !words) return;
    box.innerHTML = words.innerHTML;
    box.scrollIntoView();
  }

  function reveal() {
    if (!navigator.clipboard) return;
    each("[data-copy]", function (button) { button.hidden = false; });
  }

  // Where copying is refused, the text is selected.
  function copy(button) {
    var source = document.getElementById(button.getAttribute("data-copy"));
    var label = button.querySelector("span");
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      label.textContent = button.getAttribute("data-copied");
    }, function () {
      getSelection().selectAllChildren(source);
      label.textContent = button.getAttribute("data-selected");
    });
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    var button = target.closest && target.closest("[data-copy]");
    if (button) copy(button);
    var leave = target.closest && target.closest("[data-print]");
    if (leave) window.print();
  });

  // A form can be sent once: a second press while the first is on its way does nothing.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.hasAttribute("data-sent")) event.preventDefault();
    form.setAttribute("data-sent", "");
  });
  window.addEventListener("pageshow", function () {
    each("form[data-sent]", function (form) { form.removeAttribute("data-sent"); });
  });

  // Choosing by finger or mouse moves on; keys only choose, so that arrows can pass over the choices.
  function advance() {
    document.addEventListener("click", function (event) {
      var radio = event.target;
      if (radio.type !== "radio" || !radio.form || !radio.form.hasAttribute("data-advance")) return;
      if (!event.detail && !event.pointerType && !radio.hasAttribute("data-pointed")) return;
      radio.removeAttribute("data-pointed");
      setTimeout(function () { radio.form.requestSubmit(); }, 220);
    });
    document.addEventListener("pointerup", function (event) {
      var label = event.target.closest && event.target.closest("label");
      var radio = label && label.querySelector("input[type=radio]");
      if (radio) radio.setAttribute("data-pointed", "");
    });
    // "Next" right after a tap is no empty answer to what has just come.
    var came;
    document.addEventListener("htmx:after:settle", function () { came = Date.now(); });
    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (!form.hasAttribute("data-advance") || form.querySelector(":checked") || Date.now() - came > 1000) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }

  if (modern && document.querySelector("[hx-get], [hx-post]")) {
    var htmx = document.createElement("script");
    htmx.src = script.getAttribute("data-htmx");
    htmx.onload = function () {
      advance();
      document.addEventListener("htmx:after:settle", reveal);
      document.addEventListener("htmx:error", function () { tell("offline"); });
      document.addEventListener("htmx:response:error", function (event) {
        var ctx = event.detail.ctx;
        if (ctx.response.status >= 500 && (ctx.text || "").indexOf("<hx-partial") < 0) tell("failed");
      });
    };
    document.head.appendChild(htmx);
  }

  reveal();
})();
