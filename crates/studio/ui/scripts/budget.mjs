// Fails when what a browser must load to show a page for the first time grows beyond its budget.
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
if (!existsSync(`${dist}.vite/manifest.json`)) {
  console.error('dist/.vite/manifest.json is missing: run `npm run build` first');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

/** Pages and what their first visit may weigh, in kB of gzip and of brotli. */
const budgets = [
  { page: 'login', entries: ['index.html', 'src/pages/login/LoginPage.tsx'], gzip: 280, brotli: 240 },
  {
    page: 'workbench',
    entries: ['index.html', 'src/layouts/AppShell.tsx', 'src/pages/workbench/WorkbenchPage.tsx'],
    gzip: 300,
    brotli: 260,
  },
  {
    page: 'list',
    entries: ['index.html', 'src/layouts/AppShell.tsx', 'src/layouts/AppScope.tsx', 'src/pages/list/ListPage.tsx'],
    gzip: 400,
    brotli: 345,
  },
  {
    page: 'designer',
    entries: [
      'index.html',
      'src/layouts/AppShell.tsx',
      'src/designers/shell/DesignerShell.tsx',
      'src/designers/form/FormDesigner.tsx',
    ],
    gzip: 415,
    brotli: 365,
  },
  // The panel beside the canvas is fetched once the canvas is there.
  {
    page: 'properties',
    entries: [
      'index.html',
      'src/layouts/AppShell.tsx',
      'src/designers/shell/DesignerShell.tsx',
      'src/designers/form/FormDesigner.tsx',
      'src/designers/properties/PropertyPanel.tsx',
    ],
    gzip: 505,
    brotli: 450,
  },
];

/** All files that loading `key` pulls in statically. */
function reach(key, files) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`\`${key}\` is not in the manifest: a page moved, correct scripts/budget.mjs`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const other of chunk.imports ?? []) reach(other, files);
}

let failed = false;
for (const { page, entries, gzip, brotli } of budgets) {
  const files = new Set();
  for (const entry of entries) reach(entry, files);
  let gz = 0;
  let br = 0;
  for (const file of files) {
    const bytes = readFileSync(dist + file);
    gz += gzipSync(bytes, { level: 9 }).length;
    br += brotliCompressSync(bytes).length;
  }
  const over = gz > gzip * 1024 || br > brotli * 1024;
  failed ||= over;
  console.log(
    `${page.padEnd(10)} ${files.size} files, gzip ${(gz / 1024).toFixed(1)} of ${gzip} kB, brotli ${(br / 1024).toFixed(1)} of ${brotli} kB${over ? '  OVER' : ''}`,
  );
}
process.exit(failed ? 1 : 0);
