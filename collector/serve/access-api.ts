import type { FastifyInstance } from 'fastify'
import type { AccessDeps } from './access-deps.ts'
import { addAccountApi } from './account-api.ts'
import type { ServeDeps } from './deps.ts'
import { addEntryApi } from './entry-api.ts'
import { addOneTimeApi } from './one-time-api.ts'
import { addPasswordApi } from './password-api.ts'
import { addSessionApi } from './session-api.ts'
import { addSignOnApi } from './sign-on-api.ts'
import { addTokenApi } from './token-api.ts'

/** Every route by which people and programs come in, and by which it is said what they may. */
export function addAccessApi(
  app: FastifyInstance,
  deps: AccessDeps & Pick<ServeDeps, 'signOn' | 'snapshot'>,
): void {
  addEntryApi(app, deps)
  addSessionApi(app, deps)
  addSignOnApi(app, deps)
  addPasswordApi(app, deps)
  addOneTimeApi(app, deps)
  addAccountApi(app, deps)
  addTokenApi(app, deps)
}
