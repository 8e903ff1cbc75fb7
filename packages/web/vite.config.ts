import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ownLocales } from './scripts/own-locales.ts';
import { preloadFonts } from './scripts/preload-fonts.ts';

export default defineConfig({
  plugins: [ownLocales(), react(), tailwindcss(), preloadFonts()],
  // The site may be served below a path: the page says below which (`base_url`).
  base: './',
  build: {
    outDir: 'dist/site',
    target: 'es2023',
    // Data URLs are what a strict Content-Security-Policy forbids first.
    assetsInlineLimit: 0,
    // The site, and the operators' live map (WEB-20).
    rolldownOptions: { input: ['index.html', 'map.html'] },
    // What loads what, for scripts/check-budgets.ts.
    manifest: true,
  },
  // For work on the page alone: `usher up` in one shell, `bun --bun vite` in another.
  server: { proxy: { '/api': { target: 'http://localhost:8080', ws: true } } },
});
