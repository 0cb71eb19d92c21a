/** Lets the defaults flow down until nothing is unsaid, and checks what only then can be seen. */
import type { Limits, Link, Medium, Reach } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import type { Router } from '../domain/router.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { checkSimulated } from './check-simulated.ts'
import type { InventoryDraft, LimitsDraft, LinkDraft, RouterDraft, SettingsDraft } from './draft.ts'
import { isAsked, snmpOf } from './snmp-of-router.ts'

/** Only to be used when nothing was complained about: what was wrong stands in it as something harmless. */
export function networkOf(
  settings: SettingsDraft,
  inventory: InventoryDraft,
): { network: Network; access: Map<string, SnmpAccess> } {
  const drafts = new Map<string, RouterDraft>()
  const access = new Map<string, SnmpAccess>()
  const routers = inventory.satker.flatMap((satker) =>
    satker.routers.map((draft): Router => {
      const snmp = snmpOf(draft, settings.snmp)
      if (snmp) access.set(draft.id.text, snmp)
      drafts.set(draft.id.text, draft)
      const { text: id } = draft.id
      const { address, trapsFrom } = draft
      return { id, satker: satker.code.text, address: address.value, trapsFrom, snmp: snmp?.settings ?? null }
    }),
  )
  if (settings.simulator.enabled) checkSimulated(routers, drafts, inventory)
  const links = inventory.satker.flatMap((satker) =>
    satker.links.map((draft) => {
      const reach = (draft.reach ?? satker.reach ?? settings.reach)?.value ?? 'icmp'
      const router = drafts.get(draft.router.text)
      if (router && reach !== 'icmp' && !isAsked(router, settings.snmp)) complainOfReach(draft, reach)
      const limits = limitsOf(draft.medium, [draft.limits, satker.limits, settings.limits])
      return linkOf(draft, satker.code.text, router?.address.value ?? '', reach, limits)
    }),
  )
  const { organisation, timezone, synthetic, reference, icmp, snmpEveryMs } = settings
  const { retention, calendar, simulator } = settings
  const network: Network = {
    organisation,
    timezone,
    synthetic,
    collector: { reference },
    icmp,
    snmpEveryMs,
    retention,
    calendar,
    providers: inventory.providers.map(({ id, provider }) => ({ id: id.text, ...provider })),
    contracts: inventory.contracts.map(({ id, provider, contract }) => ({
      id: id.text,
      provider: provider.text,
      ...contract,
    })),
    satker: inventory.satker.map(({ code, satker }) => ({ code: code.text, ...satker })),
    routers,
    links,
    maintenance: inventory.maintenance.map(({ links: named, satker, provider, maintenance }) => ({
      ...maintenance,
      links: named.map(({ text }) => text),
      satker: satker.map(({ text }) => text),
      provider: provider?.text ?? null,
    })),
    simulator: {
      ...simulator,
      cut: simulator.cut.map(({ text }) => text),
      tunnelDown: simulator.tunnelDown.map(({ text }) => text),
      sessionDown: simulator.sessionDown.map(({ text }) => text),
    },
    access: settings.access.settings,
  }
  return { network, access }
}

function linkOf(draft: LinkDraft, satker: string, address: string, reach: Reach, limits: Limits): Link {
  return {
    id: draft.id.text,
    satker,
    router: draft.router.text,
    interface: draft.interface,
    endpoint: draft.endpoint ?? address,
    bandwidth: draft.bandwidth,
    medium: draft.medium,
    role: draft.role,
    reach,
    dependsOn: draft.dependsOn.map(({ text }) => text),
    limits,
    contract: draft.contract?.text ?? null,
    circuit: draft.circuit,
    monthlyFee: draft.monthlyFee,
    vpn: draft.vpn?.value ?? null,
    formerly: draft.formerly.map(({ text }) => text),
  }
}

function complainOfReach({ entry, reach: said, router }: LinkDraft, reach: Reach): void {
  const cure = 'write reach: icmp for it, or give the router or the top an snmp block with a community'
  const at = said?.entry ?? entry
  at.complain(`reach is ${reach}, but the router ${router.text} is not asked by SNMP; ${cure}`)
}

/** The nearer says first. */
function limitsOf(medium: Medium, saidBy: readonly LimitsDraft[]): Limits {
  const nearest = (key: keyof Limits, byDefault: number) =>
    saidBy.find((limits) => limits[key] !== null)?.[key] ?? byDefault
  return {
    downAfter: nearest('downAfter', 9),
    upAfter: nearest('upAfter', 2),
    lossRatio: nearest('lossRatio', 0.05),
    rttMs: nearest('rttMs', usualRttMs[medium]),
    loadRatio: nearest('loadRatio', 0.9),
  }
}

/** A geostationary satellite alone takes half a second there and back. */
const usualRttMs: Record<Medium, number> = { fiber: 150, radio: 150, copper: 150, cellular: 300, vsat: 900 }
