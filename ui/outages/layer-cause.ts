/** Which layer of a link is broken, in few words: the nearest one, beside the last that still holds. */
import type { Condition } from '../../collector/domain/status.ts'
import type { WireLink } from '../../collector/serve/wire.ts'
import type { WordKey } from '../parts/words.ts'

type LayerCondition = Extract<Condition, 'tunnel-down' | 'session-down'>

/** Of these `layerCause` says all there is. */
export function isOfLayer(condition: Condition): condition is LayerCondition {
  return condition === 'tunnel-down' || condition === 'session-down'
}

/** Null where no layer above the access is broken by itself. */
export function layerCause({ layers, condition }: Pick<WireLink, 'layers' | 'condition'>): WordKey | null {
  const access = layers?.access?.state
  // What lies above falls with it, and says nothing more.
  if (access === 'down') return null
  if (condition.includes('tunnel-down') || layers?.tunnel?.state === 'down')
    return access === 'up' ? 'cause.accessUpTunnelDown' : 'cause.tunnelDown'
  if (!condition.includes('session-down') && layers?.session?.state !== 'down') return null
  if (layers?.session?.by === 'stopped') return 'cause.sessionStopped'
  if (layers?.tunnel?.state === 'up') return 'cause.tunnelUpSessionDown'
  return access === 'up' && layers?.tunnel === null ? 'cause.accessUpSessionDown' : 'cause.sessionDown'
}
