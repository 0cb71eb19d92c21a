import { svelte } from '@sveltejs/vite-plugin-svelte'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { coast } from './map/coast-plugin.ts'

/**
 * The page, built into ui/dist as files with a hash in their names. Nothing is inlined, so that the strictest
 * content security policy holds: every script, style, font and picture is a file of our own.
 */
export default defineConfig({
  root: import.meta.dirname,
  // ui/public is a room of the page, and not what Vite takes it for: files to be served as they are.
  publicDir: false,
  plugins: [svelte({ configFile: resolve(import.meta.dirname, 'svelte.config.ts') }), coast()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/live': { target: 'ws://127.0.0.1:8080', ws: true } },
  },
})
