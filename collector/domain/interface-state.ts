import type { OperStatus } from './reading.ts'

/**
 * Whether an interface is down for certain (ifOperStatus, RFC 2863 §3.1.14): dormant, testing and unknown
 * are no proof that the line is.
 */
export function isOperationallyDown(operStatus: OperStatus): boolean {
  return operStatus === 'down' || operStatus === 'lowerLayerDown' || operStatus === 'notPresent'
}
