/** Large answers as gzip, for those who take it: JSON of a network is a tenth of its size then. */
import type { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Below this it costs more than it spares. */
const fromBytes = 16 * 1024
const jsonType = 'application/json; charset=utf-8'
/** In a thread of its own, and the fastest: what it leaves over, a line of an office does not feel. */
const pack = promisify(gzip)
const options = { level: constants.Z_BEST_SPEED }

/** Of a text that several ask for it is made once, for as long as the text is kept. */
const packed = new WeakMap<Uint8Array, Promise<Buffer>>()

/** Sends JSON in UTF-8, as it is or as gzip (RFC 9110, section 8.4.1.3). */
export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  json: Uint8Array,
): Promise<FastifyReply> {
  reply.type(jsonType).header('vary', 'accept-encoding')
  if (json.length < fromBytes || !takesGzip(request.headers['accept-encoding'])) return reply.send(json)
  const known = packed.get(json) ?? pack(json, options)
  packed.set(json, known)
  return reply.header('content-encoding', 'gzip').send(await known)
}

/** Whether a list of encodings, such as `gzip;q=0.5, br`, has it and does not refuse it. */
export function takesGzip(accepted: string | string[] | undefined): boolean {
  const names = String(accepted ?? '').split(',')
  return names.some((name) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(name))
}
