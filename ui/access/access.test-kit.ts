/** Who may see and do what, for the tests of the page: whole, with only what matters said. */
import { render } from '@testing-library/svelte'
import type { Component } from 'svelte'
import type { WireAccount, WireEntry, WireSession, WireToken } from '../../collector/serve/wire-access.ts'
import { noon, satkerOf } from '../outages/network.test-kit.ts'
import { Address, setAddress } from '../state/address.svelte.ts'
import { Arrival, setArrival } from '../state/arrival.svelte.ts'
import { Clock, setClock } from '../state/clock.svelte.ts'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import { NetworkState, setNetwork } from '../state/network.svelte.ts'
import { SessionState, setSession } from '../state/session.svelte.ts'
import { setAccessApi, type AccessApi } from './access-api.ts'

export function entryOf(given: Partial<WireEntry> = {}): WireEntry {
  return {
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    roleNames: {},
    synthetic: true,
    isSetUp: true,
    signOn: null,
    publicPage: false,
    ...given,
  }
}

export function sessionOf(given: Partial<WireSession> = {}): WireSession {
  return {
    name: 'budi',
    role: 'operator',
    roleName: 'Operator',
    permissions: ['see', 'operate'],
    scope: 'everything',
    endsAt: noon + 3_600_000,
    hasPassword: true,
    hasSecondFactor: false,
    needsSecondFactor: false,
    ...given,
  }
}

export function accountOf(name: string, given: Partial<WireAccount> = {}): WireAccount {
  return {
    id: `id-${name}`,
    name,
    role: 'viewer',
    scope: 'everything',
    created: noon,
    disabled: false,
    by: 'password',
    hasPassword: true,
    hasSecondFactor: false,
    lastSignIn: null,
    sessions: 0,
    ...given,
  }
}

export function tokenOf(name: string, given: Partial<WireToken> = {}): WireToken {
  return {
    id: `id-${name}`,
    name,
    role: 'viewer',
    scope: 'everything',
    created: noon,
    createdBy: 'siti',
    endsAt: noon + 86_400_000,
    revoked: false,
    usedAt: null,
    ...given,
  }
}

export interface Given {
  api?: Partial<AccessApi>
  /** Null: nobody is signed in. */
  session?: WireSession | null
  path?: string
  entry?: WireEntry
}

/** Shows a component as the page would to whoever is signed in, at noon, in Bahasa Indonesia. */
export function showTo<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  { api = {}, session = sessionOf(), path = '/akun', entry = entryOf() }: Given = {},
): { address: Address; container: HTMLElement; session: SessionState } {
  history.replaceState(null, '', path)
  const arrival = new Arrival()
  const address = new Address()
  const clock = new Clock()
  clock.heard(noon)
  const asked = fakeAccessApi({ entry: async () => ({ ok: true, value: entry }), ...api })
  const state = new SessionState(asked)
  if (session) state.begin(session)
  const network = new NetworkState()
  network.receive({
    type: 'snapshot',
    seq: 1,
    at: noon,
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    maintenance: [],
    outlines: null,
    rhythm: { sweepMs: 10_000, visitMs: 60_000 },
    satker: [
      satkerOf('900001', { name: 'Pusat Data', type: 'pusat', province: '31' }),
      satkerOf('900002', { name: 'Kankemenag Kab. Kaur', province: '17' }),
      satkerOf('900003', { name: 'KUA Kec. Kuta', type: 'kua', province: '51' }),
    ],
    links: [],
  })
  const standing: Component<Record<string, unknown>> = (internals, given) => {
    setAddress(address)
    setArrival(arrival)
    setClock(clock)
    setLanguage(new LanguageChoice())
    setNetwork(network)
    setSession(state)
    setAccessApi(asked)
    return component(internals, given as Props)
  }
  const { container } = render(standing, { props })
  return { address, container, session: state }
}

/** Answers nothing but what was given. */
export function fakeAccessApi(given: Partial<AccessApi>): AccessApi {
  const unanswered = () => new Promise<never>(() => {})
  return new Proxy(given, {
    get: (api, name) => Reflect.get(api, name) ?? unanswered,
  }) as AccessApi
}
