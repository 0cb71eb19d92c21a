import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

/** The tests in two surroundings: plain Node, and a DOM for what is shown. */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    // The long tests wait for links to fall and rise: they need a place, not a processor.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: 30_000,
          // A busy machine is slow, not wrong.
          expect: { poll: { timeout: 20_000 } },
          include: ['collector/**/*.test.ts', 'db/**/*.test.ts', 'ui/browser/**/*.test.ts'],
        },
      },
      {
        plugins: [svelte({ configFile: 'ui/svelte.config.ts' }), svelteTesting()],
        test: {
          name: 'page',
          environment: 'jsdom',
          setupFiles: ['ui/patience.test-kit.ts'],
          include: ['ui/**/*.test.ts'],
          exclude: ['ui/browser/**'],
        },
      },
    ],
  },
})
