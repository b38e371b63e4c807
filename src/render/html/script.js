"use strict";
(function () {
  var collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var make = function (name, text, className) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    if (className) { element.className = className; }
    return element;
  };
  var status = make("p", "", "heard");
  status.setAttribute("role", "status");
  document.body.appendChild(status);
  var tables = all("main table");

  /* Sorting: a button in each header; totals stay below. */
  var key = function (cell) {
    var given = cell.getAttribute("data-key");
    if (given === null) { return cell.textContent.trim(); }
    if (given === "") { return null; }
    var parts = given.split("/");
    return parts.length === 2 ? Number(parts[0]) / Number(parts[1]) : Number(given);
  };
  var compare = function (one, other) {
    if (one === null || other === null) { return (one === null) - (other === null); }
    if (typeof one === "number" && typeof other === "number") { return one - other; }
    return collator.compare(String(one), String(other));
  };
  var words = { none: "in the order of the report", ascending: "smallest first", descending: "largest first" };
  tables.filter(function (table) { return table.classList.contains("sortable"); }).forEach(function (table) {
    var body = table.tBodies[0];
    var original = all("tr", body);
    var total = function (row) { return row.classList.contains("total"); };
    var headers = all("thead th", table);
    headers.forEach(function (header) {
      var title = header.textContent;
      var button = make("button", title);
      button.type = "button";
      var mark = make("span", "", "sort-mark");
      mark.setAttribute("aria-hidden", "true");
      button.appendChild(mark);
      header.textContent = "";
      header.appendChild(button);
      button.addEventListener("click", function () {
        var now = header.getAttribute("aria-sort");
        var first = header.classList.contains("figure") ? "descending" : "ascending";
        var second = first === "ascending" ? "descending" : "ascending";
        var next = !now ? first : now === first ? second : "none";
        headers.forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (next !== "none") { header.setAttribute("aria-sort", next); }
        var rows = original.filter(function (row) { return !total(row); });
        if (next !== "none") {
          var place = header.cellIndex;
          rows = rows.map(function (row, at) { return { row: row, at: at, key: key(row.cells[place]) }; })
            .sort(function (a, b) {
              if (a.key === null || b.key === null) { return compare(a.key, b.key) || a.at - b.at; }
              return (next === "ascending" ? 1 : -1) * compare(a.key, b.key) || a.at - b.at;
            })
            .map(function (entry) { return entry.row; });
        }
        rows.concat(original.filter(total)).forEach(function (row) { body.appendChild(row); });
        status.textContent = title + ": " + words[next];
      });
    });
  });

  /* Choosing: what names the rows of several tables can be chosen from a list. */
  var titled = {};
  tables.forEach(function (table) {
    var header = table.querySelector("thead th");
    if (!header || table.querySelector("tr.group")) { return; }
    var title = header.textContent;
    (titled["_" + title] = titled["_" + title] || { title: title, tables: [] }).tables.push(table);
  });
  var chosen = Object.keys(titled).map(function (name) { return titled[name]; })
    .filter(function (entry) { return entry.tables.length > 1; })
    .sort(function (a, b) { return b.tables.length - a.tables.length; })[0];
  if (chosen) {
    var column = function (table) {
      return all("thead th", table).map(function (header) { return header.textContent; }).indexOf(chosen.title);
    };
    var rows = [];
    var names = [];
    tables.forEach(function (table) {
      var place = column(table);
      if (place < 0 || table.querySelector("tr.group")) { return; }
      all("tbody tr:not(.total)", table).forEach(function (row) {
        var cell = row.cells[place];
        if (!cell) { return; }
        var name = cell.textContent.trim();
        if (names.indexOf(name) < 0) { names.push(name); }
        rows.push({ row: row, name: name, table: table });
      });
    });
    var bar = make("div", "", "choose");
    var label = make("label", "Show in tables: ");
    var select = make("select");
    select.id = "choose";
    label.htmlFor = "choose";
    [""].concat(names).forEach(function (name) {
      var option = make("option", name || "every " + chosen.title.toLowerCase());
      option.value = name;
      select.appendChild(option);
    });
    select.addEventListener("change", function () {
      var seen = [];
      rows.forEach(function (entry) {
        entry.row.hidden = select.value !== "" && entry.name !== select.value;
        if (!entry.row.hidden && seen.indexOf(entry.table) < 0) { seen.push(entry.table); }
      });
      status.textContent = (select.value || "Everything") + " is shown in " + seen.length + " tables";
    });
    bar.appendChild(label);
    bar.appendChild(select);
    var main = document.getElementById("report");
    main.insertBefore(bar, main.firstChild);
  }

  /* A table that does not scroll need not be a stop of the tab key. */
  var boxes = all(".scroll");
  var stops = function () {
    boxes.forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) { box.setAttribute("tabindex", "0"); }
      else { box.removeAttribute("tabindex"); }
    });
  };
  window.addEventListener("resize", stops);
  document.addEventListener("toggle", stops, true);
  stops();

  /* Paper shows what is folded. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details.behind:not([open])");
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (details) { details.open = false; });
  });
})();
