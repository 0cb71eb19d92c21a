/** The layers of a link that carries a VPN, each resting on the one before it: which of them is broken says whose turn it is. */
export type LayerName = 'access' | 'tunnel' | 'session'

/** `unknown`: nothing was read of it, or what was read is too old to hold. */
export const layerStates = ['up', 'down', 'unknown'] as const
export type LayerState = (typeof layerStates)[number]

/** What says so; `stopped` is a session that somebody shut on purpose. */
export const layerWitnesses = [
  'echo',
  'snmp',
  'interface',
  'tunnel-interface',
  'ipsec',
  'peer-echo',
  'ike',
  'bgp',
  'stopped',
] as const
export type LayerWitness = (typeof layerWitnesses)[number]

export interface Layer {
  state: LayerState
  /** When the state began, epoch milliseconds; null: nothing was ever read of it. */
  since: number | null
  /** Null while it is unknown. */
  by: LayerWitness | null
}

export interface SessionLayer extends Layer {
  /** Address of the far end of the session. */
  peer: string
  /** When it was last reset without being seen down: it was established again when it was read. */
  resetAt: number | null
}

/** Null: the link has no such layer. */
export interface Layers {
  access: Layer | null
  tunnel: Layer | null
  session: SessionLayer | null
}

/** Those whose history is kept; that of the access is the history of the link itself. */
export const keptLayers = ['tunnel', 'session'] as const
export type KeptLayer = (typeof keptLayers)[number]

/** A layer that fell or came back, or a session that was reset. Never edited, never folded. */
export interface LayerChange {
  link: string
  at: number
  layer: KeptLayer
  to: LayerTurn
  by: LayerWitness
}

/** As the history keeps it. */
export interface LayerEntry extends LayerChange {
  /** What it is of: the far end of the session, the tunnel's interface or its gateway; null: nobody knows. */
  of: string | null
}

export const layerTurns = ['up', 'down', 'reset'] as const
export type LayerTurn = (typeof layerTurns)[number]
