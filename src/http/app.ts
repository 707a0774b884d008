// The koa app: its routes, what it may say about itself, and the one place where errors of a request end. What a
// message means is decided by the turn that it is given to.

import { Router } from '@koa/router'
import Koa, { type Context, type Middleware } from 'koa'
import { describeError } from '../log.ts'
import { type CallbackParts, createCallbackRoutes } from './callback-routes.ts'

export interface AppParts extends CallbackParts {
  /** Names of what is not ready, such as `store`; an empty list when all is. */
  readonly readiness: () => Promise<readonly string[]>
  readonly newRequestId: () => string
}

/** A disk that does not answer is not ready either. */
const READINESS_MILLISECONDS = 3_000

/** Builds the app; it listens to nothing until it is given to `createServer`. */
export function createApp(parts: AppParts): Koa {
  const routes = createCallbackRoutes(parts)
  const router = new Router()
  router.get('/wecom/callback', routes.verify)
  router.post('/wecom/callback', routes.receive)
  router.get('/healthz', (ctx) => {
    ctx.body = 'ok\n'
  })
  router.get('/readyz', async (ctx) => {
    const missing = await missingParts(parts)
    ctx.status = missing.length === 0 ? 200 : 503
    ctx.body = missing.length === 0 ? 'ready\n' : `not ready: ${missing.join(', ')}\n`
  })
  router.get('/metrics', async (ctx) => {
    if (!isLocal(ctx)) return
    ctx.type = parts.metrics.registry.contentType
    ctx.body = await parts.metrics.registry.metrics()
  })

  const app = new Koa()
  app.use(catchErrors(parts))
  app.use(router.routes())
  app.use(router.allowedMethods())
  // What koa itself reports is a connection that broke while the answer was being written.
  app.on('error', (error: unknown) => parts.log.warn(describeError(error), 'answer-not-delivered'))
  return app
}

function missingParts({ readiness, after, log }: AppParts): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const cancel = after(READINESS_MILLISECONDS, () => resolve(['no answer in time']))
    void readiness()
      .catch((error: unknown) => {
        log.error(describeError(error), 'readiness-failed')
        return ['check failed']
      })
      .then(resolve)
      .finally(cancel)
  })
}

/** Asked by a program on this machine, and not through a proxy on it that speaks for the world. */
function isLocal({ req }: Context): boolean {
  const peer = req.socket.remoteAddress ?? ''
  const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some(
    (name) => req.headers[name] !== undefined,
  )
  return !forwarded && (peer === '::1' || /^(?:::ffff:)?127\./.test(peer))
}

function catchErrors({ log, metrics, newRequestId }: AppParts): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const status = clientStatus(error)
      if (status === undefined) {
        log.error({ request: newRequestId(), path: ctx.path, ...describeError(error) }, 'request-failed')
        if (ctx.path === '/wecom/callback') metrics.callbacks.inc({ outcome: 'failed' })
      }
      ctx.status = status ?? 500
      ctx.body = ''
    }
  }
}

function clientStatus(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
