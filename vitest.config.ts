import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
    // Nothing is mocked and no module keeps state of a test, so that files of one worker share what they import.
    isolate: false,
    // An error outside any test (an unhandled rejection, say) must fail the run.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
