import type { FastifyInstance } from 'fastify'
import { everything } from '../domain/scope.ts'
import type { ServeDeps } from './deps.ts'
import { readParameters } from './parameters.ts'
import type { WireEntry } from './wire-access.ts'

/** How one comes in, for a page that knows nothing yet. */
export function addEntryApi(
  app: FastifyInstance,
  deps: Pick<ServeDeps, 'accounts' | 'access' | 'snapshot'>,
): void {
  app.get('/api/entry', async (request): Promise<WireEntry> => {
    readParameters(request.raw.url ?? '', [])
    const { organisation, timezone, synthetic } = deps.snapshot(everything)
    const { signOn, publicPage, roleNames } = deps.access()
    const isSetUp = await deps.accounts.isSetUp()
    return { organisation, timezone, synthetic, roleNames, isSetUp, signOn: signOn?.name ?? null, publicPage }
  })
}
