/** Checks that what is given a name has one of its own, and that what is named is there. */
import { checkHeldDown } from './check-simulated.ts'
import type { InventoryDraft, SettingsDraft } from './draft.ts'
import type { Name } from './name.ts'
import { didYouMean } from './nearest.ts'

type Names = ReadonlyMap<string, Name>

export function checkNames({ simulator, access }: SettingsDraft, inventory: InventoryDraft): void {
  const { satker, providers, contracts, maintenance } = inventory
  const links = satker.flatMap((office) => office.links)
  const codes = index(
    'satker code',
    satker.map(({ code }) => code),
  )
  const routerIds = index(
    'router id',
    satker.flatMap(({ routers }) => routers.map(({ id }) => id)),
  )
  const linkIds = index(
    'link id',
    links.map(({ id }) => id),
  )
  const providerIds = index(
    'provider id',
    providers.map(({ id }) => id),
  )
  const contractIds = index(
    'contract id',
    contracts.map(({ id }) => id),
  )

  for (const link of links) {
    lookUp('router', [link.router], routerIds)
    lookUp('contract', link.contract ? [link.contract] : [], contractIds)
    lookUp('link', link.dependsOn, linkIds)
  }
  checkFormer(
    links.flatMap(({ formerly }) => formerly),
    linkIds,
  )
  for (const { provider } of contracts) lookUp('provider', [provider], providerIds)
  for (const period of maintenance) {
    lookUp('link', period.links, linkIds)
    lookUp('satker', period.satker, codes)
    lookUp('provider', period.provider ? [period.provider] : [], providerIds)
  }
  lookUp('link', [...simulator.cut, ...simulator.tunnelDown, ...simulator.sessionDown], linkIds)
  checkHeldDown(simulator, links)
  lookUp('satker', access.satker, codes)
}

function index(what: string, names: Name[]): Names {
  const first = new Map<string, Name>()
  for (const name of names) {
    if (name.text === '') continue
    const taken = first.get(name.text)
    if (taken)
      name.entry.complain(`${what} ${name.text} is already used at ${placeOf(taken)}; give each its own`)
    else first.set(name.text, name)
  }
  return first
}

function lookUp(what: string, wanted: Name[], there: Names): void {
  for (const { text, entry } of wanted) {
    if (text === '' || there.has(text)) continue
    // The nearest of twelve thousand is only looked for when the message will be shown.
    entry.complain(
      () => `there is no ${what} ${text}${didYouMean(text, there.keys()) || `; add it, or name another`}`,
    )
  }
}

/** History goes with an id for ever: an old one can be taken over by one link, and by none while it is in use. */
function checkFormer(former: Name[], linkIds: Names): void {
  const claimed = new Map<string, Name>()
  for (const name of former) {
    const living = linkIds.get(name.text)
    const claimant = claimed.get(name.text)
    if (living)
      name.entry.complain(`${name.text} is still a link, at ${placeOf(living)}; name an id no longer in use`)
    else if (claimant)
      name.entry.complain(`${name.text} is already claimed at ${placeOf(claimant)}; keep one of them`)
    else claimed.set(name.text, name)
  }
}

function placeOf({ entry }: Name): string {
  const { file, line, column } = entry.place
  return `${file}:${line}:${column}`
}
