/** Tests in a real browser: `npm run test:browser`. Apart, so that `npm test` needs none. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    // One server and one browser for all files.
    globalSetup: 'test/browser/setup.ts',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
