// Opens pages in a real browser and reports, as one JSON line, everything a page must not do.
//   node check.mjs JOB.json      {"pages": [{"file": ..., "library": "plotly4" or null, "dark": bool, "screenshot": file or null}]}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const resolve = createRequire(import.meta.url).resolve;
const library = (name) => readFileSync(resolve(`${name}/plotly-cartesian.min.js`), 'utf8');
const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const browser = await chromium.launch({
  executablePath: process.env.LABSDK_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

async function check({ file, library: name, dark, screenshot, width }) {
  const context = await browser.newContext({
    viewport: { width: width ?? 1100, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const found = { file, dialogs: [], errors: [], requests: [], downloads: 0, popups: 0 };
  page.on('dialog', (d) => { found.dialogs.push(d.message()); d.dismiss(); });
  page.on('pageerror', (e) => found.errors.push(String(e)));
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && found.errors.push(m.text()));
  page.on('request', (r) => r.url().split('#')[0] !== address && !r.url().startsWith('data:image/png') && found.requests.push(r.url().slice(0, 200)));
  page.on('download', () => found.downloads++);
  page.on('popup', () => found.popups++);
  await page.goto(address, { waitUntil: 'load', timeout: 120_000 });
  // Everything that can be unfolded or hovered may hold something that waits for it.
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  if (name) {
    await page.addScriptTag({ content: library(name) });
    // As notebook hosts do: each script is made anew, appended at the end and taken away.
    await page.evaluate(() => document.querySelectorAll('.lab-out script').forEach((old) => {
      const script = document.createElement('script');
      script.textContent = old.textContent;
      document.body.append(script);
      script.remove();
    }));
    await page.waitForFunction(() => [...document.querySelectorAll('.lab-figure')].every((e) => !e.dataset.lab || getComputedStyle(e.querySelector('svg')).display === 'none' || e.children.length === 1), null, { timeout: 30_000 }).catch((e) => found.errors.push(String(e.message)));
  }

  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  Object.assign(found, await page.evaluate(() => ({
    pwned: window.pwned ?? null,
    title: document.title,
    outputs: document.querySelectorAll('.lab-out').length,
    figures: document.querySelectorAll('.lab-figure').length,
    plots: document.querySelectorAll('.lab-figure .main-svg').length,
    drawings: [...document.querySelectorAll('.lab-figure > svg')].filter((s) => getComputedStyle(s).display !== 'none').length,
    links: [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? a.getAttribute('xlink:href')).filter((a) => a),
    widest: Math.max(0, ...[...document.querySelectorAll('.lab-out')].map((e) => e.getBoundingClientRect().right)),
    validation: window.Plotly ? [...document.querySelectorAll('.js-plotly-plot')].flatMap((g) => {
      const problems = window.Plotly.validate(g.data, g.layout) ?? [];
      return problems.filter((p) => !['unused', 'invisible'].includes(p.code)).map((p) => `${p.code}: ${p.msg}`);
    }) : [],
  })));
  if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
  await context.close();
  return found;
}

const results = [];
for (const page of job.pages) results.push(await check(page));
await browser.close();
console.log(JSON.stringify(results));
