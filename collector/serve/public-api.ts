import type { FastifyInstance } from 'fastify'
import { publicSums } from '../domain/public-sums.ts'
import { everything } from '../domain/scope.ts'
import type { ServeDeps } from './deps.ts'
import { readParameters } from './parameters.ts'
import { RequestError } from './request-error.ts'
import type { WirePublic } from './wire-access.ts'
import type { Snapshot } from './wire.ts'

/** Anybody may ask, and as often as they like: it is counted once in so long. */
const countedEveryMs = 60_000

type PublicDeps = Pick<ServeDeps, 'snapshot' | 'access' | 'clock'>

/** The only answer about the network for those who have not signed in. */
export function addPublicApi(app: FastifyInstance, { snapshot, access, clock }: PublicDeps): void {
  let told: { sums: WirePublic; countedAt: number } | null = null
  app.get('/api/public', (request): WirePublic => {
    readParameters(request.raw.url ?? '', [])
    if (!access().publicPage)
      throw new RequestError('not-found', 'Nothing of this network is public; devices.yaml says so.')
    const now = clock.monotonicMs()
    if (told === null || now - told.countedAt >= countedEveryMs)
      told = { sums: toPublic(snapshot(everything)), countedAt: now }
    return told.sums
  })
}

/** Field by field, so that nothing goes along that is not meant to. */
function toPublic({ at, organisation, synthetic, satker }: Snapshot): WirePublic {
  return { at, organisation, synthetic, provinces: publicSums(satker) }
}
