/** The firewall rules of the hub that lose packets at random. */
import { portTo } from './sites.ts'
import type { Branch } from './sites.ts'

const steps = 10_000

/** Takes all loss away, whether there is any or not. */
export const calmRules = 'add table ip lab\ndelete table ip lab\n'

/** A round trip passes twice, so that each way loses 1 − √(1 − loss) of what passes. */
export function lossRules(roundTripLossRatio: ReadonlyMap<Branch, number>): string {
  const drops = [...roundTripLossRatio].flatMap(([branch, ratio]) => {
    const threshold = Math.round(steps * (1 - Math.sqrt(1 - ratio)))
    return ['iifname', 'oifname'].map(
      (way) => `${way} "${portTo(branch)}" numgen random mod ${steps} < ${threshold} drop`,
    )
  })
  const chain = ['type filter hook forward priority 0', ...drops].join('\n')
  return `${calmRules}table ip lab {\nchain forward {\n${chain}\n}\n}\n`
}
