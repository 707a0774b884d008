import { defineConfig } from 'vitest/config'
import ClosingLine from './test/support/closing-line.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    // Decisions are made in China's time, whatever the machine's zone; a test that leans on the machine's fails here.
    env: { TZ: 'America/St_Johns' },
    testTimeout: 30_000,
    sequence: { shuffle: true },
    reporters: ['default', new ClosingLine()],
  },
})
