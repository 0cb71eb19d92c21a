/** The firewall rules of the hub that lose packets. */
import { portTo } from './sites.ts'
import type { Branch } from './sites.ts'

const steps = 10

/** Takes all loss away, whether there is any or not. */
export const calmRules = 'add table ip lab\ndelete table ip lab\n'

/**
 * Loses tenths of what goes to a branch, evenly spread over what is sent: so the loss that a test must see is
 * there in a few echoes already, and never nine of them in a row by chance.
 */
export function lossRules(roundTripLossRatio: ReadonlyMap<Branch, number>): string {
  const drops = [...roundTripLossRatio].map(([branch, ratio]) => {
    const lost = Math.round(steps * ratio)
    const places = Array.from({ length: lost }, (_, nth) => Math.floor((nth * steps) / lost))
    return `oifname "${portTo(branch)}" numgen inc mod ${steps} { ${places.join(', ')} } drop`
  })
  const chain = ['type filter hook forward priority 0', ...drops].join('\n')
  return `${calmRules}table ip lab {\nchain forward {\n${chain}\n}\n}\n`
}
