/** Sends the ministry's own outlines: megabytes at times, and the same for months, so a browser may keep them. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** By the bytes themselves, which are others after each reading of the configuration. */
const fingerprints = new WeakMap<Uint8Array, string>()

export function sendOutlines(
  request: FastifyRequest,
  reply: FastifyReply,
  geoJson: Uint8Array,
): FastifyReply {
  const etag = `"${fingerprintOf(geoJson)}"`
  reply.headers({ etag, 'cache-control': 'no-cache' })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(geoJson)
}

/** By which a browser sees that they are others. */
export function fingerprintOf(geoJson: Uint8Array): string {
  const known = fingerprints.get(geoJson)
  if (known !== undefined) return known
  const fingerprint = createHash('sha256').update(geoJson).digest('base64url').slice(0, 22)
  fingerprints.set(geoJson, fingerprint)
  return fingerprint
}
