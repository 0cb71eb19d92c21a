import type { RouterIdentity } from '../domain/reading.ts'
import type { Router } from '../domain/router.ts'
import type { Log } from '../log.ts'
import type { Recorder } from './recorder.ts'
import type { SeenRouters } from './seen-routers.ts'

interface IdentityDeps {
  seen: SeenRouters
  recorder: Pick<Recorder, 'identity'>
  log: Log
}

/** A router that says it is another than before was swapped, or renamed: somebody should know. */
export function identify(
  router: Router,
  identity: RouterIdentity,
  at: number,
  { seen, recorder, log }: IdentityDeps,
): void {
  const before = seen.identities.get(router.id)
  const same = before?.sysObjectId === identity.sysObjectId && before?.sysName === identity.sysName
  if (before && !same) log.warn('router-changed', { router: router.id, before, after: identity })
  else log.debug('router-identified', { router: router.id, ...identity })
  seen.identities.set(router.id, { ...identity, at })
  void recorder.identity(router.id, identity, at)
}
