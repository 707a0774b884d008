import { describe, expect, it } from 'vitest'
import { readSettings } from './config.ts'

const wecom = {
  WECOM_CORP_ID: 'ww1234567890abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'hush',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}

function settings(env: Record<string, string>) {
  const result = readSettings(env)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.settings
}

function problems(env: Record<string, string>): readonly string[] {
  const result = readSettings(env)
  return result.ok ? [] : result.problems
}

describe('settings', () => {
  it('has the defaults of the running contract, and no app: the demo', () => {
    expect(settings({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      flowsDir: './flows',
      rosterFile: './data/roster.csv',
      apiBase: 'https://qyapi.weixin.qq.com',
      sendsPerMinute: 10_000,
      logLevel: 'info',
    })
  })

  it('takes the roster from DATA_DIR unless ROSTER_FILE says otherwise', () => {
    expect(settings({ DATA_DIR: '/srv/d' }).rosterFile).toBe('/srv/d/roster.csv')
    expect(settings({ DATA_DIR: '/srv/d', ROSTER_FILE: '/etc/r.xlsx' }).rosterFile).toBe('/etc/r.xlsx')
  })

  it('has no font of its own unless FONT_FILE names one', () => {
    expect(settings({ FONT_FILE: '/srv/fonts/song.ttf' }).fontFile).toBe('/srv/fonts/song.ttf')
    expect(settings({ FONT_FILE: '' })).not.toHaveProperty('fontFile')
  })

  it('counts an empty variable as not set', () => {
    expect(settings({ PORT: '', WECOM_SECRET: '' }).port).toBe(3000)
  })

  it('keeps a port and a path prefix of a private deployment, without the last slash', () => {
    expect(settings({ WECOM_API_BASE: 'https://host:7443/wecom/' }).apiBase).toBe('https://host:7443/wecom')
  })

  it('takes the robot of a group at WeCom or at the private deployment, by https', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx'
    expect(settings({ WECOM_ROBOT_URL: url }).robotUrl).toBe(url)
    const own = 'https://host:7443/wecom/cgi-bin/webhook/send?key=k'
    expect(settings({ WECOM_API_BASE: 'https://host:7443/wecom', WECOM_ROBOT_URL: own }).robotUrl).toBe(own)
  })

  it.each([
    'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush',
    'https://qyapi.weixin.qq.com.evil.test/cgi-bin/webhook/send?key=hush',
    'https://qyapi.weixin.qq.com@evil.test/cgi-bin/webhook/send?key=hush',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
  ])('refuses the robot address %s, and does not repeat its key', (url) => {
    const found = problems({ WECOM_ROBOT_URL: url })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^WECOM_ROBOT_URL/)
    expect(found[0]).not.toContain('hush')
  })

  it('sends cards as told, and leaves it open otherwise', () => {
    expect(settings({ WECOM_CARDS: 'off' }).cards).toBe(false)
    expect(settings({ WECOM_CARDS: 'on' }).cards).toBe(true)
    expect(settings({})).not.toHaveProperty('cards')
    expect(problems({ WECOM_CARDS: 'yes', WECOM_SENDS_PER_MINUTE: '0' })).toHaveLength(2)
  })

  it('reads CLOCK_START with its offset', () => {
    expect(settings({ CLOCK_START: '2023-06-25T09:00:00+08:00' }).clockStart).toBe(Date.UTC(2023, 5, 25, 1))
  })

  it('lists everything that is wrong at once', () => {
    const found = problems({
      PORT: '70000',
      CLOCK_START: '2023-06-25',
      WECOM_API_BASE: 'ftp://x',
      LOG_LEVEL: 'loud',
      STORE: 'postgres',
      ...wecom,
      WECOM_AES_KEY: 'short',
      WECOM_AGENT_ID: 'app',
    })
    for (const name of [
      'PORT',
      'CLOCK_START',
      'WECOM_API_BASE',
      'LOG_LEVEL',
      'STORE',
      'WECOM_AES_KEY',
      'WECOM_AGENT_ID',
    ]) {
      expect(
        found.filter((line) => line.startsWith(`${name} `)),
        name,
      ).toHaveLength(1)
    }
  })

  it('wants all of the app settings or none, and names the missing ones', () => {
    const { WECOM_TOKEN: _, WECOM_SECRET: __, ...some } = wecom
    const [line] = problems(some)
    expect(line).toContain('WECOM_SECRET, WECOM_TOKEN missing')
  })

  it('never repeats a secret in a problem', () => {
    expect(problems({ ...wecom, WECOM_AES_KEY: 'secret-but-short' }).join()).not.toContain('secret-but-short')
  })

  it('refuses a day that does not exist', () => {
    expect(problems({ CLOCK_START: '2023-13-40T09:00:00+08:00' })).toHaveLength(1)
  })
})
