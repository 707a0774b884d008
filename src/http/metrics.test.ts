import { expect, it } from 'vitest'
import { createMetrics, showDelivery } from './metrics.ts'

it('shows what the outbox holds, and a trouble only while it lasts', async () => {
  const { registry } = createMetrics()
  let troubles: { line: 'app' | 'robot'; trouble: 'settings' | 'unreachable' }[] = [
    { line: 'app', trouble: 'settings' },
  ]
  showDelivery(registry, () => ({ waiting: 30, parked: { receiver: 2, refused: 0, 'given-up': 1 }, troubles }))
  const first = await registry.metrics()
  expect(first).toContain('pushes_waiting 30\n')
  expect(first).toContain('pushes_parked{reason="receiver"} 2\n')
  expect(first).toContain('pushes_parked{reason="given-up"} 1\n')
  expect(first).toContain('push_trouble{line="app",trouble="settings"} 1\n')
  expect(first).toContain('push_trouble{line="robot",trouble="unreachable"} 0\n')
  troubles = []
  expect(await registry.metrics()).toContain('push_trouble{line="app",trouble="settings"} 0\n')
})
