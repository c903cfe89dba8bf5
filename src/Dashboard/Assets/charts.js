// Draws every element with a data-chart attribute, and again when the attribute, the width or the theme changes.
"use strict";
window.charts = (() => {
  const drawn = new Map();
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const resized = new ResizeObserver(entries => {
    for (const { target, contentRect } of entries) {
      const chart = drawn.get(target);
      if (chart && contentRect.width > 0) chart.plot.setSize({ width: contentRect.width, height: chart.plot.height });
    }
  });

  const two = number => String(number).padStart(2, "0");
  const clock = seconds => {
    const at = new Date(seconds * 1000);
    return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  };

  // A range of days is read by its days, one within a few hours by the second.
  const day = seconds => {
    const at = new Date(seconds * 1000);
    return `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  };
  const moments = (_, splits) => splits.map(splits.length > 1 && splits.at(-1) - splits[0] > 12 * 3600 ? day : clock);

  function axis(labels) {
    return { stroke: colour("muted"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 }, font: "12px system-ui", ...labels };
  }

  function horizontal(spec) {
    if (spec.kind === "time") return axis({ values: moments, space: 100 });
    if (spec.kind === "points") return axis({ label: spec.xUnit, labelFont: "12px system-ui", labelSize: 18 });
    return axis({ values: (_, splits) => splits.map(at => Number.isInteger(at) ? spec.labels[at] ?? "" : ""), space: 60 });
  }

  function series(spec, line) {
    const stroke = colour(line.tone);
    if (spec.kind === "bars") return { label: line.label, stroke, fill: stroke, paths: uPlot.paths.bars({ size: [0.8, 60] }), points: { show: false } };
    if (spec.kind === "points") return { label: line.label, stroke, paths: () => null, points: { show: true, size: 10, fill: stroke } };
    return { label: line.label, stroke, width: 2, dash: line.isDashed ? [6, 4] : undefined, fill: line.isFilled ? stroke + "22" : undefined, points: { show: false }, spanGaps: false };
  }

  // Names beside the dots: there are few, and a legend could not tell them apart.
  const names = spec => plot => {
    plot.ctx.save();
    plot.ctx.fillStyle = colour("text");
    plot.ctx.font = `${12 * devicePixelRatio}px system-ui`;
    plot.data[0].forEach((x, at) => plot.ctx.fillText(spec.labels[at], plot.valToPos(x, "x", true) + 8 * devicePixelRatio, plot.valToPos(plot.data[1][at], "y", true) - 6 * devicePixelRatio));
    plot.ctx.restore();
  };

  const room = spec => spec.kind === "time" ? undefined : (_, least, most) => {
    const margin = spec.kind === "bars" ? 0.6 : Math.max((most - least) * 0.15, 0.01);
    return [least - margin, most + margin];
  };

  function create(element, spec) {
    const options = {
      width: element.clientWidth || 300, height: element.clientHeight,
      legend: { show: false }, cursor: { y: false, drag: { setScale: false } },
      scales: { x: { time: false, range: room(spec) }, y: spec.kind === "bars" ? { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } : {} },
      axes: [horizontal(spec), axis({ size: 64 })],
      series: [{}, ...spec.series.map(line => series(spec, line))],
      hooks: spec.kind === "points" ? { draw: [names(spec)] } : {},
    };
    element.replaceChildren();
    const plot = new uPlot(options, data(spec), element);
    drawn.set(element, { plot, shape: shape(spec) });
    resized.observe(element);
  }

  const data = spec => [spec.x, ...spec.series.map(line => line.values)];
  const shape = spec => spec.kind + "|" + spec.series.map(line => line.label).join("|") + "|" + spec.labels.join("|");

  function draw(element, anew) {
    const spec = JSON.parse(element.dataset.chart);
    const known = drawn.get(element);
    if (!anew && known && known.shape === shape(spec)) known.plot.setData(data(spec));
    else create(element, spec);
    element.dataset.drawn = "true";
  }

  function look(anew = false) {
    if (!window.uPlot) return;
    for (const element of [...drawn.keys()].filter(element => !element.isConnected)) {
      resized.unobserve(element);
      drawn.get(element).plot.destroy();
      drawn.delete(element);
    }
    for (const element of document.querySelectorAll("[data-chart]")) {
      if (anew || element.lastSpec !== element.dataset.chart) {
        element.lastSpec = element.dataset.chart;
        draw(element, anew);
      }
    }
  }

  document.addEventListener("themechange", () => look(true));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => look(true));
  look();
  return { look };
})();
