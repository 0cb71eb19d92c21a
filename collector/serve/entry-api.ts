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
    const { organisation, synthetic } = deps.snapshot(everything)
    const { signOn, publicPage } = deps.access()
    const isSetUp = await deps.accounts.isSetUp()
    return { organisation, synthetic, isSetUp, signOn: signOn?.name ?? null, publicPage }
  })
}
