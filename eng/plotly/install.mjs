// Installs what package-lock.json names into node_modules, or does nothing when it is there. Several builds may run this
// at once: each installs into a folder of its own and then renames it into place, so that nobody ever sees half of it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const name = 'plotly.js-cartesian-dist-min';
const wanted = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8')).packages[`node_modules/${name}`].version;

function isThere() {
  try {
    const found = JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;
    readFileSync(join(here, 'node_modules', name, 'plotly-cartesian.min.js'));
    return found === wanted;
  } catch {
    return false;
  }
}

function install() {
  const own = mkdtempSync(join(here, '.install-'));
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(here, file), join(own, file));
    const npm = spawnSync('npm ci --no-audit --no-fund --ignore-scripts --fetch-retries=1 --fetch-timeout=60000', { cwd: own, shell: true, encoding: 'utf8', timeout: 150_000 });
    if (npm.status !== 0) {
      throw new Error(`npm ci failed: ${(npm.stderr || npm.error || '').toString().trim().slice(-600)}`);
    }
    try {
      renameSync(join(here, 'node_modules'), join(own, 'old'));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    try {
      renameSync(join(own, 'node_modules'), join(here, 'node_modules'));
    } catch (error) {
      if (!isThere()) throw error; // Another build was first.
    }
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

try {
  if (!isThere()) install();
  const now = new Date();
  utimesSync(join(here, 'node_modules', '.package-lock.json'), now, now);
} catch (error) {
  console.log(String(error.message ?? error).replaceAll('\n', ' '));
  process.exit(1);
}
