import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    // A test names its own clock; one that leans on the machine's must fail in CI, which runs elsewhere.
    env: { TZ: 'America/St_Johns' },
    testTimeout: 20_000,
    sequence: { shuffle: true },
  },
})
