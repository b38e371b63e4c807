// Opens each given HTML file in a real browser and says what is wrong with it.
//
//     node check.mjs report.html …
//
// For each file: the Nu validator finds no error; axe-core finds nothing at WCAG 2.2 A and AA
// at three widths, without scripts at one, and in a screen of few colours; nothing is wider
// than a 320 pixel screen; no console message, no request; the same words with and without
// scripts; sorting and choosing work; the handling label is on each printed page.
//
// The browser is $CHROMIUM or the first of the usual names. Exit code 0: all well, 1: faults,
// 3: something that the checks need is missing.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const WIDTHS = [360, 768, 1280];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const require = createRequire(import.meta.url);

const missing = (what) => {
  console.error(`missing: ${what}`);
  process.exit(3);
};

let chromium, axeSource, vnu;
try {
  ({ chromium } = require("playwright-core"));
  axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  vnu = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
} catch {
  missing("node packages; run `npm ci` in tests/browser");
}
const executablePath = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((name) => name && existsSync(name));
if (!executablePath) missing("Chromium; install it or name it in $CHROMIUM");

const files = process.argv.slice(2).map((file) => path.resolve(file));
if (files.length === 0) missing("names of HTML files");

let passed = 0;
const faults = [];
const check = (file, what, fault) => {
  if (fault) faults.push(`${path.basename(file)}: ${what}: ${fault}`);
  else passed += 1;
};

// The validator, over all files at once.
try {
  execFileSync("java", ["-jar", vnu, "--errors-only", "--format", "text", ...files], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  passed += files.length;
} catch (error) {
  if (error.code === "ENOENT") missing("java, for the validator");
  faults.push(`validator: ${String(error.stderr).slice(0, 4000)}`);
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// axe-core itself needs timers, which stand still where scripts are off. So it looks at a
// copy of the file without its script, which is what a reader without scripts has.
const folder = mkdtempSync(path.join(tmpdir(), "browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const withoutScript = (file) => {
  const copy = path.join(folder, path.basename(file));
  writeFileSync(copy, readFileSync(file, "utf8").replace(/<script>[^]*?<\/script>/g, ""));
  return copy;
};

/** Opens the file in a context of its own, minding what it says and asks for. */
const open = async (file, options, does) => {
  const { media, what: named, ...rest } = options;
  const context = await browser.newContext(rest);
  const page = await context.newPage();
  const heard = [];
  const own = pathToFileURL(file).href;
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== own && !url.startsWith("data:")) heard.push(`request: ${url}`);
  });
  page.on("dialog", (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  if (media) await page.emulateMedia(media);
  await page.goto(own);
  const what = `${rest.viewport.width} pixels, ${named}`;
  const began = performance.now();
  await does(page, what);
  if (process.env.TIMES) console.error(`${Math.round(performance.now() - began)} ms: ${path.basename(file)}, ${what}`);
  check(file, `${what}: quiet`, heard.join("; "));
  await context.close();
};

const axe = async (file, page, what) => {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async (runOnly) => (await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] })).violations,
    TAGS,
  );
  check(
    file,
    `${what}: axe`,
    violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`).join("; "),
  );
};

/** Every word of the body in reading order, but for what a script adds. */
const words = (page) =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll("script, .choose, [role=status]").forEach((node) => node.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  });

for (const file of files) {
  const said = [];
  // Without scripts nothing is set out differently, so one width tells of all.
  const looks = [
    [file, "with scripts", WIDTHS],
    [withoutScript(file), "without scripts", WIDTHS.slice(-1)],
  ];
  for (const [copy, scripts, widths] of looks) {
    for (const width of widths) {
      await open(copy, { what: scripts, viewport: { width, height: 900 } }, async (page, what) => {
        // Folded tables are to be looked at too.
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        await axe(file, page, what);
        said.push(await words(page));
      });
    }
  }
  check(file, "same words with and without scripts", said.some((one) => one !== said[0]) && "they differ");
  check(file, "words", said[0].length < 200 && "nearly none");

  await open(file, { viewport: { width: 1280, height: 900 }, media: { forcedColors: "active" }, what: "forced colours" }, (page, what) =>
    axe(file, page, what),
  );

  await open(file, { what: "reflow", viewport: { width: 320, height: 640 } }, async (page, what) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(file, `${what}: reflow`, wide > 320 && `the page is ${wide} pixels wide`);
    // WCAG 2.2, 2.5.8: at least 24 by 24 pixels, unless in a sentence.
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, select, summary, nav a")]
        .filter((node) => node.checkVisibility())
        .map((node) => [node.textContent.trim(), node.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24)
        .map(([text]) => text),
    );
    check(file, `${what}: targets`, small.join(", "));
  });

  await open(file, { what: "tables", viewport: { width: 1280, height: 900 } }, async (page, what) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const header = page.locator("table.sortable thead th.figure").first();
    if (await header.count()) {
      const column = () =>
        header.evaluate((node) =>
          [...node.closest("table").querySelectorAll("tbody tr:not(.total)")].map(
            (row) => row.cells[node.cellIndex].dataset.key,
          ),
        );
      const number = (key) => {
        const [part, whole] = key.split("/").map(Number);
        return whole === undefined ? part : part / whole;
      };
      const before = await column();
      await header.locator("button").press("Enter");
      check(file, `${what}: sort state`, (await header.getAttribute("aria-sort")) !== "descending" && "not said");
      const known = (await column()).filter((key) => key !== undefined && key !== "").map(number);
      check(file, `${what}: sorted`, known.some((key, at) => at > 0 && key > known[at - 1]) && known.join(" "));
      await header.locator("button").press("Enter");
      check(file, `${what}: other way`, (await header.getAttribute("aria-sort")) !== "ascending" && "not said");
      await header.locator("button").press("Enter");
      check(file, `${what}: back`, String(await column()) !== String(before) && "another order than the first");
    }
    const choose = page.locator("#choose");
    if (await choose.count()) {
      const name = await choose.locator("option").nth(1).getAttribute("value");
      await choose.selectOption(name);
      const rows = await page.evaluate(() => document.querySelectorAll("main tr[hidden]").length);
      check(file, `${what}: choosing`, rows === 0 && "no row is hidden");
      await axe(file, page, `${what}, one chosen`);
      await choose.selectOption("");
      const left = await page.evaluate(() => document.querySelectorAll("main tr[hidden]").length);
      check(file, `${what}: all again`, left > 0 && `${left} rows are still hidden`);
    }
  });

  await open(file, { what: "keyboard", viewport: { width: 1280, height: 900 } }, async (page, what) => {
    await page.keyboard.press("Tab");
    // The first stop of the tab key leads past the contents.
    const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
    check(file, `${what}: skip link first`, first !== "#report" && `it is ${first}`);
  });

  await open(file, { what: "paper", javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page, what) => {
    const label = await page.locator(".label").first().textContent({ timeout: 1000 }).catch(() => null);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    let text;
    try {
      text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 1 << 26 }).toString();
    } catch (error) {
      if (error.code === "ENOENT") missing("pdftotext (poppler-utils)");
      throw error;
    }
    const pages = text.split("\f").slice(0, -1);
    const begins = (words) => words.replace(/\s+/g, " ").trim().slice(0, 24);
    if (label) {
      const without = pages.filter((words) => !words.replace(/\s+/g, " ").includes(begins(label))).length;
      check(file, `${what}: label on paper`, without > 0 && `${without} of ${pages.length} pages have none`);
    }
    const folded = await page.locator("details.behind td").first().textContent({ timeout: 1000 }).catch(() => null);
    if (folded) check(file, `${what}: folded tables on paper`, !text.includes(folded.trim().split(/\s/)[0]) && "none");
  });
}
await browser.close();

for (const fault of faults) console.error(fault);
console.log(`${passed} passed, ${faults.length} failed`);
process.exit(faults.length > 0 ? 1 : 0);
