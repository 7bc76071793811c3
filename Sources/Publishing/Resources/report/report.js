// SPDX-License-Identifier: Apache-2.0
// The page reads without any of this: it draws charts, makes the parties' table sortable, and opens what a link names.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const grouped = (value, places) => value.toLocaleString("en", { maximumFractionDigits: places });
  const short = (value) => {
    const size = Math.abs(value);
    if (size >= 1e9) return grouped(value / 1e9, 2) + " bn";
    if (size >= 1e6) return grouped(value / 1e6, 2) + " m";
    return grouped(value, size < 1 ? 4 : 2);
  };
  const worded = (value, unit) => {
    if (value === null || value === undefined || Number.isNaN(value)) return "not disclosed";
    return /^[A-Z]{3}$/.test(unit) ? unit + " " + short(value) : short(value) + " " + unit;
  };

  // Told apart by hue and lightness, and lines by their symbols too; after Okabe and Ito, adjusted to both papers.
  const colours = {
    light: ["#14508a", "#b8480f", "#1c7a5a", "#8a3f86", "#8a6d00", "#4d5965", "#a3211c", "#3f7fb0"],
    dark: ["#8fbdea", "#f0a36b", "#79cfae", "#d9a0d5", "#e2c65c", "#b4bcc6", "#f4a199", "#b6d8f2"],
  };
  const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "pin"];

  const option = (chart, wide) => {
    const ink = css("--ink"), soft = css("--soft"), rule = css("--rule");
    const text = { color: soft, fontFamily: css("--sans"), fontSize: 12 };
    const categories = {
      type: "category", data: chart.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: soft } },
      axisLabel: Object.assign({ hideOverlap: true }, text, chart.flat ? { width: wide ? 240 : 110, overflow: "truncate" } : {}),
      inverse: chart.flat,
    };
    const values = {
      type: "value", splitNumber: wide ? 5 : 3, splitLine: { lineStyle: { color: rule } },
      axisLabel: Object.assign({ formatter: short, hideOverlap: true }, text),
    };
    // Their titles stand under the chart, where they have room.
    const axis = chart.flat ? "yAxis" : "xAxis";
    const long = chart.marks.filter((mark) => mark.from !== mark.to), brief = chart.marks.filter((mark) => mark.from === mark.to);
    const shade = {
      silent: true, itemStyle: { color: soft, opacity: 0.15 }, label: { show: false },
      data: long.map((mark) => [{ [axis]: mark.from }, { [axis]: mark.to }]),
    };
    const lines = {
      silent: true, symbol: "none", label: { show: false }, lineStyle: { color: soft, type: "dashed", width: 1.25 },
      data: brief.map((mark) => ({ [axis]: mark.from })),
    };
    return {
      animation: false, color: colours[dark.matches ? "dark" : "light"], textStyle: text,
      legend: chart.series.length < 2 ? { show: false } : {
        type: "scroll", top: 0, left: 0, itemGap: 18, textStyle: Object.assign({}, text, { color: ink, fontSize: 13 }),
        pageIconColor: ink, pageTextStyle: text,
      },
      grid: { left: 4, right: 20, top: chart.series.length < 2 ? 16 : 44, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "axis", confine: true, backgroundColor: css("--raised"), borderColor: rule, textStyle: Object.assign({}, text, { color: ink, fontSize: 13 }),
        axisPointer: { type: chart.kind === "bars" ? "shadow" : "line" }, valueFormatter: (value) => worded(value, chart.unit),
      },
      xAxis: chart.flat ? values : categories, yAxis: chart.flat ? categories : values,
      series: chart.series.map((series, place) => ({
        name: series.name, type: chart.kind === "bars" ? "bar" : "line", data: series.values, connectNulls: false,
        symbol: symbols[place % symbols.length], symbolSize: 7, lineStyle: { width: 2.25 }, barMaxWidth: 34,
        markArea: place === 0 && long.length > 0 ? shade : undefined, markLine: place === 0 && brief.length > 0 ? lines : undefined,
      })),
    };
  };

  const drawn = [];
  const draw = () => {
    if (typeof echarts === "undefined") return;
    document.querySelectorAll(".drawing").forEach((place, number) => {
      const chart = data.charts[number];
      if (!chart) return;
      if (!drawn[number]) drawn[number] = echarts.init(place, null, { renderer: "svg" });
      drawn[number].setOption(option(chart, place.clientWidth > 600), true);
    });
  };
  draw();
  dark.addEventListener("change", draw);
  let width = document.documentElement.clientWidth;
  window.addEventListener("resize", () => {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    drawn.forEach((chart) => chart.resize());
    draw();
  });

  const table = () => {
    const place = document.getElementById("party-table");
    if (!place || typeof Tabulator === "undefined" || data.parties.length === 0) return;
    // Text only ever goes in as text.
    const element = (name, kind, text, language) => {
      const made = document.createElement(name);
      if (kind) made.className = kind;
      if (language) made.lang = language;
      made.textContent = text;
      return made;
    };
    const named = (cell) => {
      const party = cell.getData(), box = document.createElement("div");
      box.append(element("bdi", "party-name", party.name, party.language));
      if (party.latin) box.append(element("span", "second", party.latin));
      if (party.also) box.append(element("span", "second", "also " + party.also));
      return box;
    };
    place.hidden = false;
    const made = new Tabulator(place, {
      data: data.parties, layout: "fitColumns", responsiveLayout: "collapse", pagination: data.parties.length > 25, paginationSize: 25,
      responsiveLayoutCollapseStartOpen: false, movableColumns: false, selectableRows: false,
      columns: [
        { formatter: "responsiveCollapse", width: 34, headerSort: false, responsive: 0, resizable: false, title: "" },
        { title: "Name", field: "name", formatter: named, widthGrow: 4, minWidth: 200, responsive: 0 },
        { title: "Records", field: "records", hozAlign: "right", headerHozAlign: "right", width: 92, responsive: 0, sorter: "number",
          formatter: (cell) => cell.getValue().toLocaleString("en") },
        { title: "Country", field: "country", width: 92, responsive: 2 },
        { title: "Roles", field: "roles", formatter: "textarea", widthGrow: 2, minWidth: 120, responsive: 3 },
        { title: "Numbers", field: "numbers", formatter: "textarea", widthGrow: 3, minWidth: 200, responsive: 4 },
        { title: "Registered", field: "registered", width: 128, responsive: 5 },
        { title: "Lists", field: "listings", widthGrow: 3, minWidth: 150, responsive: 1,
          formatter: (cell) => element("span", "party-list", cell.getValue()) },
      ],
    });
    // What a click does, the keyboard does too.
    const keys = () => place.querySelectorAll(".tabulator-sortable, .tabulator-responsive-collapse-toggle").forEach((part) => {
      part.tabIndex = 0;
      if (!part.matches(".tabulator-sortable")) { part.setAttribute("role", "button"); part.setAttribute("aria-label", "More about this party"); }
    });
    place.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches(".tabulator-sortable, .tabulator-responsive-collapse-toggle")) return;
      event.preventDefault();
      event.target.click();
    });
    made.on("renderComplete", keys);
    made.on("tableBuilt", () => {
      document.getElementById("party-plain").hidden = true;
      keys();
      const filter = document.querySelector("#parties .filter"), input = document.getElementById("party-filter");
      filter.hidden = false;
      input.addEventListener("input", () => {
        const wanted = input.value.trim().toLowerCase();
        made.setFilter((party) => [party.name, party.latin, party.also, party.numbers, party.country, party.roles, party.listings]
          .some((text) => text.toLowerCase().includes(wanted)));
      });
    });
  };
  table();

  const open = () => {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    for (let outer = target; outer; outer = outer.parentElement) if (outer.tagName === "DETAILS") outer.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
})();
