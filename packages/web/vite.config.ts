import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist/site',
    target: 'es2023',
    // Data URLs are what a strict Content-Security-Policy forbids first.
    assetsInlineLimit: 0,
  },
  // For work on the page alone: `usher up` in one shell, `bun --bun vite` in another.
  server: { proxy: { '/api': { target: 'http://localhost:8080', ws: true } } },
});
