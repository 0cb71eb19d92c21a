/** For tests: what an observer sees of a played network over a day. */
import type { Network } from '../domain/network.ts'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'

export const start = Date.UTC(2026, 10, 22, 3)
export const dayMs = 86_400_000
export const stepMs = 10_000

export interface Sight {
  /** Satker gone whole. */
  down: number
  /** Satker gone whole or in part. */
  ill: number
  isRegionGone: boolean
  /** Another one whenever anything has changed. */
  key: string
}

export function look(network: Network, paths: Paths, at: number): Sight {
  const linksOf = Map.groupBy(network.links, (link) => link.satker)
  const states = network.satker.map(({ code, type }) => {
    const links = linksOf.get(code)!
    const alive = links.filter((link) => paths.isAlive(link, at)).length
    return { type, isDown: alive === 0, isWell: alive === links.length }
  })
  return {
    down: states.filter(({ isDown }) => isDown).length,
    ill: states.filter(({ isWell }) => !isWell).length,
    isRegionGone: states.some(({ isDown, type }) => isDown && type === 'kanwil'),
    key: states.map(({ isDown, isWell }) => (isDown ? 'x' : isWell ? '.' : '/')).join(''),
  }
}

export function watchDay(network: Network): Sight[] {
  const paths = new Paths(network, planFaults(network), new Set())
  return Array.from({ length: dayMs / stepMs }, (_, i) => look(network, paths, start + i * stepMs))
}
