import type { FastifyRequest } from 'fastify'
import type { Caller } from '../access/caller.ts'
import type { Deed } from '../access/deed.ts'
import type { Clock } from '../domain/clock.ts'

/** As the audit trail calls a caller; a token has no account. */
export function whoIs(caller: Caller | null): string {
  return caller ? `${caller.account === null ? 'token' : 'account'}:${caller.name}` : 'nobody'
}

/** Who does what a request asks for, when and from where. */
export function deedOf({ caller, client }: FastifyRequest, clock: Clock): Deed {
  return { who: whoIs(caller), at: clock.now(), address: client.address }
}
