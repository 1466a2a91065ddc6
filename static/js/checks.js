// Counts characters and checks files before they travel. The server checks both again; without this script
// nothing is missing. Written for old browsers.
(function () {
  "use strict";

  function after(field, live) {
    var line = document.createElement("p");
    line.className = "hint";
    if (live) line.setAttribute("aria-live", "polite");
    field.parentNode.insertBefore(line, field.nextSibling);
    return line;
  }

  function characters(text) {
    // Line ends count once and an emoji counts once, as the server counts them.
    return text.replace(/\r\n?/g, "\n").trim().replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, "_").length;
  }

  function count(field) {
    var most = Number(field.getAttribute("data-most"));
    var line = after(field, true);
    function show() {
      var left = most - characters(field.value);
      var words = field.getAttribute(left < 0 ? "data-over" : "data-left");
      line.textContent = left > most / 10 ? "" : words.replace("{n}", Math.abs(left));
      line.className = left < 0 ? "error" : "hint";
    }
    field.addEventListener("input", show);
    show();
  }

  function check(field) {
    var most = Number(field.getAttribute("data-file-bytes"));
    var number = Number(field.getAttribute("data-files"));
    var line = after(field, false);
    line.setAttribute("role", "alert");
    line.className = "error";
    function look() {
      var large = [];
      for (var n = 0; n < field.files.length; n++) {
        if (field.files[n].size > most) large.push(field.files[n].name);
      }
      line.textContent =
        field.files.length > number ? field.getAttribute("data-too-many")
        : large.length ? field.getAttribute("data-too-large") + " " + large.join(", ")
        : "";
      return !line.textContent;
    }
    field.addEventListener("change", look);
    // Capture: public.js marks a form as sent when this event reaches the document.
    field.form.addEventListener("submit", function (event) {
      if (look()) return;
      event.preventDefault();
      event.stopPropagation();
      field.focus();
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-most]"), count);
  Array.prototype.forEach.call(document.querySelectorAll("[data-file-bytes]"), function (field) {
    if (field.files) check(field);
  });
})();
