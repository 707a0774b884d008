import { describe, expect, it } from 'vitest'
import { createLog, describeError } from './log.ts'

function lines(level: 'info' | 'warn', write: (log: ReturnType<typeof createLog>) => void): string[] {
  const written: string[] = []
  write(
    createLog(
      level,
      (line) => written.push(line),
      () => Date.UTC(2023, 5, 25),
    ),
  )
  return written
}

describe('the log', () => {
  it('is one JSON object a line, with the name of the event', () => {
    const [line = ''] = lines('info', (log) => log.info({ port: 3000 }, 'started'))
    expect(JSON.parse(line)).toEqual({ level: 'info', time: '2023-06-25T00:00:00.000Z', port: 3000, event: 'started' })
  })

  it('never holds a telephone number, wherever it came from', () => {
    const [line = ''] = lines('info', (log) => log.info({ deep: { er: { a: ['拨13812345678转1'] } } }, 'x'))
    expect(line).not.toContain('13812345678')
  })

  it('leaves message ids alone, which hold eleven digits too', () => {
    const [line = ''] = lines('info', (log) => log.info({ id: '4561381234567895929' }, 'x'))
    expect(line).toContain('4561381234567895929')
  })

  it('keeps quiet below its level', () => {
    expect(lines('warn', (log) => log.info({}, 'x'))).toEqual([])
  })

  it('describes an error without its message', () => {
    const error = Object.assign(new Error('张三说的话'), { code: 'EIO' })
    expect(describeError(error)).toMatchObject({ error: 'Error', code: 'EIO' })
    expect(JSON.stringify(describeError(error))).not.toContain('张三')
  })
})
