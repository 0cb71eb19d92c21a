/** What the parts of a satker's page stand in, for the tests that show them. */
import { render } from '@testing-library/svelte'
import type { Component } from 'svelte'
import type { Outage } from '../../collector/domain/outage.ts'
import type { WireSession } from '../../collector/serve/wire-access.ts'
import type { Snapshot } from '../../collector/serve/wire.ts'
import { fakeAccessApi, sessionOf } from '../access/access.test-kit.ts'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { setApi, type Api } from '../parts/api.ts'
import { Address, setAddress } from '../state/address.svelte.ts'
import { Clock, setClock } from '../state/clock.svelte.ts'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import { NetworkState, setNetwork } from '../state/network.svelte.ts'
import { Past, setPast } from '../state/past.svelte.ts'
import { Records, setRecords } from '../state/records.svelte.ts'
import { SessionState, setSession } from '../state/session.svelte.ts'
import { setShown, Shown } from '../state/shown.svelte.ts'

export interface Given {
  /** Over a network of a centre and an office that hangs on it. */
  snapshot?: Partial<Snapshot>
  openOutages?: Outage[]
  api?: Partial<Api>
  session?: Partial<WireSession>
  path?: string
}

/** Shows a component as the page would at noon, in Bahasa Indonesia. */
export function showInPage<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  { snapshot, openOutages = [], api, session, path = '/satker/900002' }: Given = {},
): { address: Address; container: HTMLElement } {
  history.replaceState(null, '', path)
  const unanswered = () => new Promise<never>(() => {})
  const asked: Api = {
    health: unanswered,
    readings: unanswered,
    outages: unanswered,
    changes: unanswered,
    outlines: unanswered,
    satker: unanswered,
    availability: unanswered,
    phone: unanswered,
    confirmPic: unanswered,
    ...api,
  }
  const signedIn = new SessionState(fakeAccessApi({}))
  signedIn.begin(sessionOf(session))
  const address = new Address()
  const clock = new Clock()
  clock.heard(noon)
  const network = new NetworkState()
  network.receive({ type: 'snapshot', seq: 1, ...networkOf(snapshot) })
  network.replaceOutages(openOutages)
  const past = new Past({ changes: unanswered }, () => noon)
  const standing: Component<Record<string, unknown>> = (internals, given) => {
    setAddress(address)
    setApi(asked)
    setSession(signedIn)
    setClock(clock)
    setLanguage(new LanguageChoice())
    setNetwork(network)
    setPast(past)
    setRecords(new Records(asked, () => noon))
    setShown(new Shown(network, past, address, clock))
    return component(internals, given as Props)
  }
  const { container } = render(standing, { props })
  return { address, container }
}

function networkOf(given: Partial<Snapshot> = {}): Snapshot {
  return {
    at: noon,
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    maintenance: [],
    outlines: null,
    rhythm: { sweepMs: 10_000, visitMs: 60_000 },
    satker: [
      satkerOf('900001', { name: 'Pusat Data', type: 'pusat', timezone: 'Asia/Jakarta' }),
      satkerOf('900002', { name: 'Kankemenag Kab. Bantul' }),
    ],
    links: [linkOf('centre', '900001'), linkOf('main', '900002', { dependsOn: ['centre'] })],
    ...given,
  }
}

export function outageOf(id: number, given: Partial<Outage> = {}): Outage {
  return {
    id,
    link: 'main',
    satker: '900002',
    status: 'down',
    began: noon - 3_600_000,
    ended: null,
    unwatchedMs: 0,
    because: null,
    evidence: [{ at: noon - 3_600_000, what: 'silent' }],
    ...given,
  }
}
