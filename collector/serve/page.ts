/** The built page: its files, and its index for every address that is a view of it. */
import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from './gate.ts'
import { RequestError } from './request-error.ts'

const notBuilt =
  'The page is not built yet. `npm start` builds it before it starts the collector; by hand it is `npm run build`.\n'

/** Vite puts a hash of its content into the name of an asset, so that a name never means another content. */
const hashedAsset = /\/assets\/[^/]+-[A-Za-z0-9_-]{8}\.\w+$/

export function addPage(app: FastifyInstance, folder: string): void {
  app.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    suppressWarning: true,
    allowedPath: (path) => isInside(folder, path),
    setHeaders: (reply, file) => {
      reply.header(
        'cache-control',
        hashedAsset.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  app.get('/', (_request, reply) => sendIndex(reply, folder))
  app.setNotFoundHandler((request, reply) => {
    if (isView(request)) return sendIndex(reply, folder)
    throw new RequestError('not-found', 'There is nothing at this address.')
  })
}

function sendIndex(reply: FastifyReply, folder: string): FastifyReply {
  if (isInside(folder, 'index.html')) return reply.sendFile('index.html')
  return reply.code(503).header('retry-after', '5').type('text/plain; charset=utf-8').send(notBuilt)
}

/** Whether there is such a file or folder, and no link on the way to it leads out. */
function isInside(folder: string, path: string): boolean {
  try {
    return realpathSync(join(folder, path)).startsWith(realpathSync(folder) + sep)
  } catch {
    return false
  }
}

/** An address that a person opens, as against one that a page or a program loads. */
function isView(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const path = pathOf(request.raw.url ?? '')
  const accepted = request.headers.accept ?? ''
  return !/^\/(api|live|metrics)(\/|$)/.test(path) && /\btext\/html\b/.test(accepted)
}
