import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // An error outside any test (an unhandled rejection, say) must fail the run.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
