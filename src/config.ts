// The environment as typed settings, or everything that is wrong with it at once.

import { z } from 'zod'
import type { LogLevel } from './log.ts'

export interface WecomSettings {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  readonly token: string
  readonly aesKey: string
}

export interface Settings {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly flowsDir: string
  readonly rosterFile: string
  /** A font with Chinese characters, for pictures; absent, those of Debian's packages are looked for. */
  readonly fontFile?: string
  /** Absent in the demo. */
  readonly wecom?: WecomSettings
  readonly apiBase: string
  /** Whether texts with a menu go out as cards with buttons; undefined leaves it to what the site is known to show. */
  readonly cards?: boolean
  /** The most messages that the bot sends in a minute, to whomever. */
  readonly sendsPerMinute: number
  /** The address of the office's group robot; whoever knows it can post there. */
  readonly robotUrl?: string
  /** Milliseconds since 1970 at which the calendar starts. */
  readonly clockStart?: number
  readonly logLevel: LogLevel
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  /** One plain line for each wrong variable; a secret's value is never in it. */
  | { readonly ok: false; readonly problems: readonly string[] }

const WECOM_HOST = 'qyapi.weixin.qq.com'

/** What WeCom allows a corp for one API (path/90454). */
const SENDS_PER_MINUTE = 10_000

const WECOM = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a port number, 0 to 65535')
    .default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  FLOWS_DIR: z.string().min(1).default('./flows'),
  ROSTER_FILE: z.string().min(1).optional(),
  FONT_FILE: z.string().min(1).optional(),
  WECOM_CORP_ID: z.string().max(64).optional(),
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,10}$/, 'must be the number of the app, such as 1000002')
    .optional(),
  WECOM_SECRET: z.string().max(256).optional(),
  WECOM_TOKEN: z.string().max(64).optional(),
  WECOM_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}$/, 'must have exactly 43 characters')
    .optional(),
  WECOM_API_BASE: z
    .string()
    .regex(/^https?:\/\/[^\s?#]+$/, 'must be an address such as https://qyapi.weixin.qq.com')
    .default(`https://${WECOM_HOST}`),
  WECOM_CARDS: z.enum(['on', 'off'], 'must be on or off').optional(),
  WECOM_SENDS_PER_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'must be a number from 1 to 99999')
    .transform(Number)
    .default(SENDS_PER_MINUTE),
  WECOM_ROBOT_URL: z
    .string()
    .regex(
      /^https:\/\/[^\s/?#@]+\/(?:[^\s?#]+\/)?webhook\/send\?key=[^\s&#]+$/,
      'must be the whole webhook address of the robot, https://…/webhook/send?key=…',
    )
    .optional(),
  STORE: z.literal('lowdb', 'must be lowdb; the PostgreSQL store is not there yet').default('lowdb'),
  CLOCK_START: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/, {
      error: 'must be like 2023-06-25T09:00:00+08:00',
      abort: true,
    })
    .refine((text) => !Number.isNaN(Date.parse(text)), 'is not a time that exists')
    .transform((text) => Date.parse(text))
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info'),
})

/** Reads the variables of design section 5. An empty variable counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SettingsResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const present = WECOM.filter((name) => name in given)
  if (present.length > 0 && present.length < WECOM.length) {
    const missing = WECOM.filter((name) => !(name in given))
    problems.push(`${missing.join(', ')} missing: set all of ${WECOM.join(', ')}, or none for the demo`)
  }
  if (parsed.success && !isRobotAtHome(parsed.data.WECOM_ROBOT_URL, parsed.data.WECOM_API_BASE)) {
    problems.push(`WECOM_ROBOT_URL must be at ${WECOM_HOST} or at the host of WECOM_API_BASE`)
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems }

  const values = parsed.data
  const wecom =
    present.length === 0
      ? {}
      : {
          wecom: {
            corpId: values.WECOM_CORP_ID ?? '',
            agentId: Number(values.WECOM_AGENT_ID),
            secret: values.WECOM_SECRET ?? '',
            token: values.WECOM_TOKEN ?? '',
            aesKey: values.WECOM_AES_KEY ?? '',
          },
        }
  return {
    ok: true,
    settings: {
      host: values.HOST,
      port: values.PORT,
      dataDir: values.DATA_DIR,
      flowsDir: values.FLOWS_DIR,
      rosterFile: values.ROSTER_FILE ?? `${values.DATA_DIR}/roster.csv`,
      ...(values.FONT_FILE === undefined ? {} : { fontFile: values.FONT_FILE }),
      ...wecom,
      apiBase: values.WECOM_API_BASE.replace(/\/+$/, ''),
      ...(values.WECOM_CARDS === undefined ? {} : { cards: values.WECOM_CARDS === 'on' }),
      sendsPerMinute: values.WECOM_SENDS_PER_MINUTE,
      ...(values.WECOM_ROBOT_URL === undefined ? {} : { robotUrl: values.WECOM_ROBOT_URL }),
      ...(values.CLOCK_START === undefined ? {} : { clockStart: values.CLOCK_START }),
      logLevel: values.LOG_LEVEL,
    },
  }
}

/** The office's list goes to the robot: it must not be sent to a stranger by a slip of the pen. */
function isRobotAtHome(robotUrl: string | undefined, apiBase: string): boolean {
  if (robotUrl === undefined) return true
  const hosts = [WECOM_HOST, hostOf(apiBase)]
  return hosts.includes(hostOf(robotUrl) ?? '')
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined
}
