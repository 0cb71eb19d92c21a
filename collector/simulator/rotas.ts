import { hashText } from './dice.ts'
import { Rota } from './rota.ts'
import type { Member, RotaRules, Turn } from './rota.ts'

export type Rhythm = Omit<RotaRules, 'seed' | 'name' | 'isFree'>

export interface RotasRules extends RotaRules {
  /** How many one rota serves: a larger fleet has as many rotas as it takes. */
  membersARota: number
}

/** Shares the members out among as many rotas as their number asks for; answers whose turn it is. */
export function rotas(
  members: readonly Member[],
  { membersARota, ...rules }: RotasRules,
): (member: string, at: number) => Turn | null {
  const count = Math.max(1, Math.round(members.length / membersARota))
  const groups = Array.from({ length: count }, (): Member[] => [])
  const rotaOf = new Map<string, number>()
  for (const member of members) {
    const group = hashText(`${rules.name} group ${member.id}`) % count
    groups[group]!.push(member)
    rotaOf.set(member.id, group)
  }
  const each = groups.map((some, i) => new Rota(some, { ...rules, name: `${rules.name} ${i}` }))
  return (member, at) => {
    const group = rotaOf.get(member)
    return group === undefined ? null : each[group]!.turnOf(member, at)
  }
}
