// Charts as PNG pictures. They are drawn in a thread of their own, one at a time, so that messages are answered meanwhile.
// What a chart looks like is decided in chart-drawing.ts.

import { Worker } from 'node:worker_threads'
import { describeError, type Log } from '../log.ts'
import type { Chart } from '../summary/charts.ts'
import type { FoundFont } from './font.ts'
import type { PictureReport, PicturesReady, PictureTask } from './picture-worker.ts'

/**
 * Why there is no picture; a text table takes its place. `no-font`: there is none with Chinese characters, now or later.
 * `busy`: too many wait. `failed`: it could not be drawn, and why is in the log. `closed`: the server stops.
 */
type PictureErrorCode = 'no-font' | 'busy' | 'failed' | 'closed'

class PictureError extends Error {
  readonly code: PictureErrorCode

  constructor(code: PictureErrorCode) {
    super(`no picture: ${code}`)
    this.name = 'PictureError'
    this.code = code
  }
}

export interface Pictures {
  /** A chart as the bytes of a PNG, 750 pixels wide. Rejects with a PictureError. */
  draw(chart: Chart): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PictureParts {
  /** The operator's font file; without one, or when it is of no use, those of Debian's packages are tried. */
  readonly fontFile: string | undefined
  /** In place of the font files of Debian's packages. */
  readonly usualFonts?: readonly string[]
  /** Texts that are expected in pictures, such as names of units: their characters are made ready at start. */
  readonly texts?: readonly string[]
  /** After how long without a picture the thread ends; the next picture starts another. */
  readonly restMilliseconds?: number
  readonly log: Pick<Log, 'warn' | 'error'>
}

interface Order {
  readonly chart: Chart
  readonly resolve: (png: Uint8Array) => void
  readonly reject: (error: PictureError) => void
}

/** Pictures that wait for their turn; more are refused. */
const MOST_WAITING = 20

const REST = 60_000

/** Far longer than any chart takes: the thread hangs. */
const LIMIT_MILLISECONDS = 20_000

/** The built server has the thread's code beside this file. From source it is TypeScript, for which a thread needs a loader. */
const SOURCE = import.meta.url.endsWith('.ts') ? new URL('./picture-worker.ts', import.meta.url).href : undefined
const LOAD_SOURCE = `import('tsx/esm/api').then(({ register }) => { register(); return import('${SOURCE}') })`

/** A chart that needs more fails alone. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 }

function startThread(workerData: PictureTask): Worker {
  const options = { workerData, resourceLimits: HEAP }
  return SOURCE === undefined
    ? new Worker(new URL('./picture-worker.js', import.meta.url), options)
    : new Worker(LOAD_SOURCE, { ...options, eval: true })
}

/** Starts the thread, which looks for a font at once; one that is missing or of no use is logged once. */
export function createPictures({
  fontFile,
  usualFonts,
  texts = [],
  restMilliseconds = REST,
  log,
}: PictureParts): Pictures {
  const waiting: Order[] = []
  let current: { readonly order: Order; readonly limit: NodeJS.Timeout; readonly worker: Worker } | undefined
  /** Why no further chart can be drawn. */
  let end: 'no-font' | 'closed' | undefined
  let known: PicturesReady | undefined
  let rest: NodeJS.Timeout | undefined
  let thread: Worker | undefined = start()

  function start(): Worker {
    const worker = startThread({ fontFile, usualFonts, texts, earlier: known })
    // A thread that waits for charts keeps nobody from leaving.
    worker.unref()
    worker.on('message', take)
    worker.on('error', (error) => log.error(describeError(error), 'picture-failed'))
    worker.on('exit', () => {
      if (thread === worker) thread = undefined
      if (current?.worker === worker) settle(({ reject }) => reject(new PictureError('failed')))
    })
    return worker
  }

  function take(report: PictureReport): void {
    switch (report.kind) {
      case 'ready':
        if (!known) tellFont(report.font)
        known = report
        if (report.font.file === undefined) stop('no-font')
        // At the start only the font was to be looked at.
        if (!current) sendToRest()
        break
      case 'drawn':
        if (known) known = { ...known, outlines: report.outlines }
        settle(({ resolve }) => resolve(report.png))
        break
      case 'failed':
        log.error(report.error, 'picture-failed')
        settle(({ reject }) => reject(new PictureError('failed')))
    }
  }

  function tellFont({ file, isConfiguredRefused }: FoundFont): void {
    if (file === undefined) log.warn({ configured: fontFile }, 'no-font-for-pictures')
    else if (isConfiguredRefused) log.warn({ configured: fontFile, used: file }, 'font-file-of-no-use')
  }

  function next(): void {
    if (current || end) return
    const order = waiting.shift()
    if (!order) {
      restSoon()
      return
    }
    clearTimeout(rest)
    thread ??= start()
    const worker = thread
    const limit = setTimeout(() => {
      log.error({ error: 'time-out' }, 'picture-failed')
      void worker.terminate()
    }, LIMIT_MILLISECONDS)
    current = { order, limit, worker }
    worker.ref()
    worker.postMessage(order.chart)
  }

  /** Ends the picture that is being drawn, if any, and begins the next. */
  function settle(how: (order: Order) => void): void {
    if (!current) return
    const { order, limit, worker } = current
    clearTimeout(limit)
    worker.unref()
    current = undefined
    how(order)
    next()
  }

  /** Ends a thread that nobody has needed for a while: it holds some 100 MB. */
  function restSoon(): void {
    clearTimeout(rest)
    if (current) return
    rest = setTimeout(sendToRest, restMilliseconds).unref()
  }

  function sendToRest(): void {
    void thread?.terminate()
    thread = undefined
  }

  function stop(why: 'no-font' | 'closed'): void {
    end = why
    const refuse = ({ reject }: Order) => reject(new PictureError(why))
    settle(refuse)
    for (const order of waiting.splice(0)) refuse(order)
  }

  return {
    draw: (chart) =>
      new Promise((resolve, reject) => {
        const refused = end ?? (waiting.length >= MOST_WAITING ? 'busy' : undefined)
        if (refused) {
          reject(new PictureError(refused))
        } else {
          waiting.push({ chart, resolve, reject })
          next()
        }
      }),
    async close() {
      stop('closed')
      clearTimeout(rest)
      await thread?.terminate()
    },
  }
}
