// Drives the classic Notebook in a real browser. One page, steps from a job file; prints one JSON line with what was found.
//   node notebook.mjs JOB.json     {"url": ..., "steps": [...], "timeout": ms}
// A step: {"do": "run-all"} | {"do": "run", "cell": n} | {"do": "wait", "js": "expression", "name": ...} | {"do": "eval", "js": ..., "as": ...}
//       | {"do": "drag", "cell": n, "to": fraction} | {"do": "click", "selector": ..., "text": ...} | {"do": "interrupt"}
//       | {"do": "screenshot", "file": ..., "selector": ... or null} | {"do": "reload"}
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const limit = job.timeout ?? 60_000;
const browser = await chromium.launch({ executablePath: process.env.LABSDK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: job.width ?? 1200, height: 900 }, colorScheme: job.dark ? 'dark' : 'light' });
const page = await context.newPage();
const found = { values: {}, errors: [], foreign: [], failed: null, seconds: {} };
const origin = new URL(job.url).origin;
page.on('pageerror', (e) => found.errors.push(String(e).slice(0, 500)));
page.on('console', (m) => m.type() === 'error' && found.errors.push(`${m.text().slice(0, 500)} ${m.location().url.slice(0, 200)}`.trim()));
page.on('request', (r) => !r.url().startsWith(origin) && !/^(data|blob):/.test(r.url()) && found.foreign.push(r.url().slice(0, 200)));
page.on('requestfailed', (r) => found.errors.push(`failed: ${r.url().slice(0, 120)}`));
page.on('dialog', (d) => d.accept());

const ready = () => page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected() && Jupyter.notebook.kernel.info_reply?.status === 'ok'
  && Jupyter.notebook.kernel.widget_manager, null, { timeout: limit });

const steps = {
  'run-all': () => page.evaluate(() => Jupyter.notebook.execute_all_cells()),
  run: ({ cell }) => page.evaluate((n) => Jupyter.notebook.execute_cells([n]), cell),
  wait: ({ js }) => page.waitForFunction(js, null, { timeout: limit, polling: 50 }),
  eval: async ({ js, as }) => { found.values[as] = await page.evaluate(js); },
  interrupt: () => page.evaluate(() => Jupyter.notebook.kernel.interrupt()),
  reload: async () => { await page.evaluate(() => Jupyter.notebook.save_notebook()); await page.reload({ timeout: limit }); await ready(); },
  click: ({ selector, text }) => page.locator(selector, text ? { hasText: text } : undefined).first().click({ timeout: limit }),
  // With the mouse, as a user does: down on the handle, along the track, up.
  drag: async ({ selector, to }) => {
    const slider = page.locator(`${selector} .ui-slider`).first();
    await slider.scrollIntoViewIfNeeded({ timeout: limit });
    const [track, handle] = [await slider.boundingBox(), await slider.locator('.ui-slider-handle').boundingBox()];
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width * to, track.y + track.height / 2, { steps: 12 });
    await page.mouse.up();
  },
  screenshot: async ({ file, selector }) => {
    if (selector) await page.locator(selector).first().screenshot({ path: file, timeout: limit });
    else await page.screenshot({ path: file });
  },
};

try {
  await page.goto(job.url, { timeout: limit });
  await ready();
  for (const step of job.steps) {
    const started = Date.now();
    try {
      await steps[step.do](step);
    } catch (error) {
      found.failed = `${step.name ?? JSON.stringify(step).slice(0, 200)}: ${String(error.message).slice(0, 600)}`;
      found.outputs = await page.evaluate(() => Jupyter.notebook.get_cells().map((c) => (c.output_area?.element?.[0]?.innerText ?? '').slice(0, 1500)));
      if (job.failureScreenshot) await page.screenshot({ path: job.failureScreenshot, fullPage: true });
      break;
    }
    if (step.name) found.seconds[step.name] = (Date.now() - started) / 1000;
  }
} catch (error) {
  found.failed = String(error.message).slice(0, 800);
}

await browser.close();
console.log(JSON.stringify(found));
