// Checks a finished HTML report in a real browser: `node check.mjs report.html`.
//
// Exit status: 0 nothing found, 1 something found (each on a line of its own), 2 it could not be checked.
// Chromium is looked for at $CHROMIUM, else /usr/bin/chromium.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const views = [
  { name: "wide, light", width: 1280, colorScheme: "light" },
  { name: "wide, dark", width: 1280, colorScheme: "dark" },
  { name: "narrow, light", width: 320, colorScheme: "light" },
  { name: "narrow, dark", width: 320, colorScheme: "dark" },
  { name: "forced colours", width: 1280, colorScheme: "dark", forcedColors: "active" },
];

// What a reader may change without anything being cut off: WCAG 1.4.12 text spacing, 1.4.4 text at 200%.
const readersOwn = [
  {
    name: "wide text spacing",
    style: `* {
      line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
    } p { margin-bottom: 2em !important; }`,
  },
  { name: "text at 200%", style: "html { font-size: 200%; }", least: 1280 },
];

// The width of A4 inside its margins, in CSS pixels.
const paper = 657;

const file = process.argv[2];
if (!file) {
  console.error("usage: node check.mjs report.html");
  process.exit(2);
}

let findings = 0;
function report(view, message) {
  findings += 1;
  console.log(`${view}: ${message}`);
}

const browser = await chromium
  .launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  })
  .catch((error) => {
    console.error(`the browser does not start: ${error.message}`);
    process.exit(2);
  });

for (const view of views) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 800 },
    colorScheme: view.colorScheme,
    forcedColors: view.forcedColors ?? "none",
    bypassCSP: true, // for axe only; the page's own policy is looked at below
  });
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    const own = request.url() === address || request.url().startsWith("data:");
    if (!own) report(view.name, `asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => report(view.name, `script fault: ${error.message}`));
  await page.goto(address);

  for (const look of [structure, reading, tables, drawings, layout, targets]) {
    for (const finding of await page.evaluate(look)) report(view.name, finding);
  }
  for (const finding of await focus(page)) report(view.name, finding);

  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run({ runOnly: { type: "tag", values } }),
    rules,
  );
  for (const violation of violations) {
    for (const node of violation.nodes) {
      report(view.name, `axe ${violation.id}: ${violation.help}: ${node.target.join(" ")}`);
    }
  }

  for (const own of readersOwn.filter(({ least = 0 }) => view.width >= least)) {
    const tag = await page.addStyleTag({ content: own.style });
    for (const finding of await page.evaluate(layout)) report(`${view.name}, ${own.name}`, finding);
    await tag.evaluate((element) => element.remove());
  }

  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: paper, height: 987 });
  for (const look of [layout, cutOnPaper]) {
    for (const finding of await page.evaluate(look)) report(`${view.name}, on paper`, finding);
  }
  await context.close();
}
await browser.close();

console.log(findings === 0 ? `${file}: nothing found` : `${file}: ${findings} found`);
process.exit(findings === 0 ? 0 : 1);

/** Ids, links, headings, names and alternatives; runs in the page. */
function structure() {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];

  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) {
    found.push(`the id ${id} stands twice`);
  }
  for (const link of all("a[href^='#']")) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!ids.includes(target)) found.push(`#${target} leads nowhere`);
  }
  for (const element of all("[aria-labelledby], [aria-describedby]")) {
    for (const name of ["aria-labelledby", "aria-describedby"]) {
      for (const id of (element.getAttribute(name) ?? "").split(/\s+/).filter(Boolean)) {
        if (!ids.includes(id)) found.push(`${name} points at ${id}, which is not there`);
      }
    }
  }

  const headings = all("h1, h2, h3, h4, h5, h6");
  if (all("h1").length !== 1) found.push(`${all("h1").length} headings of level 1`);
  if (all("h1")[0]?.textContent.trim() !== document.title) {
    found.push("the title of the page is not its heading");
  }
  let before = 0;
  for (const heading of headings) {
    const level = Number(heading.localName[1]);
    if (level > before + 1) found.push(`"${heading.textContent}" skips a level`);
    before = level;
  }

  for (const svg of all("svg")) {
    const title = document.getElementById(svg.getAttribute("aria-labelledby") ?? "");
    if (svg.getAttribute("role") !== "img" || !title?.textContent.trim()) {
      found.push("a drawing has no role or no name");
    }
  }
  for (const table of all("table")) {
    if (!table.caption) found.push("a table has no caption");
    for (const cell of table.querySelectorAll("th, td")) {
      if (!cell.textContent.trim()) found.push("a table has a blank cell");
      if (cell.localName === "th" && !cell.scope) found.push("a heading of a table has no scope");
    }
  }
  if (all("script").length) found.push("there is a script");
  return found;
}

/** Landmarks, headings, links and what stands alone; runs in the page. */
function reading() {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

  for (const name of ["header", "main", "footer"]) {
    if (all(`body > ${name}, body > div > ${name}`).length !== 1) found.push(`not one ${name}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const lost = !element.closest("header, nav, main, footer, .skip-link, style, script");
    if (lost && walker.currentNode.data.trim()) found.push(`"${words(element)}" is in no landmark`);
  }

  const seen = new Set();
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const told = `${heading.localName} "${words(heading)}"`;
    if (!words(heading)) found.push("a heading is empty");
    if (seen.has(told)) found.push(`${told} stands twice`);
    seen.add(told);
  }

  const targets = new Map();
  for (const link of all("a[href]")) {
    const text = words(link);
    if (/^(here|more|click here|read more|link|https?:.*|)$/i.test(text)) {
      found.push(`the link "${text}" says nothing by itself`);
    }
    const href = link.getAttribute("href");
    if ((targets.get(text) ?? href) !== href) found.push(`two links read "${text}"`);
    targets.set(text, href);
    const inText = link.closest("p, li, td") && !link.closest("nav");
    if (inText && !getComputedStyle(link).textDecorationLine.includes("underline")) {
      found.push(`the link "${text}" is not underlined`);
    }
  }

  for (const element of all("p, blockquote, li")) if (!words(element)) found.push("a paragraph is empty");
  for (const element of all("b, i, u, font, center, br, [onclick], [style*='position']")) {
    found.push(`${element.localName} is about looks`);
  }
  for (const image of all("img")) {
    if (!image.alt.trim()) found.push("a picture has no alternative");
    if (!image.naturalWidth) found.push("a picture cannot be shown");
  }
  return found;
}

/** Captions, heads and cells of tables; runs in the page. */
function tables() {
  const found = [];
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const number = /^[-−]?[\d,]+(\.\d+)?$/;
  const mark = /^\[(c|low|x|z|u)\]$/;

  [...document.querySelectorAll("table")].forEach((table, i) => {
    const name = `table ${i + 1}`;
    if (table.firstElementChild !== table.caption) found.push(`${name}: the caption is not first`);
    if (!words(table.caption).startsWith(`Table ${i + 1}: `)) found.push(`${name}: its number is wrong`);
    if (table.querySelector("[colspan], [rowspan], table")) found.push(`${name}: cells are merged`);
    const box = table.closest("[role=region][tabindex='0']");
    const label = document.getElementById(box?.getAttribute("aria-labelledby") ?? "");
    if (!label || words(label) !== words(table.caption)) found.push(`${name}: its box has no name`);

    const heads = [...table.tHead.querySelectorAll("th")].map(words);
    if (new Set(heads).size !== heads.length) found.push(`${name}: two columns have one name`);
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
    const firsts = rows.map((cells) => words(cells[0]));
    if (new Set(firsts).size !== firsts.length) found.push(`${name}: two rows have one name`);
    for (const cells of rows) {
      if (cells.length !== heads.length) found.push(`${name}: a row is of another length`);
      if (cells[0].localName !== "th" || cells[0].scope !== "row") found.push(`${name}: a row has no head`);
      for (const cell of cells) {
        if (/^[*.~–—-]+$/.test(words(cell))) found.push(`${name}: a cell holds only a sign`);
      }
    }
    heads.slice(1).forEach((head, at) => {
      const column = rows.map((cells) => cells[at + 1]);
      const numbers = column.map(words).filter((text) => number.test(text));
      const places = new Set(numbers.map((text) => (text.split(".")[1] ?? "").length));
      if (places.size > 1) found.push(`${name}: "${head}" mixes decimals`);
      const numeric = numbers.length && column.every((cell) => number.test(words(cell)) || mark.test(words(cell)));
      if (numeric && column.some((cell) => !["right", "end"].includes(getComputedStyle(cell).textAlign))) {
        found.push(`${name}: "${head}" is not aligned right`);
      }
    });
    const about = table.closest("figure") ?? table.closest("section");
    for (const used of new Set(rows.flat().map(words).filter((text) => mark.test(text)))) {
      if (!words(about).includes(`${used} means`)) found.push(`${name}: ${used} is not explained`);
    }
  });
  return found;
}

/** Drawings: their words, their names and what stands beside them; runs in the page. */
function drawings() {
  const found = [];
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const figures = [...document.querySelectorAll("figure")].filter((figure) => figure.querySelector("svg"));

  figures.forEach((figure, i) => {
    const name = `figure ${i + 1}`;
    const drawing = figure.querySelector("svg");
    const alt = words(drawing.querySelector("title"));
    const caption = words(figure.querySelector("figcaption"));
    if (!caption.startsWith(`Figure ${i + 1}: `)) found.push(`${name}: its number is wrong`);
    if (alt.length > 250 || !alt.endsWith(".") || /^(image|picture|graphic) of/i.test(alt)) {
      found.push(`${name}: its alternative is no short sentence: "${alt}"`);
    }
    if (caption.includes(alt)) found.push(`${name}: its alternative is its caption`);
    if (drawing.hasAttribute("aria-describedby")) found.push(`${name}: its description is read as one string`);
    if (getComputedStyle(drawing).forcedColorAdjust !== "none") found.push(`${name}: its colours may go`);
    const panel = drawing.querySelector("rect, path, polygon");
    if (panel?.localName !== "rect" || !/^#fff/i.test(panel.getAttribute("fill") ?? "")) {
      found.push(`${name}: it has no white panel`);
    }
    if (words(figure).length < caption.length + alt.length + 100) found.push(`${name}: it has no description`);
    if (!figure.querySelector("table, ul, ol")) found.push(`${name}: it has no data`);

    const whole = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].map((text) => [words(text), text.getBoundingClientRect()]);
    texts.forEach(([text, box], at) => {
      const out = box.left < whole.left - 1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1;
      if (out) found.push(`${name}: "${text}" is cut off`);
      for (const [other, taken] of texts.slice(at + 1)) {
        const across = Math.min(box.right, taken.right) - Math.max(box.left, taken.left);
        const down = Math.min(box.bottom, taken.bottom) - Math.max(box.top, taken.top);
        if (across > 1 && down > 5) found.push(`${name}: "${text}" and "${other}" overlap`);
      }
    });
  });
  return found;
}

/** What is cut off, too small or justified; runs in the page. */
function layout() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  }
  const label = (element) =>
    `${element.localName}${element.id ? `#${element.id}` : ""} "${element.textContent.trim().slice(0, 40)}"`;

  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const scrolls = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const allowed = element.matches("[role=region][tabindex='0'][aria-labelledby]");
    if (scrolls && !allowed && element.closest("svg") === null) {
      found.push(`${label(element)} is cut off or scrolls sideways`);
    }
    const direct = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!direct || !element.getClientRects().length) continue;
    const drawing = element.closest("svg");
    let size = parseFloat(style.fontSize);
    if (drawing) {
      if (element.localName !== "text" && element.localName !== "tspan") continue;
      size *= drawing.getScreenCTM().a;
    }
    const least = drawing && innerWidth < 600 ? 9 : 12;
    if (size < least - 0.01) found.push(`${label(element)} is ${size.toFixed(1)} px`);
    if (style.textAlign === "justify") found.push(`${label(element)} is justified`);
  }
  return found;
}

/** What is hard to hit; runs in the page. */
function targets() {
  return [...document.querySelectorAll("a")]
    .filter((link) => getComputedStyle(link).display !== "inline") // those in a sentence are exempt
    .filter((link) => {
      const box = link.getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    })
    .map((link) => `the link "${link.textContent}" is a small target`);
}

/** What does not come out on paper; runs in the page. */
function cutOnPaper() {
  const found = [];
  for (const element of document.querySelectorAll("main *")) {
    const style = getComputedStyle(element);
    if (element.closest("svg") === null && element.getBoundingClientRect().right > innerWidth + 1) {
      found.push(`${element.localName} "${element.textContent.trim().slice(0, 40)}" is cut off`);
    }
    if (element.matches("figure") && style.breakInside !== "avoid") found.push("a figure may be split");
    if (element.matches("figure svg") && element.getBoundingClientRect().height > innerHeight) {
      found.push("a drawing is taller than a page");
    }
    if (element.matches("thead") && style.display !== "table-header-group") {
      found.push("the headings of a table are not repeated");
    }
    if (element.matches("[role=region]") && style.overflowX !== "visible") {
      found.push("a table may be cut off");
    }
  }
  return found;
}

/** Goes through the page with the Tab key: the skip link comes first, and what has the focus is seen to have it. */
async function focus(page) {
  const found = [];
  let first = true;
  const stops = await page.evaluate(
    () => document.querySelectorAll("a[href], button, input, summary, [tabindex='0']").length,
  );
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect(); // of its first line
      const style = getComputedStyle(element);
      const middle = document.elementFromPoint(
        Math.min(Math.max(box.left + 8, 0), innerWidth - 1),
        Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1),
      );
      return {
        name: element.textContent.trim().slice(0, 40),
        href: element.getAttribute("href"),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        seen: box.bottom > 0 && box.top < innerHeight,
        covered: middle !== null && !element.contains(middle) && !middle.contains(element),
      };
    });
    if (first && !(at.href ?? "").startsWith("#main")) found.push("the skip link is not the first stop");
    first = false;
    if (at.outline < 2) found.push(`the focus is not to be seen on "${at.name}"`);
    if (!at.seen || at.covered) found.push(`"${at.name}" has the focus out of sight`);
  }
  return found;
}
