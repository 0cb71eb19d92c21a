import { basename } from 'node:path'
import type { Caller } from '../access/caller.ts'
import { may } from '../domain/role.ts'
import type { Health } from './wire.ts'

/** A problem of devices.yaml names satker and addresses: whoever does not look after the collector gets their number. */
export function healthFor(caller: Caller | null, health: Health): Health {
  if (caller === null || may(caller.role, 'monitor')) return health
  const { problems, file, loadedAt } = health.config
  const name = basename(file)
  const told =
    problems.length === 0 ? [] : [`${name}: ${problems.length} problems, which an administrator sees`]
  return { ...health, config: { file: name, loadedAt, problems: told } }
}
