// Places every ink item of every page (PAGES, see ink.py), then leaves the measured ink boxes (mm) in the DOM.
const MM = 96 / 25.4;
const CANVAS = document.createElement('canvas').getContext('2d');
const LOOSE_MIN = 0.74;  // writing is shrunk to this share of its size before it may overflow its lines
const CELL_MIN = 0.66;   // and to this in a table cell

// mulberry32: the same shaking for the same seed.
function randomFrom(seed) {
  return () => {
    seed |= 0;
    seed = seed + 0x6D2B79F5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
}

function widthOf(text, item, pt) {
  CANVAS.font = (item.bold ? 'bold ' : '') + (pt * 96 / 72) + 'px "' + item.font + '"';
  return CANVAS.measureText(text).width / MM;
}

// Fills the lines (parts: [x, y, w, h]) with words; over: the last line is too long.
function flow(words, item, pt, parts) {
  const lines = parts.map(() => []);
  const space = widthOf(' ', item, pt);
  let k = 0;
  let x = 0;
  for (const word of words) {
    const w = widthOf(word.t, item, pt);
    if (lines[k].length && x + w > parts[k][2] - 1 && k < parts.length - 1) {
      k++;
      x = 0;
    }
    lines[k].push(word);
    x += w + space;
  }
  return {lines, over: x - space > parts[k][2] + 0.5};
}

// One line of words at a box, each word shaken when a hand writes.
function put(page, item, words, box, pt, random, align) {
  const div = document.createElement('div');
  div.className = 'i';
  const [x, y, w, h] = box;
  const where = align == 'c' ? `width:${w}mm;text-align:center` : `padding-left:${item.pad || 0}mm`;
  div.style.cssText = `left:${x}mm;top:${y + (item.dy || 0)}mm;height:${h}mm;line-height:${h}mm;` +
    `font:${item.bold ? 'bold ' : ''}${pt}pt "${item.font}";line-height:${h}mm;color:${item.color};${where}`;
  words.forEach((word, i) => {
    if (i) div.appendChild(document.createTextNode(' '));
    const span = document.createElement('span');
    span.textContent = word.t;
    if (word.struck) span.className = 'st';
    if (item.jit) {
      const dx = (random() - 0.5) * 0.5 * item.jit;
      const dy = (random() - 0.5) * 0.9 * item.jit;
      const angle = (random() - 0.5) * 3 * item.jit;
      span.style.transform =
        `translate(${dx}mm,${dy}mm) rotate(${angle}deg) scale(${1 + (random() - 0.5) * 0.1 * item.jit})`;
    }
    div.appendChild(span);
  });
  page.appendChild(div);
  return div;
}

function placeHtml(page, item) {
  const div = document.createElement('div');
  div.className = 'i';
  div.style.cssText = `left:${item.x}mm;top:${item.y}mm;white-space:normal`;
  div.innerHTML = item.html;
  page.appendChild(div);
  return [[div], false];
}

// Text that wraps in a cell, shrunk until it fits, centred in height.
function placeCell(page, item, words, random) {
  const [x, y, w, h] = item.parts[0];
  let pt = item.pt;
  let lineHeight, fit;
  for (;;) {
    lineHeight = pt * 0.3528 * 1.18;
    const n = Math.max(1, Math.floor((h + 0.4) / lineHeight));
    fit = flow(words, item, pt, Array(n).fill([x, y, w - 1.6, lineHeight]));
    const wide = words.some((word) => widthOf(word.t, item, pt) > w - 1);
    if ((!fit.over && !wide) || pt < item.pt * CELL_MIN) break;
    pt *= 0.95;
  }
  const used = fit.lines.filter((line) => line.length);
  const top = y + (h - used.length * lineHeight) / 2;
  const elements = used.map((line, k) =>
    put(page, item, line, [x + 0.8, top + lineHeight * k, w - 1.6, lineHeight], pt, random, item.align));
  return [elements, fit.over];
}

function placeFlow(page, item, words, random) {
  let pt = item.pt;
  let fit = flow(words, item, pt, item.parts);
  while (fit.over && !item.loose && pt > item.pt * LOOSE_MIN) {
    pt *= 0.96;
    fit = flow(words, item, pt, item.parts);
  }
  const elements = [];
  fit.lines.forEach((line, i) => {
    if (line.length) elements.push(put(page, item, line, item.parts[i], pt, random, item.align));
  });
  return [elements, fit.over];
}

function placePieces(page, item, random) {
  const elements = [];
  item.text.forEach((t, i) => {
    if (t !== '') elements.push(put(page, item, [{t}], item.parts[i], item.pt, random, 'c'));
  });
  return [elements, false];
}

// Returns the elements and whether the writing leaves its place.
function place(page, item) {
  const random = randomFrom(item.seed || 1);
  if (item.mode == 'html') return placeHtml(page, item);
  if (item.mode == 'pieces') return placePieces(page, item, random);
  const words = item.struck ? item.struck.split(' ').map((t) => ({t, struck: true})) : [];
  item.text.split(' ').forEach((t) => words.push({t}));
  return (item.mode == 'cell' ? placeCell : placeFlow)(page, item, words, random);
}

// The hull of the written words, not of the lines they stand in.
function hull(elements) {
  let [x0, y0, x1, y1] = [1e9, 1e9, -1e9, -1e9];
  for (const element of elements) {
    const spans = [element, ...element.querySelectorAll('span')];
    for (const e of spans.filter((q) => q !== element || !element.querySelector('span'))) {
      const r = e.getBoundingClientRect();
      x0 = Math.min(x0, r.left);
      y0 = Math.min(y0, r.top);
      x1 = Math.max(x1, r.right);
      y1 = Math.max(y1, r.bottom);
    }
  }
  return x1 > x0 ? {left: x0, top: y0, width: x1 - x0, height: y1 - y0} : null;
}

function draw(sheet) {
  const page = document.createElement('div');
  page.className = 'page';
  page.innerHTML = sheet.html || '';
  document.body.appendChild(page);
  const origin = page.getBoundingClientRect();
  const mm = (r) => [r.left - origin.left, r.top - origin.top, r.width, r.height]
    .map((v) => Math.round(v / MM * 100) / 100);
  const items = sheet.items.map((item) => {
    const [elements, over] = place(page, item);
    const box = hull(elements);
    return {over, box: box && mm(box)};
  });
  const marks = {};
  page.querySelectorAll('[data-m]').forEach((e) => marks[e.dataset.m] = mm(e.getBoundingClientRect()));
  return {items, marks};
}

(async () => {
  const families = new Set(PAGES.flatMap((p) => p.items.map((i) => i.font)).filter((f) => f));
  await Promise.all([...families].flatMap((f) =>
    ['aă', 'ếĐ', 'ũ'].map((sample) => document.fonts.load('16px "' + f + '"', sample))));
  const out = PAGES.map(draw);
  await document.fonts.ready;
  const script = document.createElement('script');
  script.type = 'application/json';
  script.id = 'measured';
  script.textContent = JSON.stringify(out);
  document.body.appendChild(script);
})();
