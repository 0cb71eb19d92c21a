/** How the collector itself is. */
import { createContext } from 'svelte'
import type { Health } from '../../collector/serve/wire.ts'
import type { Api } from '../parts/api.ts'
import { Polled } from './polled.svelte.ts'

export class CollectorHealth extends Polled<Health> {
  constructor(api: Pick<Api, 'health'>, everyMs: number = 10_000) {
    super(() => api.health(), { everyMs })
  }
}

export const [getHealth, setHealth] = createContext<CollectorHealth>()
