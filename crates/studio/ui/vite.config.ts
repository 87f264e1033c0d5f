import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.FORMWORK_URL ?? 'http://127.0.0.1:8080';

/**
 * Ant Design's button asks one function of the colour picker's presets, and every page has buttons. It gets a copy of
 * that file of its own, from which the rest (the picker's folds and blocks) falls away.
 */
function leanButtons(): Plugin {
  return {
    name: 'formwork-lean-buttons',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('color-picker/components/ColorPresets') || !importer?.includes('antd/es/button/'))
        return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && { ...found, id: `${found.id}?lean`, moduleSideEffects: false };
    },
  };
}

/** Ant Design's icons are drawn by a component of ours, in its own parts as well. */
function ownIcons(): Plugin {
  const own = fileURLToPath(new URL('src/theme/AntdIcon.tsx', import.meta.url));
  return {
    name: 'formwork-own-icons',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (/\/components\/AntdIconLight$/.test(source) ? own : null),
  };
}

/** What a part of the screens stands on is asked for in turns (`src/lib/inTurns.ts`). */
function preloadInTurns(): Plugin {
  const turns = JSON.stringify(fileURLToPath(new URL('src/lib/inTurns.ts', import.meta.url)));
  return {
    name: 'formwork-preload-in-turns',
    apply: 'build',
    transform(code, id) {
      if (id !== '\0vite/preload-helper.js') return null;
      const own = code.replace('export const __vitePreload', 'const allAtOnce');
      if (own === code) throw new Error("Vite's preload helper changed: correct `preloadInTurns`");
      return `import { inTurns } from ${turns};${own};export const __vitePreload = inTurns(allAtOnce);`;
    },
  };
}

export default defineConfig({
  plugins: [react(), leanButtons(), ownIcons(), preloadInTurns()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': server } },
  build: {
    manifest: true,
    // What the screens are written for; the README says what decides. Styles get the prefixes that these still want.
    target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'console.html'] },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    testTimeout: 20_000,
  },
});
